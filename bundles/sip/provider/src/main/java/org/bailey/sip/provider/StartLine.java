package org.bailey.sip.provider;

import org.bailey.sip.Headers;
import org.bailey.sip.SipUri;

/** First lines of messages (RFC 3261 sections 7.1 and 7.2). */
final class StartLine {
    private static final String VERSION = "SIP/2.0";

    private StartLine() {}

    static boolean isResponse(String line) {
        return line.regionMatches(true, 0, VERSION + " ", 0, 8);
    }

    /** {@return the method of a request line, empty when it is none} */
    static String method(String line) {
        int blank = line.indexOf(' ');
        String first = blank < 0 ? line : line.substring(0, blank);
        return Tokens.is(first) ? first : "";
    }

    /** {@return the Request-URI} */
    static String uri(String line, Headers headers) throws MalformedMessage {
        String method = method(line);
        int blank = line.indexOf(' ');
        int last = line.lastIndexOf(' ');
        if (method.isEmpty() || blank == last) {
            throw new MalformedMessage(400, "Request line is not METHOD URI SIP/2.0", "", headers);
        }
        String uri = line.substring(blank + 1, last);
        String version = line.substring(last + 1);
        if (!version.equalsIgnoreCase(VERSION)) {
            if (version.regionMatches(true, 0, "SIP/", 0, 4)) {
                throw new MalformedMessage(505, "Version Not Supported", method, headers);
            }
            throw new MalformedMessage(400, "Request line does not end in SIP/2.0", method, headers);
        }
        for (int i = 0; i < uri.length(); i++) {
            char c = uri.charAt(i);
            if (c <= ' ' || c == '<' || c == '>' || c == '"' || c == 0x7F) {
                throw new MalformedMessage(400, "Request-URI holds a character that is not allowed", method, headers);
            }
        }
        checkUri(uri, method, headers);
        return uri;
    }

    private static void checkUri(String uri, String method, Headers headers) throws MalformedMessage {
        int colon = uri.indexOf(':');
        String scheme = colon <= 0 ? "" : uri.substring(0, colon);
        try {
            if (!Tokens.is(scheme)) {
                throw new IllegalArgumentException("no scheme");
            }
            if (scheme.equalsIgnoreCase("sip") || scheme.equalsIgnoreCase("sips")) {
                SipUri.parse(uri);
            }
        } catch (IllegalArgumentException broken) {
            throw new MalformedMessage(400, "Request-URI cannot be read", method, headers);
        }
    }
}
