package org.bailey.lab.phone;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.bailey.lab.wire.SipMessage;
import org.bailey.lab.wire.SipText;

/** What both ends of a dialog agree on (RFC 3261 section 12). The From and To texts are echoed byte by byte. On the loop. */
final class Dialog {
    final String callId;
    final String local;
    final String remote;
    final List<String> routes;
    String remoteTarget;
    long localSequence;

    private Dialog(String callId, String local, String remote, List<String> routes, String target, long localSequence) {
        this.callId = callId;
        this.local = local;
        this.remote = remote;
        this.routes = routes;
        this.remoteTarget = target;
        this.localSequence = localSequence;
    }

    /** The caller's view: the route set is the response's Record-Route backwards. */
    static Dialog ofCaller(SipMessage request, SipMessage response) {
        List<String> routes = new ArrayList<>(response.list("Record-Route"));
        Collections.reverse(routes);
        String contact = response.value("Contact");
        return new Dialog(
                request.callId(),
                request.value("From"),
                response.value("To"),
                routes,
                contact.isEmpty() ? request.requestUri() : SipText.uri(contact),
                request.cseq());
    }

    /** The callee's view; {@code to} is our To value with its tag. */
    static Dialog ofCallee(SipMessage request, String to) {
        return new Dialog(
                request.callId(),
                to,
                request.value("From"),
                request.list("Record-Route"),
                SipText.uri(request.value("Contact")),
                0);
    }

    /** A request inside the dialog, without Via. */
    SipMessage request(String method) {
        if (!method.equals("ACK") && !method.equals("CANCEL")) {
            localSequence++;
        }
        return request(method, localSequence);
    }

    SipMessage request(String method, long sequence) {
        return SipMessage.request(method, remoteTarget)
                .plusEach("Route", routes)
                .plus("Max-Forwards", "70")
                .plus("From", local)
                .plus("To", remote)
                .plus("Call-ID", callId)
                .plus("CSeq", sequence + " " + method);
    }
}
