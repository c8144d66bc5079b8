package org.bailey.call.provider;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.bailey.sip.Hop;
import org.bailey.sip.SipRequest;
import org.bailey.sip.SipResponse;
import org.bailey.sip.SipStack;
import org.bailey.sip.SipUri;
import org.bailey.sip.Timers;
import org.bailey.sip.TransactionId;

/** Writes down what is to be sent: method, tag of the peer, number. */
final class PaperStack implements SipStack {
    final List<String> sent = new ArrayList<>();
    final List<String> answered = Collections.synchronizedList(new ArrayList<>());
    private final List<SipResponse> answers = Collections.synchronizedList(new ArrayList<>());
    final List<TransactionId> transactions = new ArrayList<>();

    @Override
    public void send(TransactionId transaction, SipRequest request, Hop hop) {
        transactions.add(transaction);
        sent.add(request.method() + " " + request.to().tag() + " " + request.cseq());
    }

    @Override
    public boolean connected(Hop hop) {
        return false;
    }

    @Override
    public SipUri contact(Hop hop) {
        throw new AssertionError("nobody is told where we are");
    }

    @Override
    public void acknowledge(TransactionId transaction, SipRequest ack, Hop hop) {
        send(transaction, ack, hop);
    }

    @Override
    public void cancel(TransactionId invite, String reason) {
        throw new AssertionError("nothing is cancelled");
    }

    @Override
    public void respond(TransactionId transaction, SipResponse response) {
        answers.add(response);
        answered.add(response.status() + " " + response.reason());
    }

    /** {@return the values of a header in all answers that have it} */
    List<String> headers(String name) {
        return answers.stream()
                .map(answer -> answer.headers().first(name, ""))
                .filter(value -> !value.isEmpty())
                .toList();
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
