package org.bailey.media;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How one media line is carried in one direction.
 *
 * @param to where packets go; null while unknown: packets are then counted and dropped
 * @param open whether packets pass; a held direction still carries RTCP
 * @param payloadTypes payload type number as received to the number to send, 0 to 127; one that is missing is dropped and counted
 * @param clockRatesHz payload type number as received to its RTP clock, for the jitter; where one is missing, RFC 3551
 *     section 6 is asked, then 8000 Hz for audio and 90000 Hz for anything else
 * @param ssrcs the SSRCs packets leave with; null keeps those they came with
 * @param starter silence sent until the first packet passes; null for none
 * @param receiveKey the key packets come in with; null for plain RTP
 * @param sendKey the key packets leave with; null for plain RTP
 * @param feedback how the peer at {@code to} takes what is said about pictures; null to pass its RTCP on as it is
 * @param picture what the line's {@link PacketRewriter} makes of its packets; null to carry them across as they are
 */
public record MediaFlow(
        @Nullable RemotePorts to,
        boolean open,
        Map<Integer, Integer> payloadTypes,
        Map<Integer, Integer> clockRatesHz,
        @Nullable SsrcSpan ssrcs,
        @Nullable Starter starter,
        @Nullable SrtpKey receiveKey,
        @Nullable SrtpKey sendKey,
        @Nullable FeedbackTerms feedback,
        @Nullable PictureTerms picture) {
    public MediaFlow {
        payloadTypes = Map.copyOf(payloadTypes);
        clockRatesHz = Map.copyOf(clockRatesHz);
        payloadTypes.forEach((received, sent) -> {
            if ((received & 0x7f) != received || (sent & 0x7f) != sent) {
                throw new IllegalArgumentException("payload types are 0 to 127, not " + received + " and " + sent);
            }
        });
        clockRatesHz.forEach((type, rate) -> {
            if (rate < 1 || rate > MAX_CLOCK_HZ) {
                throw new IllegalArgumentException(
                        "clock of payload type " + type + " is 1 to " + MAX_CLOCK_HZ + " Hz, not " + rate);
            }
        });
    }

    private static final int MAX_CLOCK_HZ = 8_000_000;

    /** A flow whose clock rates are the usual ones. */
    public MediaFlow(@Nullable RemotePorts to, boolean open, Map<Integer, Integer> payloadTypes) {
        this(to, open, payloadTypes, Map.of());
    }

    /** A flow whose packets keep their SSRC, without a starter. */
    public MediaFlow(
            @Nullable RemotePorts to,
            boolean open,
            Map<Integer, Integer> payloadTypes,
            Map<Integer, Integer> clockRatesHz) {
        this(to, open, payloadTypes, clockRatesHz, null, null, null, null, null, null);
    }

    /** A flow in plain RTP. */
    public MediaFlow(
            @Nullable RemotePorts to,
            boolean open,
            Map<Integer, Integer> payloadTypes,
            Map<Integer, Integer> clockRatesHz,
            @Nullable SsrcSpan ssrcs,
            @Nullable Starter starter) {
        this(to, open, payloadTypes, clockRatesHz, ssrcs, starter, null, null, null, null);
    }

    /** {@return the same, leaving with these SSRCs, and silence before it if there is a starter} */
    public MediaFlow with(SsrcSpan leaving, @Nullable Starter before) {
        return new MediaFlow(
                to, open, payloadTypes, clockRatesHz, leaving, before, receiveKey, sendKey, feedback, picture);
    }

    /** {@return the same, protected like this} */
    public MediaFlow with(@Nullable SrtpKey receiving, @Nullable SrtpKey sending) {
        return new MediaFlow(
                to, open, payloadTypes, clockRatesHz, ssrcs, starter, receiving, sending, feedback, picture);
    }

    /** {@return the same, to a peer that understands this} */
    public MediaFlow with(FeedbackTerms understood) {
        return new MediaFlow(
                to, open, payloadTypes, clockRatesHz, ssrcs, starter, receiveKey, sendKey, understood, picture);
    }

    /** {@return the same, rewritten like this} */
    public MediaFlow with(PictureTerms rewritten) {
        return new MediaFlow(
                to, open, payloadTypes, clockRatesHz, ssrcs, starter, receiveKey, sendKey, feedback, rewritten);
    }
}
