package org.bailey.call.provider;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.bailey.sip.Body;
import org.bailey.sip.Header;
import org.bailey.sip.Headers;
import org.bailey.sip.Hop;
import org.bailey.sip.NameAddress;
import org.bailey.sip.SipEvent.Responded;
import org.bailey.sip.SipRequest;
import org.bailey.sip.SipResponse;
import org.bailey.sip.SipStack;
import org.bailey.sip.TransactionId;

/** A fork that answers an INVITE whose call is over: it is acknowledged and sent home, or it would talk to nobody. */
final class StrayAnswers {
    private StrayAnswers() {}

    static void take(SipStack sip, Responded event) {
        SipResponse answer = event.response();
        List<String> contacts = answer.headers().list("Contact");
        if (!answer.success() || !answer.cseqMethod().equals("INVITE") || contacts.isEmpty()) {
            return;
        }
        String target = NameAddress.parse(contacts.get(0)).uri();
        Hop back = new Hop(
                event.source().listener(),
                event.source().transport(),
                event.source().remote(),
                "",
                false);
        TransactionId id = event.transaction();
        sip.acknowledge(
                new TransactionId(id.owner(), id.id() + ".a"), request("ACK", target, answer, answer.cseq()), back);
        sip.send(
                new TransactionId(id.owner(), id.id() + ".b"), request("BYE", target, answer, answer.cseq() + 1), back);
    }

    private static SipRequest request(String method, String target, SipResponse answer, long sequence) {
        List<String> routes = new ArrayList<>(answer.headers().list("Record-Route"));
        Collections.reverse(routes);
        List<Header> headers = new ArrayList<>();
        routes.forEach(route -> headers.add(new Header("Route", route)));
        headers.add(new Header("Max-Forwards", "70"));
        headers.add(new Header("From", answer.headers().first("From", "")));
        headers.add(new Header("To", answer.headers().first("To", "")));
        headers.add(new Header("Call-ID", answer.callId()));
        headers.add(new Header("CSeq", sequence + " " + method));
        return new SipRequest(method, target, new Headers(headers), Body.EMPTY);
    }
}
