package org.bailey.svc;

/**
 * What a receiver of AVC takes, and how long is waited for what is missing.
 *
 * @param ssrc under which its packets leave
 * @param payloadType 0 to 127
 * @param fragments whether it takes packetization mode 1: pieces and aggregates; else only single units
 * @param mostPayload bytes behind the RTP header, 100 to 16000; in mode 0 longer units are dropped
 * @param width of the largest picture it takes, in pixels; 0 for any
 * @param height of the largest picture it takes, in pixels; 0 for any
 * @param firstSource lowest SSRC the sender announced, unsigned; with {@code sources} 0 any is taken
 * @param sources how many it announced
 * @param reorderNanos how long packets wait for one that is missing before them
 * @param freezeNanos how long the picture may stand still until a key picture comes; then what comes is sent on as it is
 * @param framesPerSecond it takes at most; upper temporal layers are left out for it; 0 for any
 * @param level the highest {@code level_idc} it takes; 0 for any
 */
public record AvcTerms(
        int ssrc,
        int payloadType,
        boolean fragments,
        int mostPayload,
        int width,
        int height,
        long firstSource,
        int sources,
        long reorderNanos,
        long freezeNanos,
        int framesPerSecond,
        int level) {
    public AvcTerms {
        if ((payloadType & 0x7f) != payloadType || mostPayload < 100 || mostPayload > 16000) {
            throw new IllegalArgumentException("payload type is 0 to 127 and the payload 100 to 16000 bytes, not "
                    + payloadType + " and " + mostPayload);
        }
    }

    /** {@return whether it takes pictures of this size; unknown sizes are 0} */
    public boolean takes(int pictureWidth, int pictureHeight) {
        return (width == 0 || pictureWidth <= width) && (height == 0 || pictureHeight <= height);
    }

    /** {@return whether a source is one the sender announced} */
    public boolean announced(int source) {
        return sources == 0
                || (source & 0xffff_ffffL) - firstSource >= 0 && (source & 0xffff_ffffL) - firstSource < sources;
    }
}
