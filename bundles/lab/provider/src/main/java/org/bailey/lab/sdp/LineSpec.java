package org.bailey.lab.sdp;

import java.util.List;
import org.bailey.lab.media.Codec;

/**
 * One line of ours to be written.
 *
 * @param port our RTP port; 0 refuses the line
 * @param codecs in our order; ignored when refused
 * @param ssrc what we send with
 * @param refused formats and profile of the peer's line, repeated when we refuse it
 * @param keys attributes that say how packets are protected, as after {@code a=}
 */
public record LineSpec(
        String kind,
        int port,
        List<Codec> codecs,
        Direction direction,
        long ssrc,
        String profile,
        List<String> refused,
        List<String> keys) {
    /** A line in plain RTP. */
    public LineSpec(
            String kind,
            int port,
            List<Codec> codecs,
            Direction direction,
            long ssrc,
            String profile,
            List<String> refused) {
        this(kind, port, codecs, direction, ssrc, profile, refused, List.of());
    }
}
