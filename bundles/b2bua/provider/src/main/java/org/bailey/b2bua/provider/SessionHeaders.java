package org.bailey.b2bua.provider;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.bailey.call.SessionTimer;
import org.bailey.sip.Header;
import org.bailey.sip.Headers;
import org.bailey.sip.SipMessage;

/** Reads and writes what messages say about session timers (RFC 4028) and abilities. */
final class SessionHeaders {
    static final String METHODS = "INVITE, ACK, CANCEL, BYE, OPTIONS, UPDATE, INFO";
    static final Header ALLOW = new Header("Allow", METHODS);
    static final Header SUPPORTED = new Header("Supported", "timer");
    static final Header USER_AGENT = new Header("User-Agent", "Bailey");

    private SessionHeaders() {}

    /** {@return Session-Expires in seconds; 0 where absent or unreadable} */
    static int expires(Headers headers) {
        return number(headers.first("Session-Expires", ""));
    }

    static int minimum(Headers headers) {
        return number(headers.first("Min-SE", ""));
    }

    private static int number(String value) {
        int end = 0;
        while (end < value.length() && end < 9 && Character.isDigit(value.charAt(end))) {
            end++;
        }
        return end == 0 ? 0 : Integer.parseInt(value.substring(0, end));
    }

    /** {@return "uac", "uas", or empty} */
    static String refresher(Headers headers) {
        String value = headers.first("Session-Expires", "").toLowerCase(Locale.ROOT);
        int at = value.indexOf("refresher=");
        return at < 0 || value.length() < at + 13 ? "" : value.substring(at + 10, at + 13);
    }

    /** {@return extensions the request requires and we do not have (RFC 3261 section 8.2.2.3)} */
    static List<String> unknown(SipMessage request) {
        return request.headers().list("Require").stream()
                .filter(r -> !r.equalsIgnoreCase("timer"))
                .toList();
    }

    /** {@return what we ask for in a request of ours} */
    static List<Header> asked(int seconds, int minimumSeconds) {
        return List.of(
                SUPPORTED,
                new Header("Session-Expires", Integer.toString(seconds)),
                new Header("Min-SE", Integer.toString(minimumSeconds)));
    }

    /** {@return what we grant in a 2xx; Require only for a peer that can do it} */
    static List<Header> granted(SessionTimer timer, boolean peerSupports) {
        if (timer.seconds() == 0) {
            return List.of();
        }
        Header expires =
                new Header("Session-Expires", timer.seconds() + ";refresher=" + (timer.refresher() ? "uas" : "uac"));
        return peerSupports ? List.of(new Header("Require", "timer"), expires) : List.of(expires);
    }

    /** {@return methods of Allow and options of Supported as {@link org.bailey.call.Leg#allows} keeps them} */
    static List<String> abilities(SipMessage message) {
        return Stream.concat(
                        message.headers().list("Allow").stream().map(m -> m.toUpperCase(Locale.ROOT)),
                        message.headers().list("Supported").stream().map(s -> s.toLowerCase(Locale.ROOT)))
                .distinct()
                .toList();
    }
}
