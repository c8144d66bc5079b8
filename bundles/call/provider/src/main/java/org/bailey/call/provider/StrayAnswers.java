package org.bailey.call.provider;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
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

/**
 * A fork that answers an INVITE whose call is over: it is acknowledged and sent home, or it would talk to nobody. One BYE
 * is enough; what it repeats is only acknowledged.
 */
final class StrayAnswers {
    private static final int MOST = 1000;

    private final SipStack sip;
    /** Who heard BYE; the oldest is forgotten. */
    private final Set<String> sentHome = new LinkedHashSet<>();

    StrayAnswers(SipStack sip) {
        this.sip = sip;
    }

    void take(Responded event) {
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
        String tag = answer.to().tag();
        sip.acknowledge(transaction(event, "a", tag), request("ACK", target, answer, answer.cseq()), back);
        if (first(answer.callId() + '\n' + tag)) {
            sip.send(transaction(event, "b", tag), request("BYE", target, answer, answer.cseq() + 1), back);
        }
    }

    private boolean first(String fork) {
        synchronized (sentHome) {
            boolean first = sentHome.add(fork);
            if (sentHome.size() > MOST) {
                sentHome.remove(sentHome.iterator().next());
            }
            return first;
        }
    }

    /** Each fork has its own: several may answer the same INVITE. */
    private static TransactionId transaction(Responded event, String what, String tag) {
        TransactionId invite = event.transaction();
        return new TransactionId(invite.owner(), invite.id() + '.' + what + Integer.toHexString(tag.hashCode()));
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
