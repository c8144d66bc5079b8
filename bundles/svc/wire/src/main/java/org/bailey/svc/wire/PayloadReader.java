package org.bailey.svc.wire;

import java.nio.ByteBuffer;

/**
 * Walks over the NAL units, or the piece of one, in one RTP payload of packetization mode 1 (RFC 6184 sections 5.6 to 5.8). To be
 * used again for each packet.
 *
 * <pre>
 * single  |F|NRI|  type   | ...                                 the NAL unit itself
 * STAP-A  |F|NRI|   24    | size (16) | NAL unit | size | NAL unit ...
 * FU-A    |F|NRI|   28    |S|E|R|  type   | piece               S: begins, E: ends the NAL unit
 * </pre>
 */
public final class PayloadReader {
    private static final int EMPTY = 0;
    private static final int LAST_OF_RFC_6184 = 29;
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private ByteBuffer in = NOTHING;
    private int next;
    private int limit;
    private int outer;
    private int header;
    private int start;
    private int end;
    private boolean begins;
    private boolean ends;

    /**
     * Begins with a payload.
     *
     * @param from its first byte
     * @param to behind its last byte, padding excluded
     * @return whether all of it is well-formed; else there is nothing to walk over
     */
    public boolean open(ByteBuffer buffer, int from, int to) {
        in = buffer;
        next = from;
        limit = to;
        outer = from < to ? Nal.type(buffer.get(from)) : EMPTY;
        boolean good = switch (outer) {
            case EMPTY, 25, 26, 27, 29, 31 -> false; // other packetizations, or nothing there is
            case Nal.STAP_A -> aggregate(from + 1);
            case Nal.FU_A -> piece(from);
            default -> !Nal.hasSvcHeader(outer) || to - from > SvcHeader.BYTES;
        };
        if (!good) {
            next = limit;
        } else if (outer == Nal.STAP_A) {
            next = from + 1;
        }
        return good;
    }

    /** {@return whether there is one more NAL unit or piece, which is then the current one} */
    public boolean next() {
        if (next >= limit) {
            return false;
        }
        if (outer == Nal.FU_A) {
            int indicator = in.get(next) & 0xff;
            int fu = in.get(next + 1) & 0xff;
            header = indicator & 0xe0 | fu & 0x1f;
            begins = (fu & 0x80) != 0;
            ends = (fu & 0x40) != 0;
            start = next + 2;
            end = limit;
        } else {
            start = outer == Nal.STAP_A ? next + 2 : next;
            end = outer == Nal.STAP_A ? start + size(next) : limit;
            header = in.get(start) & 0xff;
            begins = true;
            ends = true;
        }
        next = end;
        return true;
    }

    /** {@return whether the payload is a piece of a NAL unit} */
    public boolean isPiece() {
        return outer == Nal.FU_A;
    }

    /** {@return header of the NAL unit, also where this is a piece of it} */
    public int header() {
        return header;
    }

    /** {@return type of the NAL unit: never one of a packetization, but for {@link Nal#PACSI}} */
    public int type() {
        return Nal.type(header);
    }

    /** {@return where it begins: with its header, a piece with what follows the two bytes before it} */
    public int start() {
        return start;
    }

    /** {@return behind its last byte} */
    public int end() {
        return end;
    }

    /** {@return whether the NAL unit begins here} */
    public boolean begins() {
        return begins;
    }

    /** {@return whether the NAL unit ends here} */
    public boolean ends() {
        return ends;
    }

    private boolean aggregate(int from) {
        int at = from;
        while (at < limit) {
            if (at + 2 >= limit) {
                return false;
            }
            int size = size(at);
            int type = Nal.type(in.get(at + 2));
            boolean fits = size > 0 && at + 2 + size <= limit && single(type);
            if (!fits || Nal.hasSvcHeader(type) && size <= SvcHeader.BYTES) {
                return false;
            }
            at += 2 + size;
        }
        return at > from;
    }

    // a NAL unit in one piece is never fragmented, and one that describes others neither ([MS-H264PF])
    private boolean piece(int from) {
        if (limit - from < 3) {
            return false;
        }
        int fu = in.get(from + 1) & 0xff;
        return (fu & 0xc0) != 0xc0 && single(Nal.type(fu)) && Nal.type(fu) != Nal.PACSI;
    }

    private static boolean single(int type) {
        return type > EMPTY && (type < Nal.STAP_A || type > LAST_OF_RFC_6184) && type <= Nal.PACSI;
    }

    private int size(int at) {
        return in.getShort(at) & 0xffff;
    }
}
