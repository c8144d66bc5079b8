package org.bailey.lab.phone;

import java.util.HashMap;
import java.util.Map;
import org.bailey.lab.sdp.Multipart;
import org.bailey.lab.sdp.Sdp;
import org.bailey.lab.wire.Link;
import org.bailey.lab.wire.SipMessage;
import org.jspecify.annotations.Nullable;

/** The first INVITE of a call of ours: forks, early media, CANCEL and the race with 200 (RFC 3261 sections 9 and 13.2). */
final class OutgoingInvite {
    private final CallCore call;
    private final boolean withOffer;
    private final Link link;
    private final Map<String, Dialog> early = new HashMap<>();
    private final Map<String, SipMessage> acks = new HashMap<>();
    private SipMessage invite;
    private boolean progressed;
    private boolean cancelWanted;
    private boolean cancelSent;
    private boolean answered;

    OutgoingInvite(CallCore call, Link link, SipMessage invite, boolean withOffer) {
        this.call = call;
        this.link = link;
        this.invite = invite;
        this.withOffer = withOffer;
    }

    void start() {
        SipMessage request = call.timer
                .ask(invite.with("Contact", call.phone.dialect().contact(link)))
                .with("Allow", Phone.ALLOW);
        if (withOffer) {
            Multipart.Body body = call.offer(true);
            if (body == null) {
                return;
            }
            request = request.withBody(body.type(), body.text());
        }
        invite = request;
        call.phone.send(link, request, this::onAnswer, () -> call.end(CallEnd.How.TIMED_OUT, 408, "no answer"));
    }

    void cancel() {
        cancelWanted = true;
        if (progressed && !cancelSent && !answered) {
            cancelSent = true;
            SipMessage cancel = SipMessage.request("CANCEL", invite.requestUri())
                    .plus("Via", invite.list("Via").get(0))
                    .plus("Max-Forwards", "70")
                    .plus("From", invite.value("From"))
                    .plus("To", invite.value("To"))
                    .plus("Call-ID", invite.callId())
                    .plus("CSeq", invite.cseq() + " CANCEL");
            call.state = CallState.ENDING;
            call.phone.send(
                    link,
                    call.phone.dialect().dress(cancel),
                    answer -> {},
                    () -> call.end(CallEnd.How.TIMED_OUT, 408, "CANCEL was not answered"));
        }
    }

    /** How many devices rang or answered, told apart by their To tags. */
    int forks() {
        return early.size();
    }

    private void onAnswer(SipMessage answer) {
        if (answer.status() < 200) {
            onProvisional(answer);
        } else if (answer.status() < 300) {
            onSuccess(answer);
        } else {
            onRefusal(answer);
        }
    }

    private void onProvisional(SipMessage answer) {
        progressed = true;
        if (cancelWanted) {
            cancel();
            return;
        }
        String tag = answer.toTag();
        if (answer.status() == 100 || tag == null || answered) {
            return;
        }
        boolean fresh = !early.containsKey(tag);
        Dialog in = early.computeIfAbsent(tag, t -> Dialog.ofCaller(invite, answer));
        call.state = CallState.RINGING;
        call.phone.note((fresh ? "new branch " : "branch ") + tag + " says " + answer.status());
        Sdp description = CallCore.description(answer);
        if (description != null && withOffer) {
            String wrong = call.media.answered(description);
            if (wrong != null) {
                call.phone.complain("early media: " + wrong);
            }
        }
        if (answer.lists("Require", "100rel") && answer.header("RSeq") != null) {
            SipMessage prack = in.request("PRACK").plus("RAck", answer.value("RSeq") + " " + answer.cseq() + " INVITE");
            call.send(in, prack, acknowledged -> {}, () -> call.phone.complain("PRACK was not answered"));
        }
    }

    private void onSuccess(SipMessage answer) {
        String tag = String.valueOf(answer.toTag());
        SipMessage sent = acks.get(tag);
        Dialog known = early.get(tag);
        if (sent != null && known != null) {
            call.resend(known, sent);
            return;
        }
        Dialog in = Dialog.ofCaller(invite, answer);
        if (known != null) {
            in.localSequence = known.localSequence;
        }
        early.put(tag, in);
        if (answered || call.ended()) {
            call.phone.note("a second device answered: " + tag);
            remember(tag, call.acknowledge(in, answer.cseq(), ""));
            call.send(in, in.request("BYE"), done -> {}, () -> {});
            return;
        }
        answered = true;
        call.dialog = in;
        Taken taken = take(answer);
        remember(tag, call.acknowledge(in, answer.cseq(), taken.ackBody));
        if (taken.wrong != null) {
            call.phone.complain("answer: " + taken.wrong);
            call.state = CallState.CONNECTED;
            call.bye(CallEnd.How.FAILED, taken.wrong);
            return;
        }
        call.state = CallState.CONNECTED;
        call.timer.accepted(answer);
        if (cancelWanted) {
            call.bye(CallEnd.How.CANCELLED, "200 overtook CANCEL");
        }
    }

    private record Taken(String ackBody, @Nullable String wrong) {}

    private Taken take(SipMessage answer) {
        if (withOffer) {
            Sdp description = CallCore.description(answer);
            boolean early = call.media.audio() != null
                    && !call.media.audio().stats().ssrcs().isEmpty();
            if (description == null) {
                return new Taken("", early ? null : "200 has no description");
            }
            return new Taken("", call.media.answered(description));
        }
        String ours = call.answer(answer);
        return ours == null ? new Taken("", "200 has no offer that fits") : new Taken(ours, null);
    }

    private void remember(String tag, @Nullable SipMessage ack) {
        if (ack != null) {
            acks.put(tag, ack);
        }
    }

    private void onRefusal(SipMessage answer) {
        if (answer.status() == 422 && call.timer.tooSmall(answer) && !cancelWanted) {
            invite = invite.with("CSeq", invite.cseq() + 1 + " INVITE")
                    .with("Via", call.phone.dialect().via(link, org.bailey.lab.wire.Tokens.branch()));
            progressed = false;
            start();
            return;
        }
        call.end(
                cancelWanted ? CallEnd.How.CANCELLED : CallEnd.How.REJECTED_BY_PEER,
                answer.status(),
                answer.startLine().replaceFirst("SIP/2.0 \\d+ ?", ""));
    }
}
