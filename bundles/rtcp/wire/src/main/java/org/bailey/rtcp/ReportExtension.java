package org.bailey.rtcp;

/**
 * What Microsoft appends to sender and receiver reports behind the report blocks ([MS-RTP] section 2.2.11). Each begins with
 * its type and its length in bytes, header included. Types 4, 8 and 9 were read of, not seen.
 */
public sealed interface ReportExtension {
    /** So many at most; what follows is not read. */
    int MOST = 20;

    /**
     * Type 1.
     *
     * @param value bit/s as unsigned 32 bits, or one of the constants
     * @param confidence 0 to 15; -1 where the short form has none
     */
    record EstimatedBandwidth(int source, long value, int confidence) implements ReportExtension {
        /** No estimate yet; understands packet pairs. */
        public static final long NONE_PAIRS = 0xffff_fffdL;
        /** No estimate yet; understands packet trains. */
        public static final long NONE_TRAINS = 0xffff_fffbL;
        /** Understands packet trains and asks for them. */
        public static final long SEND_TRAINS = 0xffff_fffaL;

        /** {@return whether {@code value} is a rate} */
        public boolean known() {
            return value < SEND_TRAINS;
        }
    }

    /** Type 4: a packet of the picture is lost; how receivers without picture loss indication ask for a key frame. */
    record PacketLoss(int sequence) implements ReportExtension {}

    /** Type 5: how older receivers ask for a size. */
    record VideoPreference(int width, int height, long kilobitsPerSecond, int frameRate) implements ReportExtension {}

    /** Type 6, to make packets of a train long. */
    record Padding(int bytes) implements ReportExtension {}

    /** Types 7, 8 and 10: so much may be sent at most, in bit/s. */
    record Limit(By by, long bitsPerSecond) implements ReportExtension {
        /** Who says so. */
        public enum By {
            POLICY(7),
            TURN(8),
            RECEIVER(10);

            final int type;

            By(int type) {
                this.type = type;
            }
        }
    }

    /** Type 9: frames of sound that were made up, stretched, compressed, and all. */
    record HealerMetrics(long concealed, long stretched, long compressed, long total, int quality, int fecDistance)
            implements ReportExtension {}

    /** Type 11: one packet of a train. */
    record TrainPacket(int source, boolean last, int index, boolean requested, int count, int bytes)
            implements ReportExtension {}

    /** Type 12: what the ends know of their links, in bit/s. */
    record PeerInfo(int source, long inbound, long outbound, boolean controlled) implements ReportExtension {}

    /** Type 13. @param bits delay uncongested, delay congested, loss uncongested, loss congested from the highest */
    record Congestion(long ntp, int bits) implements ReportExtension {}

    /** Type 14: so much of one kind of media may be sent, in bit/s. */
    record ModalityLimit(int modality, long bitsPerSecond) implements ReportExtension {
        public static final int VIDEO = 2;
    }

    /** Another type, or one of the above that is damaged. */
    record Unknown(int type, int bytes) implements ReportExtension {}
}
