package org.bailey.rtcp;

import java.util.List;

/**
 * Microsoft's video source request ([MS-RTP] section 2.2.12.2): FMT 15, type 1. It is what starts, changes and stops video.
 *
 * <pre>
 * |          type 1               |  length = 20 + 68 * entries   |
 * |                  requested media source id                    |
 * |          request id           |          reserved             |
 * |    version    |K|  reserved   |    entries    | entry length  |
 * |                          reserved                             |
 * </pre>
 *
 * @param source SSRC of media source: what is wanted, or {@link #ANY}
 * @param wanted media source id, {@link #ANY} or {@link #NONE}
 * @param requestId 0 to 65535; a repetition has the same, a new wish a new one
 * @param keyFrame whether a key frame is wanted
 * @param entries what could be received; at most {@link #MOST_ENTRIES}, none to stop
 */
public record SourceRequest(
        int sender, int source, int wanted, int requestId, int version, boolean keyFrame, List<Entry> entries)
        implements Feedback.Extended {
    /** Whatever there is. */
    public static final int ANY = 0xffff_fffe;
    /** Nothing. */
    public static final int NONE = 0xffff_ffff;

    public static final int MOST_ENTRIES = 20;

    public SourceRequest {
        entries = List.copyOf(entries);
    }

    /** {@return whether no video is wanted} */
    public boolean stops() {
        return wanted == NONE || entries.isEmpty();
    }

    /** {@return the highest rate any receiver asks for, in bit/s; 0 when none is named} */
    public long bitsPerSecond() {
        return entries.stream().mapToLong(Entry::bitsPerSecond).max().orElse(0);
    }

    /**
     * One form in which video is wanted, 68 bytes.
     *
     * @param payloadType 0 to 127
     * @param mode highest UCConfig mode the receiver can take
     * @param flags see the constants
     * @param aspects bits: 4:3, 16:9, 1:1, 3:4, 9:16, 20:3 from the lowest
     * @param width in pixels, 0 to 65535
     * @param minBitsPerSecond unsigned 32 bits
     * @param levelBitsPerSecond what one place of {@code rates} stands for
     * @param rates receivers that want from {@code min + i * level} to the next, 10 numbers
     * @param frameRates bits: 7.5, 12.5, 15, 25, 30, 50, 60 from the lowest
     * @param must receivers that must get this
     * @param may receivers that may
     * @param qualities receivers by the quality they report, 8 numbers
     * @param maxPixels of a picture
     */
    public record Entry(
            int payloadType,
            int mode,
            int flags,
            int aspects,
            int width,
            int height,
            long minBitsPerSecond,
            long levelBitsPerSecond,
            List<Integer> rates,
            int frameRates,
            int must,
            int may,
            List<Integer> qualities,
            long maxPixels) {
        public static final int BYTES = 68;
        static final int RATES = 10;
        static final int QUALITIES = 8;

        public static final int CGS_REWRITE = 0x01;
        public static final int CONSTRAINED_BASELINE = 0x02;
        public static final int NO_SP_FRAMES = 0x04;
        public static final int NO_SEAMLESS_CHANGE = 0x08;
        public static final int ASPECT_16_9 = 0x02;
        /** 7.5, 12.5, 15, 25 and 30. */
        public static final int UP_TO_30 = 0x1f;

        public Entry {
            rates = List.copyOf(rates);
            qualities = List.copyOf(qualities);
            if (rates.size() != RATES || qualities.size() != QUALITIES) {
                throw new IllegalArgumentException(
                        "an entry counts 10 rates and 8 qualities, not " + rates.size() + " and " + qualities.size());
            }
        }

        /** {@return the upper end of the highest place of the histogram that is not empty} */
        public long bitsPerSecond() {
            for (int place = RATES - 1; place >= 0; place--) {
                if (rates.get(place) != 0) {
                    return minBitsPerSecond + (place + 1) * levelBitsPerSecond;
                }
            }
            return minBitsPerSecond;
        }
    }
}
