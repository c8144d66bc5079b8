package org.bailey.b2bua.provider;

import java.util.ArrayList;
import java.util.List;
import org.bailey.call.Leg;
import org.bailey.call.Targets;
import org.bailey.dialplan.Dialect;
import org.bailey.sip.Body;
import org.bailey.sip.Header;
import org.bailey.sip.Headers;
import org.bailey.sip.NameAddress;
import org.bailey.sip.SipRequest;
import org.bailey.sip.SipUri;

/** Writes the INVITE for the called side out of the caller's: who calls, in the words of the other dialect. */
final class InviteAcross {
    private InviteAcross() {}

    static SipRequest build(
            Turn turn,
            Leg caller,
            Leg callee,
            Targets targets,
            SipRequest original,
            Body offer,
            List<Header> session,
            String callerDomain) {
        boolean microsoft = callee.dialect() == Dialect.MICROSOFT;
        List<Header> headers = new ArrayList<>();
        headers.add(new Header("Max-Forwards", Integer.toString(Math.min(forwards(original) - 1, targets.hopCount()))));
        headers.add(new Header("From", from(original.from(), callerDomain, turn.tag())));
        headers.add(new Header("To", "<" + withoutPort(targets.uri()) + ">"));
        headers.add(new Header("Call-ID", turn.state().id() + "-" + Long.toHexString(turn.random()) + "@bailey"));
        headers.add(new Header("CSeq", "1 INVITE"));
        headers.add(new Header("Contact", "<" + callee.contact() + ">"));
        headers.add(SessionHeaders.ALLOW);
        headers.addAll(session);
        headers.add(SessionHeaders.USER_AGENT);
        if (turn.state().origin().trusted()) { // RFC 3325 section 5: others may assert anything
            original.headers()
                    .all("P-Asserted-Identity")
                    .forEach(v -> headers.add(new Header("P-Asserted-Identity", v)));
        }
        if (microsoft) {
            headers.add(new Header(
                    "Ms-Conversation-ID",
                    original.headers().first("Ms-Conversation-ID").orElseGet(() -> conversation(turn))));
        } else {
            // privacy and diversion are unknown to the Microsoft side and refused there
            original.headers().all("Privacy").forEach(v -> headers.add(new Header("Privacy", v)));
            original.headers().all("Subject").forEach(v -> headers.add(new Header("Subject", v)));
        }
        return new SipRequest("INVITE", targets.uri(), new Headers(headers), offer);
    }

    /** {@return the hops the INVITE may still take; 70 when it does not say} */
    static int forwards(SipRequest request) {
        try {
            return Integer.parseInt(
                    request.headers().first("Max-Forwards", "70").strip());
        } catch (NumberFormatException unreadable) {
            return Requests.MAX_FORWARDS;
        }
    }

    /** A host that is an address becomes the caller domain: the Microsoft side answers such a From with 488 (SIG-8). */
    static String from(NameAddress caller, String callerDomain, String tag) {
        String uri = caller.uri();
        try {
            SipUri parsed = SipUri.parse(uri);
            if (parsed.scheme().equals("tel")) {
                uri = callerDomain.isEmpty() ? uri : "sip:" + parsed.user() + "@" + callerDomain + ";user=phone";
            } else {
                boolean phone =
                        parsed.parameters().toLowerCase(java.util.Locale.ROOT).contains(";user=phone");
                String host = isAddress(parsed.host()) && !callerDomain.isEmpty() ? callerDomain : parsed.host();
                uri = new SipUri("sip", parsed.user(), host, -1, phone ? ";user=phone" : "", "").toString();
            }
        } catch (IllegalArgumentException anonymous) {
            uri = "sip:anonymous@" + (callerDomain.isEmpty() ? "anonymous.invalid" : callerDomain);
        }
        return (caller.display().isEmpty() ? "" : caller.display() + " ") + "<" + uri + ">;tag=" + tag;
    }

    private static boolean isAddress(String host) {
        return host.startsWith("[") || host.matches("[0-9]+(\\.[0-9]+){3}");
    }

    private static String withoutPort(String uri) {
        try {
            SipUri parsed = SipUri.parse(uri);
            return parsed.host().isEmpty()
                    ? uri
                    : new SipUri("sip", parsed.user(), parsed.host(), -1, "", "").toString();
        } catch (IllegalArgumentException notSip) {
            return uri;
        }
    }

    private static String conversation(Turn turn) {
        return java.util.Base64.getEncoder()
                .encodeToString(java.nio.ByteBuffer.allocate(16)
                        .putLong(turn.random())
                        .putLong(turn.random())
                        .array());
    }
}
