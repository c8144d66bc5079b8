package org.bailey.lab.phone;

import java.io.IOException;
import java.time.Duration;
import java.util.Iterator;
import java.util.Set;
import org.bailey.lab.media.AudioLine;
import org.bailey.lab.media.H264Assembly;
import org.bailey.lab.media.MediaStats;
import org.bailey.lab.media.VideoLine;
import org.bailey.lab.wire.Link;
import org.bailey.lab.wire.SipMessage;
import org.bailey.lab.wire.Tokens;
import org.jspecify.annotations.Nullable;

/** One call of one phone. Acting methods return at once; awaiting ones throw {@link org.bailey.lab.wire.NotSeen}. Any thread. */
public final class LabCall {
    private static final double CLEAR_TONE = 0.9;

    private final Phone phone;
    private final CallCore core;
    private final @Nullable OutgoingInvite outgoing;
    private final @Nullable IncomingInvite incoming;
    private final Reoffer reoffer;
    private final String peer;

    private LabCall(
            Phone phone,
            CallCore core,
            @Nullable OutgoingInvite outgoing,
            @Nullable IncomingInvite incoming,
            String peer) {
        this.phone = phone;
        this.core = core;
        this.outgoing = outgoing;
        this.incoming = incoming;
        this.reoffer = new Reoffer(core, outgoing != null);
        this.peer = peer;
    }

    static LabCall outgoing(Phone phone, String target, boolean withOffer) throws IOException {
        Link link = phone.outbound();
        SipMessage invite = phone.outside(link, "INVITE", target, target);
        String tag = invite.fromTag();
        CallCore core =
                new CallCore(phone, invite.callId(), tag == null ? Tokens.hex(10) : tag, link, CallState.CALLING);
        return new LabCall(phone, core, new OutgoingInvite(core, link, invite, withOffer), null, target);
    }

    static LabCall incoming(Phone phone, ServerTransactions.Received received) {
        CallCore core =
                new CallCore(phone, received.request.callId(), Tokens.hex(10), received.link, CallState.INVITED);
        return new LabCall(phone, core, null, new IncomingInvite(core, received), received.request.value("From"));
    }

    void onInvite() {
        if (outgoing != null) {
            outgoing.start();
        }
    }

    void onIncoming(AnswerPlan plan, boolean offerless) {
        if (incoming != null && offerless && !phone.dialect().takesOfferless()) {
            phone.complain("INVITE without a description");
            incoming.reject(488, "Not Acceptable Here");
        } else {
            step(plan.steps().iterator());
        }
    }

    private void step(Iterator<AnswerPlan.Step> steps) {
        if (steps.hasNext() && !core.ended()) {
            AnswerPlan.Step step = steps.next();
            Runnable act = () -> {
                step.act().accept(this);
                step(steps);
            };
            if (step.after().isZero()) {
                act.run();
            } else {
                phone.loop().after(step.after(), act);
            }
        }
    }

    boolean owns(@Nullable String tag) {
        return tag != null && (tag.equals(core.localTag) || tag.startsWith(core.localTag + "-"));
    }

    boolean invitedBy(ServerTransactions.Received invite) {
        return incoming != null && incoming.is(invite);
    }

    void onRequest(ServerTransactions.Received received) {
        Dialog in = core.dialog;
        switch (received.request.method()) {
            case "BYE" -> {
                phone.reply(received, 200, "OK");
                stopRepeating();
                core.end(CallEnd.How.BYE_RECEIVED, 200, received.request.value("Reason"));
            }
            case "INVITE", "UPDATE" -> {
                if (in == null || core.ended()) {
                    phone.reply(received, 481, "Call/Transaction Does Not Exist");
                } else {
                    reoffer.onRequest(received, in);
                }
            }
            case "INFO", "PRACK", "OPTIONS" -> phone.reply(received, 200, "OK");
            default -> phone.reply(received, 405, "Method Not Allowed");
        }
    }

    void onCancel() {
        if (incoming != null) {
            incoming.onCancel();
        }
    }

    void onAck(SipMessage ack) {
        if (incoming == null || !incoming.onAck(ack)) {
            reoffer.onAck(ack);
        }
    }

    private void stopRepeating() {
        reoffer.stop();
        if (incoming != null) {
            incoming.stop();
        }
    }

    /** Says 180. */
    public void ring() {
        ring("");
    }

    /** Says 180 as one of several devices: each name makes its own To tag. */
    public void ring(String device) {
        onIncoming(invite -> invite.ring(device));
    }

    /** Says 183 with our description and starts the tone. */
    public void progress() {
        progress("");
    }

    public void progress(String device) {
        onIncoming(invite -> invite.progress(device));
    }

    public void answer() {
        answer("");
    }

    public void answer(String device) {
        onIncoming(invite -> invite.answer(device));
    }

    public void reject(int status, String reason) {
        onIncoming(invite -> invite.reject(status, reason));
    }

    private void onIncoming(java.util.function.Consumer<IncomingInvite> act) {
        IncomingInvite invite = incoming;
        if (invite != null) {
            phone.loop().run(() -> act.accept(invite));
        }
    }

    /** Gives up a call of ours that is not answered yet; waits for the first provisional answer (RFC 3261 section 9.1). */
    public void cancel() {
        if (outgoing != null) {
            phone.loop().run(outgoing::cancel);
        }
    }

