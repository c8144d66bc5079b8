package org.bailey.lab.media;

/**
 * Whether the pictures of an H.264 UC stream are as a Microsoft client needs them ([MS-H264PF]): first a description, and as many
 * units as it says. Of one source. A picture of which a packet is missing is not judged.
 */
final class DescriptionCheck {
    private static final int HEAD = 7;
    private static final int COUNT_SIZE = 21;

    private long timestamp = -1;
    private int due = -1;
    private boolean whole;
    private int declared;
    private int units;
    private long good;
    private long bad;

    void add(RtpPacket packet) {
        boolean gap = due >= 0 && packet.sequence() != due;
        due = packet.sequence() + 1 & 0xFFFF;
        if (packet.timestamp() != timestamp) {
            timestamp = packet.timestamp();
            whole = true;
            declared = -1;
            units = 0;
        }
        whole &= !gap;
        payload(packet.payload(), 0, packet.payload().length);
        if (packet.marker() && whole) {
            if (declared == units) {
                good++;
            } else {
                bad++;
            }
        }
    }

    private void payload(byte[] in, int from, int to) {
        int type = to - from < 2 ? 0 : NalType.of(in[from]);
        if (type == NalType.STAP_A) {
            for (int at = from + 1; at + 2 < to; at += 2 + length(in, at)) {
                payload(in, at + 2, Math.min(to, at + 2 + length(in, at)));
            }
        } else if (type == NalType.PACSI) {
            declared = units == 0 ? declared(in, from, to) : -1;
        } else if (type != NalType.FU_A || in[from + 1] < 0) {
            units++;
        }
    }

    /** The count stands in the last byte of the unit of user data that is as long as none other. */
    private static int declared(byte[] in, int from, int to) {
        for (int at = from + HEAD; at + 2 < to; at += 2 + length(in, at)) {
            if (length(in, at) == COUNT_SIZE && at + 2 + COUNT_SIZE <= to) {
                return in[at + 1 + COUNT_SIZE] & 0xFF;
            }
        }
        return -1;
    }

    private static int length(byte[] in, int at) {
        return (in[at] & 0xFF) << 8 | in[at + 1] & 0xFF;
    }

    /** Pictures that were as they should be. */
    long good() {
        return good;
    }

    /** Pictures a client could not have shown. */
    long bad() {
        return bad;
    }
}
