package org.bailey.lab.phone;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.bailey.lab.wire.Link;
import org.bailey.lab.wire.Loop;
import org.bailey.lab.wire.Schedule;
import org.bailey.lab.wire.SipMessage;
import org.bailey.lab.wire.Wire;
import org.jspecify.annotations.Nullable;

/**
 * Requests of ours that wait for answers: retransmission over UDP, time-out after 64 x T1, the ACK of a refusal
 * (RFC 3261 section 17.1). On the loop.
 */
final class ClientTransactions {
    static final Duration T1 = Duration.ofMillis(500);
    static final Duration T2 = Duration.ofSeconds(4);
    static final Duration TIMEOUT = T1.multipliedBy(64);

    private final class Pending {
        final Link link;
        final SipMessage request;
        final Consumer<SipMessage> answered;
        final Runnable timedOut;
        Schedule.@Nullable Timer resend;
        Schedule.@Nullable Timer timeout;
        boolean progressed;
        boolean refused;

        Pending(Link link, SipMessage request, Consumer<SipMessage> answered, Runnable timedOut) {
            this.link = link;
            this.request = request;
            this.answered = answered;
            this.timedOut = timedOut;
        }

        void resendAfter(Duration wait) {
            resend = loop.after(wait, () -> {
                wire.send(link, request);
                Duration twice = wait.multipliedBy(2);
                resendAfter(invite() || twice.compareTo(T2) < 0 ? twice : T2);
            });
        }

        boolean invite() {
            return request.method().equals("INVITE");
        }

        void quiet() {
            cancel(resend);
            cancel(timeout);
        }
    }

    private final Loop loop;
    private final Wire wire;
    private final Map<String, Pending> pending = new HashMap<>();

    ClientTransactions(Loop loop, Wire wire) {
        this.loop = loop;
        this.wire = wire;
    }

    void send(Link link, SipMessage request, Consumer<SipMessage> answered, Runnable timedOut) {
        Pending transaction = new Pending(link, request, answered, timedOut);
        String key = key(request);
        pending.put(key, transaction);
        wire.send(link, request);
        if (!link.transport().reliable()) {
            transaction.resendAfter(T1);
        }
        transaction.timeout = loop.after(TIMEOUT, () -> {
            if (!transaction.progressed && pending.remove(key) != null) {
                transaction.quiet();
                timedOut.run();
            }
        });
    }

    /** Finds whose answer it is; false for an answer to nothing. */
    boolean received(SipMessage response) {
        Pending transaction = pending.get(key(response));
        if (transaction == null) {
            return false;
        }
        boolean provisional = response.status() < 200;
        if (transaction.invite()) {
            transaction.progressed = true;
            cancel(transaction.resend);
        }
        if (!provisional) {
            transaction.quiet();
            if (transaction.invite() && response.status() >= 300) {
                wire.send(transaction.link, ackOfRefusal(transaction.request, response));
                if (transaction.refused) {
                    return true;
                }
                transaction.refused = true;
            }
            String key = key(response);
            if (transaction.invite()) {
                loop.after(TIMEOUT, () -> pending.remove(key, transaction));
            } else {
                pending.remove(key);
            }
        }
        transaction.answered.accept(response);
        return true;
    }

    /** How many wait for a final answer or absorb its repetitions. */
    int size() {
        return pending.size();
    }

    private static SipMessage ackOfRefusal(SipMessage invite, SipMessage response) {
        SipMessage ack = SipMessage.request("ACK", invite.requestUri())
                .plus("Via", invite.list("Via").get(0))
                .plus("Max-Forwards", "70")
                .plus("From", invite.value("From"))
                .plus("To", response.value("To"))
                .plus("Call-ID", invite.callId())
                .plus("CSeq", invite.cseq() + " ACK");
        return ack.plusEach("Route", invite.list("Route"));
    }

    private static String key(SipMessage message) {
        return message.callId() + " " + message.value("CSeq") + " " + message.fromTag();
    }

    private static void cancel(Schedule.@Nullable Timer timer) {
        if (timer != null) {
            timer.cancel();
        }
    }
}
