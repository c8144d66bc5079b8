package org.bailey.svc.wire;

import java.nio.ByteBuffer;

/**
 * The layers a sender says it has: the stream layout of [MS-H264PF], which comes in the PACSI of each key picture. Plain data of
 * one thread.
 *
 * <pre>
 * | presence: 8 bytes, layer 0 is the lowest bit of the first | 0 |P|     P: descriptions follow
 * | size of one description: 16 |
 * | coded width | coded height | width | height | bit/s (32) |            one for each layer there is,
 * | rate (5) | kind (3) | PRID (6) |CB|0| 0 (16) |                        the lowest PRID first
 * </pre>
 */
public final class LayerTable {
    public static final int LAYERS = 64;
    /** Kinds of layers; others were not seen. */
    public static final int BASE = 0;

    public static final int TEMPORAL = 1;

    static final int DESCRIPTION = 16;
    private static final int HEAD = 9;
    private static final int[] TENTHS = {75, 125, 150, 250, 300, 500, 600};

    private long present;
    private final int[] kind = new int[LAYERS];
    private final int[] width = new int[LAYERS];
    private final int[] height = new int[LAYERS];
    private final long[] rate = new long[LAYERS];
    private final int[] tenths = new int[LAYERS];

    /**
     * Takes what a layout says. One that lies about its own size, or describes layers it says are not there, changes nothing.
     *
     * @param from behind the UUID
     * @return whether it was well-formed
     */
    public boolean read(ByteBuffer in, int from, int to) {
        if (to - from < HEAD) {
            return false;
        }
        long now = Long.reverseBytes(in.getLong(from));
        if ((in.get(from + 8) & 1) == 0) {
            present = now;
            return true;
        }
        int count = Long.bitCount(now);
        int first = from + HEAD + 1;
        if (to < first) {
            return false;
        }
        int size = in.get(first - 1) & 0xff;
        if (size == (to - first & 0xff) && to - first == count * DESCRIPTION) {
            size = DESCRIPTION; // some say there how much follows
        }
        if (size < DESCRIPTION || to - first < count * size || !ascending(in, first, size, count, now)) {
            return false;
        }
        present = now;
        for (int i = 0; i < count; i++) {
            describe(in, first + i * size);
        }
        return true;
    }

    private static boolean ascending(ByteBuffer in, int first, int size, int count, long present) {
        long seen = 0;
        for (int i = 0; i < count; i++) {
            long layer = 1L << priority(in, first + i * size);
            if ((present & layer) == 0 || Long.compareUnsigned(seen, layer) >= 0) {
                return false;
            }
            seen = layer;
        }
        return true;
    }

    private static int priority(ByteBuffer in, int at) {
        return (in.get(at + 13) & 0xff) >> 2;
    }

    private void describe(ByteBuffer in, int at) {
        int layer = priority(in, at);
        width[layer] = in.getShort(at + 4) & 0xffff;
        height[layer] = in.getShort(at + 6) & 0xffff;
        rate[layer] = in.getInt(at + 8) & 0xffff_ffffL;
        int index = (in.get(at + 12) & 0xff) >> 3;
        tenths[layer] = index < TENTHS.length ? TENTHS[index] : 0;
        kind[layer] = in.get(at + 12) & 7;
    }

    /** {@return whether any layout has come} */
    public boolean known() {
        return present != 0;
    }

    /** {@return a bit for each layer there is, layer 0 the lowest} */
    public long present() {
        return present;
    }

    public boolean has(int layer) {
        return (present >>> layer & 1) != 0;
    }

    /** {@return {@link #BASE} for what needs no other layer, {@link #TEMPORAL}, or another number up to 7} */
    public int kind(int layer) {
        return kind[layer];
    }

    /** {@return width to be shown, in pixels; 0 where it was not told} */
    public int width(int layer) {
        return width[layer];
    }

    /** {@return height to be shown, in pixels; 0 where it was not told} */
    public int height(int layer) {
        return height[layer];
    }

    /** {@return bit/s, with the layers below} */
    public long bitsPerSecond(int layer) {
        return rate[layer];
    }

    /** {@return pictures in ten seconds, with the layers below; 0 where it was not told} */
    public int picturesInTenSeconds(int layer) {
        return tenths[layer];
    }

    /** {@return index of the lowest of the rates a layout can tell that is not below this one} */
    static int rateIndex(int picturesInTenSeconds) {
        int index = 0;
        while (index < TENTHS.length - 1 && TENTHS[index] < picturesInTenSeconds) {
            index++;
        }
        return index;
    }
}
