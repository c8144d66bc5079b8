package org.bailey.svc.wire;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * What a gateway has to know of a picture parameter set (H.264 section 7.3.2.2).
 *
 * @param id 0 to 255
 * @param sps the sequence parameter set it belongs to, 0 to 31
 * @param arithmetic whether it is coded in CABAC, which baseline has not
 */
public record Pps(int id, int sps, boolean arithmetic) {
    /** Reads one, its header at {@code from}. {@return null if it is damaged} */
    public static @Nullable Pps read(ByteBuffer in, int from, int to) {
        BitReader bits = new BitReader(in, from + 1, to);
        Pps pps = new Pps(bits.unsigned(), bits.unsigned(), bits.flag());
        return bits.overrun() || pps.id > 255 || pps.sps > 31 ? null : pps;
    }
}
