package org.bailey.b2bua.provider;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.bailey.b2bua.provider.bridge.Manner;
import org.bailey.b2bua.provider.bridge.SdpExchange;
import org.bailey.call.Leg;
import org.bailey.dialplan.Dialect;
import org.bailey.sip.Header;
import org.bailey.sip.SipResponse;

/** What a refusal of one side is called on the other ([MS-OCER], RFC 3261 section 21). */
final class Statuses {
    private Statuses() {}

    /** {@return the status the caller gets for the called side's answer} */
    static int across(SipResponse answer, Dialect from) {
        int status = answer.status();
        if (from == Dialect.MICROSOFT
                && status == 480
                && answer.headers().all("Warning").anyMatch(w -> w.startsWith("391"))) {
            return 486; // do not disturb
        }
        return switch (status) {
            case 401, 407 -> 403; // the called side does not trust us: nothing the caller could add
            case 604 -> 404;
            case 600 -> 486;
            case 605 -> 603;
            case 408, 404, 403, 410, 413, 415, 416, 480, 482, 483, 484, 486, 487, 488, 500, 501, 503, 504, 603, 606 ->
                status;
            default -> status >= 600 ? 603 : status >= 500 ? 503 : status >= 400 ? 480 : 503;
        };
    }

    /** {@return whether another address of the same destination may do better} */
    static boolean elsewhere(int status) {
        return status == 503 || status == 500 || status == 504;
    }

    static String reason(int status) {
        return switch (status) {
            case 200 -> "OK";
            case 400 -> "Bad Request";
            case 403 -> "Forbidden";
            case 404 -> "Not Found";
            case 405 -> "Method Not Allowed";
            case 408 -> "Request Timeout";
            case 415 -> "Unsupported Media Type";
            case 416 -> "Unsupported URI Scheme";
            case 420 -> "Bad Extension";
            case 422 -> "Session Interval Too Small";
            case 480 -> "Temporarily Unavailable";
            case 481 -> "Call/Transaction Does Not Exist";
            case 482 -> "Loop Detected";
            case 483 -> "Too Many Hops";
            case 486 -> "Busy Here";
            case 487 -> "Request Terminated";
            case 488 -> "Not Acceptable Here";
            case 491 -> "Request Pending";
            case 500 -> "Server Internal Error";
            case 501 -> "Not Implemented";
            case 503 -> "Service Unavailable";
            case 504 -> "Server Time-out";
            case 603 -> "Decline";
            default -> "Refused";
        };
    }

    /** {@return the inside of a quoted string (RFC 3261 section 25.1) that says this on one line} */
    static String quotable(String sentence) {
        return sentence.replaceAll("[\\p{Cntrl}\\x{85}\\x{2028}\\x{2029}]+", " ")
                .replace("\\", "\\\\")
                .replace("\"", "\\\"");
    }

    /** {@return the sentence for a 488 that may be about encryption: which leg, our level, and what was offered there} */
    static Optional<String> encryption(Leg callee, SipResponse answer, String diagnosis) {
        if (answer.status() != 488) {
            return Optional.empty();
        }
        boolean said = diagnosis.contains("52017")
                || diagnosis.toLowerCase(Locale.ROOT).contains("encryption level");
        String offered = callee.sdp().local().contains(" RTP/SAVP ")
                ? "RTP/SAVP"
                : callee.sdp().local().contains("a=crypto:") ? "RTP/AVP with keys" : "RTP/AVP without keys";
        return Optional.of((said ? SdpExchange.LEVELS + " on the leg of the called side " : "The called side ")
                + Manner.of(callee).described() + (said ? ": it" : "") + " answered 488 " + answer.reason()
                + " to an offer of " + offered + (diagnosis.isEmpty() ? "." : ": " + diagnosis));
    }

    /** {@return headers that say why, in the words of that leg's dialect} */
    static List<Header> diagnostics(Leg leg, int status, String sentence) {
        String text = quotable(sentence);
        if (leg.dialect() == Dialect.MICROSOFT && sentence.startsWith(SdpExchange.LEVELS)) {
            // the words Microsoft's clients know; ours go behind them
            return List.of(new Header(
                    "ms-client-diagnostics", "52017;reason=\"Encryption levels dont match\";detail=\"" + text + "\""));
        }
        if (leg.dialect() == Dialect.MICROSOFT && sentence.startsWith(Connections.FAILED)) {
            return List.of(new Header(
                    "ms-client-diagnostics", "52031;reason=\"" + Connections.FAILED + "\";detail=\"" + text + "\""));
        }
        return leg.dialect() == Dialect.MICROSOFT
                ? List.of(new Header(
                        "ms-client-diagnostics", (status == 488 ? "52063" : "52001") + ";reason=\"" + text + "\""))
                : List.of(new Header("Warning", "399 bailey \"" + text + "\""));
    }
}