    public void bye() {
        phone.loop().run(() -> {
            stopRepeating();
            core.bye(CallEnd.How.BYE_SENT, "");
        });
    }

    /** Holds in the way this kind of phone does. */
    public void hold() {
        hold(phone.dialect().hold());
    }

    public void hold(HoldForm form) {
        phone.loop().run(() -> reoffer.change(() -> core.media.hold(form), true));
    }

    public void resume() {
        phone.loop().run(() -> reoffer.change(() -> core.media.hold(null), true));
    }

    public void addVideo() {
        phone.loop().run(() -> reoffer.change(() -> core.media.wantVideo(true), true));
    }

    public void removeVideo() {
        phone.loop().run(() -> reoffer.change(() -> core.media.wantVideo(false), true));
    }

    /** Whether video the peer offers from now on is taken; says nothing to the peer. */
    public void takeVideo(boolean taken) {
        phone.loop().run(() -> core.media.takeVideo(taken));
    }

    /** Sends a re-INVITE that changes nothing. */
    public void refresh() {
        phone.loop().run(() -> reoffer.change(() -> {}, true));
    }

    /** Sends a re-INVITE without a description. */
    public void refreshOfferless() {
        phone.loop().run(() -> reoffer.change(() -> {}, false));
    }

    public boolean outgoing() {
        return outgoing != null;
    }

    /** The target we called, or the From value of who called us. */
    public String peer() {
        return peer;
    }

    public String callId() {
        return core.callId;
    }

    public CallState state() {
        return core.state;
    }

    /** How it ended; null while it has not. */
    public @Nullable CallEnd end() {
        return core.end;
    }

    /** Whether we hold. */
    public boolean held() {
        return core.media.held();
    }

    /** Whether the peer's last description will not hear us. */
    public boolean heldByPeer() {
        return core.media.heldByPeer();
    }

    /** How many different To tags answered our INVITE. */
    public int forks() {
        return outgoing == null ? 0 : phone.loop().call(outgoing::forks);
    }

    /** Whether our 200 to the first INVITE still waits for its ACK. */
    public boolean waitsForAck() {
        return incoming != null && phone.loop().call(incoming::waitsForAck);
    }

    /** Whether the audio line of a live call is protected both ways. */
    public boolean encrypted() {
        return core.media.encrypted();
    }

    /** Counters of the audio line; all zero before there was one, and kept after the end. */
    public MediaStats audioStats() {
        return core.media.audioStats();
    }

    public MediaStats videoStats() {
        return core.media.videoStats();
    }

    /** Sources heard on a live call that the peer's {@code a=x-ssrc-range} does not hold; a real client drops those. */
    public Set<Long> unannouncedSources() {
        return core.media.unannounced();
    }

    /** The share of what is heard now that lies at {@code hz}, 0 to 1. */
    public double toneShare(int hz) {
        AudioLine audio = core.media.audio();
        return audio == null ? 0 : audio.toneShare(hz);
    }

    /** The video line, to ask for pictures; null while there is none. */
    public @Nullable VideoLine videoLine() {
        return core.media.video();
    }

    /** What was seen on the video line; null while there is none. */
    public @Nullable H264Assembly video() {
        VideoLine video = core.media.video();
        return video == null ? null : video.seen();
    }

    public LabCall awaitState(CallState wanted, Duration within) {
        phone.journal().until("call " + wanted + ", is " + state(), within, () -> core.state == wanted);
        return this;
    }

    public LabCall awaitRinging(Duration within) {
        return awaitState(CallState.RINGING, within);
    }

    public LabCall awaitConnected(Duration within) {
        phone.journal().until("call connected", within, () -> core.state == CallState.CONNECTED || core.ended());
        if (core.ended()) {
            throw new org.bailey.lab.wire.NotSeen("the call ended before it was connected: " + core.end);
        }
        return this;
    }

    public CallEnd awaitEnded(Duration within) {
        phone.journal().until("end of the call, is " + state(), within, core::ended);
        CallEnd end = core.end;
        return end == null ? new CallEnd(CallEnd.How.FAILED, 0, "") : end;
    }

    /** Waits until at least nine tenths of what is heard in 200 ms lie at {@code hz}. */
    public LabCall awaitTone(int hz, Duration within) {
        phone.journal().until("tone of " + hz + " Hz", within, () -> toneShare(hz) >= CLEAR_TONE);
        return this;
    }

    /** Waits until nothing has been heard for 300 ms. */
    public LabCall awaitSilence(int hz, Duration within) {
        phone.journal().until("silence", within, () -> toneShare(hz) == 0);
        return this;
    }

    public LabCall awaitHeldByPeer(boolean held, Duration within) {
        phone.journal().until("held by peer = " + held, within, () -> heldByPeer() == held);
        return this;
    }

    /** Waits until a decoder could begin and so many pictures have come. */
    public LabCall awaitVideo(int frames, Duration within) {
        phone.journal().until(frames + " pictures", within, () -> {
            H264Assembly seen = video();
            return seen != null && seen.decodable() && seen.frames() >= frames;
        });
        return this;
    }

    @Override
    public String toString() {
        return (outgoing() ? "call to " : "call from ") + peer + " " + core.state;
    }
}
