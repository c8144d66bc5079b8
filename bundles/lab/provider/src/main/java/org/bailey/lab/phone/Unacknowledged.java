package org.bailey.lab.phone;

import java.time.Duration;
import org.bailey.lab.wire.Schedule;
import org.bailey.lab.wire.SipMessage;
import org.jspecify.annotations.Nullable;

/** A 2xx to an INVITE, repeated over every transport until its ACK comes or 64 x T1 have gone (RFC 3261 section 13.3.1.4). */
final class Unacknowledged {
    private final CallCore call;
    private Schedule.@Nullable Timer resend;
    private Schedule.@Nullable Timer giveUp;
    private long sequence = -1;

    Unacknowledged(CallCore call) {
        this.call = call;
    }

    void begin(ServerTransactions.Received received, SipMessage response) {
        stop();
        sequence = response.cseq();
        received.answer(response);
        resendAfter(received, response, ClientTransactions.T1);
        giveUp = call.phone.loop().after(ClientTransactions.TIMEOUT, () -> {
            stop();
            call.bye(CallEnd.How.TIMED_OUT, "no ACK came");
        });
    }

    private void resendAfter(ServerTransactions.Received received, SipMessage response, Duration wait) {
        resend = call.phone.loop().after(wait, () -> {
            call.phone.wire().send(received.link, response);
            Duration twice = wait.multipliedBy(2);
            resendAfter(received, response, twice.compareTo(ClientTransactions.T2) < 0 ? twice : ClientTransactions.T2);
        });
    }

    boolean waiting() {
        return sequence >= 0;
    }

    /** Whether this ACK is the one waited for; then stops repeating. */
    boolean acknowledged(SipMessage ack) {
        boolean ours = sequence == ack.cseq();
        if (ours) {
            stop();
        }
        return ours;
    }

    void stop() {
        sequence = -1;
        if (resend != null) {
            resend.cancel();
        }
        if (giveUp != null) {
            giveUp.cancel();
        }
    }
}
