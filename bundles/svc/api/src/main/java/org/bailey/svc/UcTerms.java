package org.bailey.svc;

/**
 * What a receiver of H.264 UC is told and takes.
 *
 * @param ssrc of the base layer; further temporal layers have the next ones
 * @param payloadType 0 to 127
 * @param mostPayload bytes behind the RTP header, 200 to 16000
 * @param layers temporal layers to be told apart at most, 1 to 4; 1 sends all as base layer
 * @param aggregates whether small units share packets; else each has its own, as senders known to work have it
 * @param bitsPerSecond told in the layout
 * @param picturesInTenSeconds told in the layout
 * @param reorderNanos how long packets wait for one that is missing before them
 * @param freezeNanos how long the picture may stand still until a key picture comes; then what is whole is sent on as it is
 * @param level the highest {@code level_idc} it takes; 0 for any
 */
public record UcTerms(
        int ssrc,
        int payloadType,
        int mostPayload,
        int layers,
        boolean aggregates,
        long bitsPerSecond,
        int picturesInTenSeconds,
        long reorderNanos,
        long freezeNanos,
        int level) {
    public UcTerms {
        if ((payloadType & 0x7f) != payloadType || mostPayload < 200 || mostPayload > 16000) {
            throw new IllegalArgumentException("payload type is 0 to 127 and the payload 200 to 16000 bytes, not "
                    + payloadType + " and " + mostPayload);
        }
        if (layers < 1 || layers > 4) {
            throw new IllegalArgumentException("there are 1 to 4 temporal layers, not " + layers);
        }
    }
}
