package org.bailey.dialplan.provider.peer;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.bailey.sip.Hop;
import org.bailey.sip.SipRequest;
import org.bailey.sip.SipResponse;
import org.bailey.sip.SipStack;
import org.bailey.sip.SipUri;
import org.bailey.sip.Timers;
import org.bailey.sip.TransactionId;

/** Writes down what is to be sent; what becomes of it is told by the test. */
final class PaperStack implements SipStack {
    record Sent(TransactionId transaction, SipRequest request, Hop hop) {}

    final List<Sent> sent = new CopyOnWriteArrayList<>();

    @Override
    public void send(TransactionId transaction, SipRequest request, Hop hop) {
        sent.add(new Sent(transaction, request, hop));
    }

    @Override
    public boolean connected(Hop hop) {
        return false;
    }

    @Override
    public SipUri contact(Hop hop) {
        if (hop.listener().equals("absent")) {
            throw new IllegalArgumentException("there is no SIP listener 'absent'");
        }
        return SipUri.parse("sip:127.0.0.1:65072;transport=tls");
    }

    @Override
    public void acknowledge(TransactionId transaction, SipRequest ack, Hop hop) {
        throw new AssertionError("keepalives have no ACK");
    }

    @Override
    public void cancel(TransactionId invite, String reason) {
        throw new AssertionError("keepalives are not cancelled");
    }

    @Override
    public void respond(TransactionId transaction, SipResponse response) {
        throw new AssertionError("nobody asks us");
    }

    @Override
    public Timers timers() {
        return Timers.DEFAULTS;
    }

    @Override
    public List<ListenerStatus> listeners() {
        return List.of();
    }

    @Override
    public SipCounters counters() {
        throw new AssertionError("nobody counts here");
    }
}
