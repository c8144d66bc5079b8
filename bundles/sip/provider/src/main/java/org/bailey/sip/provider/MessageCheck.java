package org.bailey.sip.provider;

import java.util.List;
import org.bailey.sip.Headers;
import org.bailey.sip.NameAddress;
import org.bailey.sip.SipMessage;
import org.bailey.sip.SipRequest;

/** What every message owes (RFC 3261 sections 8.1.1 and 20): the headers transactions live on, once and readable. */
final class MessageCheck {
    private static final long MAX_CSEQ = 0x7FFF_FFFFL;
    private static final List<String> ONCE = List.of("From", "To", "Call-ID", "CSeq", "Max-Forwards");

    private MessageCheck() {}

    /**
     * {@return the top Via}
     *
     * @throws MalformedMessage naming the header at fault
     */
    static Via check(SipMessage message) throws MalformedMessage {
        Headers headers = message.headers();
        String method = message instanceof SipRequest request ? request.method() : "";
        for (String name : ONCE) {
            long count = headers.all(name).count();
            if (count > 1) {
                throw bad("More than one " + name + " header", method, headers);
            }
            if (count == 0 && !name.equals("Max-Forwards")) {
                throw bad("Missing " + name + " header", method, headers);
            }
        }
        List<String> vias = headers.list("Via");
        Via top = null;
        for (String element : vias) {
            Via via = Via.parse(element);
            if (via == null || !via.wellFormed()) {
                throw bad("Via header cannot be read", method, headers);
            }
            top = top == null ? via : top;
        }
        if (top == null) {
            throw bad("Missing Via header", method, headers);
        }
        address("From", message.headers().first("From", ""), method, headers);
        address("To", message.headers().first("To", ""), method, headers);
        cseq(message, method);
        String callId = message.callId();
        if (callId.isEmpty() || callId.chars().anyMatch(c -> c <= ' ')) {
            throw bad("Call-ID header cannot be read", method, headers);
        }
        String hops = headers.first("Max-Forwards", "70");
        if (Tokens.number(hops, 255) < 0) {
            throw bad("Max-Forwards header is not 0 to 255", method, headers);
        }
        return top;
    }

    private static void cseq(SipMessage message, String method) throws MalformedMessage {
        String[] parts = message.headers().first("CSeq", "").strip().split("[ \t]+");
        if (parts.length != 2 || Tokens.number(parts[0], MAX_CSEQ) < 0 || !Tokens.is(parts[1])) {
            throw bad("CSeq header is not NUMBER METHOD below 2**31", method, message.headers());
        }
        if (!method.isEmpty() && !parts[1].equals(method)) {
            throw bad("CSeq header names " + parts[1] + " in a request " + method, method, message.headers());
        }
    }

    private static void address(String name, String value, String method, Headers headers) throws MalformedMessage {
        if (!balanced(value)) {
            throw bad(name + " header has an open quote or bracket", method, headers);
        }
        NameAddress address = NameAddress.parse(value);
        int colon = address.uri().indexOf(':');
        if (colon <= 0 || address.uri().chars().anyMatch(c -> c <= ' ')) {
            throw bad(name + " header holds no URI", method, headers);
        }
    }

    private static boolean balanced(String value) {
        boolean quoted = false;
        boolean angle = false;
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (quoted && c == '\\') {
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (!quoted && c == '<') {
                if (angle) {
                    return false;
                }
                angle = true;
            } else if (!quoted && c == '>') {
                if (!angle) {
                    return false;
                }
                angle = false;
            }
        }
        return !quoted && !angle;
    }

    private static MalformedMessage bad(String problem, String method, Headers headers) {
        return new MalformedMessage(400, problem, method, headers);
    }
}
