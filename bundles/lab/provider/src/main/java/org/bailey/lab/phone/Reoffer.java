package org.bailey.lab.phone;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import org.bailey.lab.sdp.Multipart;
import org.bailey.lab.sdp.Sdp;
import org.bailey.lab.wire.SipMessage;
import org.bailey.lab.wire.Tokens;
import org.jspecify.annotations.Nullable;

/** Changes of a call that is up, by re-INVITE or UPDATE, ours and the peer's; glare is answered 491 (RFC 3261 section 14). */
final class Reoffer {
    private record Change(Runnable apply, boolean withOffer) {}

    /** A re-INVITE of ours: a 2xx that comes once more gets the ACK it got, whatever was asked since. */
    private static final class Asked {
        @Nullable
        SipMessage ack;

        boolean accepted;
    }

    private final CallCore call;
    private final boolean weCalled;
    private final Unacknowledged unacknowledged;
    private final Queue<Change> waiting = new ArrayDeque<>();
    private boolean pending;
    private boolean offeredInAnswer;

    Reoffer(CallCore call, boolean weCalled) {
        this.call = call;
        this.weCalled = weCalled;
        this.unacknowledged = new Unacknowledged(call);
    }

    /** Applies a change and tells the peer; waits while another is under way. */
    void change(Runnable apply, boolean withOffer) {
        waiting.add(new Change(apply, withOffer));
        next();
    }

    private void next() {
        if (pending || call.state != CallState.CONNECTED || waiting.isEmpty()) {
            return;
        }
        Change change = waiting.remove();
        change.apply.run();
        send(change.withOffer);
    }

    private void send(boolean withOffer) {
        Dialog in = call.dialog;
        if (in == null || call.state != CallState.CONNECTED) {
            return;
        }
        SipMessage invite = call.timer.ask(in.request("INVITE"));
        if (withOffer) {
            Multipart.Body body = call.offer(false);
            if (body == null) {
                return;
            }
            invite = invite.withBody(body.type(), body.text());
        }
        pending = true;
        Asked asked = new Asked();
        call.send(in, invite, answer -> onAnswer(in, answer, withOffer, asked));
    }

    private void onAnswer(Dialog in, SipMessage answer, boolean withOffer, Asked asked) {
        if (answer.status() < 200) {
            return;
        }
        if (answer.status() < 300) {
            SipMessage sent = asked.ack;
            if (sent != null) {
                call.resend(in, sent);
            }
            if (asked.accepted) {
                return;
            }
            asked.accepted = true;
            pending = false;
            asked.ack = accepted(in, answer, withOffer);
            next();
            return;
        }
        pending = false;
        call.phone.note("re-INVITE refused: " + answer.startLine());
        if (answer.status() == 491 && call.phone.settings().retriesGlare()) {
            int wait = weCalled ? Tokens.between(2_100, 4_000) : Tokens.between(0, 2_000);
            call.phone.loop().after(Duration.ofMillis(wait), () -> send(withOffer));
        } else if (answer.status() == 481 || answer.status() == 408) {
            call.bye(CallEnd.How.FAILED, "re-INVITE answered " + answer.status());
        } else {
            next();
        }
    }

    private @Nullable SipMessage accepted(Dialog in, SipMessage answer, boolean withOffer) {
        String wrong = null;
        String body = "";
        if (withOffer) {
            Sdp description = CallCore.description(answer);
            wrong = description == null ? "200 has no description" : call.media.answered(description);
        } else {
            String ours = call.answer(answer);
            wrong = ours == null ? "200 has no offer that fits" : null;
            body = ours == null ? "" : ours;
        }
        retarget(in, answer);
        SipMessage ack = call.acknowledge(in, answer.cseq(), body);
        call.timer.accepted(answer);
        if (wrong != null) {
            call.phone.complain("re-INVITE: " + wrong);
            call.bye(CallEnd.How.FAILED, wrong);
        }
        return ack;
    }

    private static void retarget(Dialog in, SipMessage message) {
        String contact = message.value("Contact");
        if (!contact.isEmpty()) {
            in.remoteTarget = org.bailey.lab.wire.SipText.uri(contact);
        }
    }

    /** The peer's re-INVITE or UPDATE. */
    void onRequest(ServerTransactions.Received received, Dialog in) {
        SipMessage request = received.request;
        boolean empty = request.body().isBlank();
        if ((pending || unacknowledged.waiting()) && (!empty || request.method().equals("INVITE"))) {
            call.phone.reply(received, 491, "Request Pending");
            return;
        }
        retarget(in, request);
        if (empty && request.method().equals("UPDATE")) {
            received.answer(success(received, ""));
            return;
        }
        if (empty && !call.phone.dialect().takesOfferless()) {
            call.phone.complain("re-INVITE without a description");
            call.phone.reply(received, 488, "Not Acceptable Here");
            return;
        }
        offeredInAnswer = empty;
        Multipart.Body offer = empty ? call.offer(false) : null;
        String text = empty ? (offer == null ? null : offer.text()) : call.answer(request);
        if (text == null) {
            call.phone.reply(received, 488, "Not Acceptable Here");
        } else if (request.method().equals("INVITE")) {
            unacknowledged.begin(received, success(received, text));
        } else {
            received.answer(success(received, text));
        }
    }

    private SipMessage success(ServerTransactions.Received received, String text) {
        SipMessage response = SipMessage.response(received.request, 200, "OK")
                .plus("Contact", call.phone.dialect().contact(received.link))
                .plus("Allow", Phone.ALLOW);
        return call.timer
                .accepting(received.request, call.phone.dialect().dressResponse(response))
                .withBody("application/sdp", text);
    }

    void onAck(SipMessage ack) {
        if (unacknowledged.acknowledged(ack) && offeredInAnswer) {
            Sdp answer = CallCore.description(ack);
            String wrong = answer == null ? "ACK has no description" : call.media.answered(answer);
            if (wrong != null) {
                call.phone.complain(wrong);
            }
        }
        next();
    }

    void stop() {
        unacknowledged.stop();
        waiting.clear();
    }
}
