package org.bailey.b2bua.provider;

import java.util.List;
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
            case 408, 404, 403, 410, 413, 415, 416, 480, 484, 486, 487, 488, 500, 501, 503, 504, 603, 606 -> status;
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

    /** {@return headers that say why, in the words of that leg's dialect} */
    static List<Header> diagnostics(Leg leg, int status, String sentence) {
        String text = quotable(sentence);
        return leg.dialect() == Dialect.MICROSOFT
                ? List.of(new Header(
                        "ms-client-diagnostics", (status == 488 ? "52063" : "52001") + ";reason=\"" + text + "\""))
                : List.of(new Header("Warning", "399 bailey \"" + text + "\""));
    }
}
