package org.bailey.svc.wire;

import java.nio.ByteBuffer;

/**
 * The three bytes behind the header of types 14, 20 and 30 (H.264 annex G.7.3.1.1, RFC 6190 section 1.1.3), as the lower 24 bits
 * of an {@code int}.
 *
 * <pre>
 * |R|I|   PRID    |N| DID |  QID  | TID |U|D|O|RR |
 * </pre>
 */
public final class SvcHeader {
    public static final int BYTES = 3;
    private static final int RESERVED = 0x80_0003;
    private static final int NOT_INTER_LAYER = 0x8000;
    private static final int OUTPUT = 4;

    private SvcHeader() {}

    public static int read(ByteBuffer in, int at) {
        return (in.get(at) & 0xff) << 16 | (in.get(at + 1) & 0xff) << 8 | in.get(at + 2) & 0xff;
    }

    public static void write(ByteBuffer out, int header) {
        out.put((byte) (header >> 16)).put((byte) (header >> 8)).put((byte) header);
    }

    /**
     * {@return the header of a layer without spatial or quality layers below it}
     *
     * @param priority 0 to 63
     * @param temporal 0 to 7
     */
    public static int of(boolean idr, int priority, int temporal, boolean discardable) {
        return RESERVED
                | NOT_INTER_LAYER
                | OUTPUT
                | (idr ? 1 << 22 : 0)
                | (priority & 0x3f) << 16
                | (temporal & 7) << 5
                | (discardable ? 8 : 0);
    }

    /** {@return whether the picture needs no other} */
    public static boolean idr(int header) {
        return (header & 1 << 22) != 0;
    }

    /** {@return PRID: the number of the layer in {@link LayerTable}, 0 to 63} */
    public static int priority(int header) {
        return header >> 16 & 0x3f;
    }

    /** {@return DID: 0 for what AVC decodes, else a spatial layer, 0 to 7} */
    public static int dependency(int header) {
        return header >> 12 & 7;
    }

    /** {@return QID: 0 for what AVC decodes, else a quality layer, 0 to 15} */
    public static int quality(int header) {
        return header >> 8 & 0xf;
    }

    /** {@return TID: 0 for the layer of the lowest frame rate, 0 to 7} */
    public static int temporal(int header) {
        return header >> 5 & 7;
    }

    /** {@return whether nothing above in the same picture needs it} */
    public static boolean discardable(int header) {
        return (header & 8) != 0;
    }

    /** {@return whether decoders of AVC take its slices} */
    public static boolean isBase(int header) {
        return dependency(header) == 0 && quality(header) == 0;
    }
}
