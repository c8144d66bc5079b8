package org.bailey.lab.phone;

import org.bailey.lab.sdp.Multipart;
import org.bailey.lab.sdp.Sdp;
import org.bailey.lab.wire.SipMessage;
import org.jspecify.annotations.Nullable;

/** The first INVITE of a call to us: ringing, early media, forks, the answer and its ACK (RFC 3261 section 13.3). */
final class IncomingInvite {
    private final CallCore call;
    private final ServerTransactions.Received received;
    private final Unacknowledged unacknowledged;
    private @Nullable String description;
    private boolean offeredInAnswer;
    private int reliableSequence = 700;

    IncomingInvite(CallCore call, ServerTransactions.Received received) {
        this.call = call;
        this.received = received;
        this.unacknowledged = new Unacknowledged(call);
    }

    boolean is(ServerTransactions.Received invite) {
        return received == invite;
    }

    private boolean open() {
        return !received.answered() && !call.ended();
    }

    private String tag(String device) {
        return device.isEmpty() ? call.localTag : call.localTag + "-" + device;
    }

    private SipMessage response(int status, String reason, String device) {
        SipMessage response = SipMessage.response(received.request, status, reason);
        response = response.with(
                "To",
                response.value("To") + ";tag=" + tag(device)
                        + call.phone.dialect().addressParameters());
        if (status < 300) {
            response = response.plus("Contact", call.phone.dialect().contact(received.link))
                    .plus("Allow", Phone.ALLOW);
        }
        return call.phone.dialect().dressResponse(response);
    }

    void ring(String device) {
        if (open()) {
            call.state = CallState.RINGING;
            received.answer(response(180, "Ringing", device));
        }
    }

    void progress(String device) {
        if (!open()) {
            return;
        }
        String text = describe();
        if (text == null) {
            reject(488, "Not Acceptable Here");
            return;
        }
        call.state = CallState.RINGING;
        SipMessage response = response(183, "Session Progress", device).withBody("application/sdp", text);
        if (call.phone.settings().reliableProgress() && received.request.lists("Supported", "100rel")) {
            response = response.plus("Require", "100rel").plus("RSeq", String.valueOf(++reliableSequence));
        }
        received.answer(response);
    }

    void answer(String device) {
        if (!open()) {
            return;
        }
        if (call.timer.refuses(received.request)) {
            received.answer(response(422, "Session Interval Too Small", device)
                    .plus(
                            "Min-SE",
                            String.valueOf(
                                    call.phone.settings().minSessionExpires().toSeconds())));
            call.end(CallEnd.How.REJECTED_BY_US, 422, "Session Interval Too Small");
            return;
        }
        String text = describe();
        if (text == null) {
            reject(488, "Not Acceptable Here");
            return;
        }
        SipMessage bare = response(200, "OK", device);
        call.dialog = Dialog.ofCallee(received.request, bare.value("To"));
        call.state = CallState.CONNECTED;
        SipMessage response = call.timer.accepting(received.request, bare).withBody("application/sdp", text);
        unacknowledged.begin(received, response);
    }

    /** Our answer, or our offer when the INVITE had none; always the same text once it was made. */
    private @Nullable String describe() {
        if (description == null && received.request.body().isBlank()) {
            offeredInAnswer = true;
            Multipart.Body offer = call.offer(false);
            description = offer == null ? null : offer.text();
        } else if (description == null) {
            description = call.answer(received.request);
        }
        return description;
    }

    void reject(int status, String reason) {
        if (open()) {
            received.answer(response(status, reason, ""));
            call.end(CallEnd.How.REJECTED_BY_US, status, reason);
        }
    }

    void onCancel() {
        if (open()) {
            received.answer(response(487, "Request Terminated", ""));
            call.end(CallEnd.How.CANCEL_RECEIVED, 487, "Request Terminated");
        }
    }

    /** True when the ACK belongs to this INVITE. */
    boolean onAck(SipMessage ack) {
        if (!unacknowledged.acknowledged(ack)) {
            return false;
        }
        if (offeredInAnswer) {
            Sdp answer = CallCore.description(ack);
            String wrong = answer == null ? "ACK has no description" : call.media.answered(answer);
            if (wrong != null) {
                call.phone.complain(wrong);
                call.bye(CallEnd.How.FAILED, wrong);
            }
        }
        return true;
    }

    /** Whether our 200 still waits for its ACK. */
    boolean waitsForAck() {
        return unacknowledged.waiting();
    }

    void stop() {
        unacknowledged.stop();
    }
}
