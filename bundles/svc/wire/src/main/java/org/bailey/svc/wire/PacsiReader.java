package org.bailey.svc.wire;

import java.nio.ByteBuffer;

/**
 * The NAL unit that describes the others of its layer and picture (type 30: RFC 6190 section 4.9, [MS-H264PF]): first of them,
 * alone in a packet or first in a STAP-A. To be used again for each.
 *
 * <pre>
 * |F|NRI|   30    | SvcHeader (24) |X|Y|T|A|P|C|S|E|
 * | TL0PICIDX (8) | IDRPICID (16) |     with Y
 * | DONC (16) |                         with T
 * | size (16) | SEI | size | SEI ...    without emulation prevention
 * </pre>
 */
public final class PacsiReader {
    private static final int HEAD = 1 + SvcHeader.BYTES + 1;
    private static final int HAS_INDICES = 0x40;
    private static final int HAS_ORDER = 0x20;
    private static final int USER_DATA = 5;
    private static final int UUID = 16;

    private int svc;
    private int order;
    private int layoutStart;
    private int layoutEnd;
    private int references;
    private int units;

    /**
     * Reads one.
     *
     * @param from its header
     * @param to behind its last byte
     * @return false if what has to be there is not; SEI that do not lie within it are passed over
     */
    public boolean read(ByteBuffer in, int from, int to) {
        svc = 0;
        order = -1;
        layoutStart = -1;
        layoutEnd = -1;
        references = -1;
        units = -1;
        if (to - from < HEAD) {
            return false;
        }
        svc = SvcHeader.read(in, from + 1);
        int flags = in.get(from + 4);
        int at = from + HEAD + ((flags & HAS_INDICES) != 0 ? 3 : 0);
        int behind = at + ((flags & HAS_ORDER) != 0 ? 2 : 0);
        if (behind > to) {
            return false;
        }
        if (behind > at) {
            order = in.getShort(at) & 0xffff;
        }
        at = behind;
        while (at + 2 < to) {
            int size = in.getShort(at) & 0xffff;
            if (size == 0 || at + 2 + size > to) {
                break;
            }
            if (Nal.type(in.get(at + 2)) == Nal.SEI) {
                messages(in, at + 3, at + 2 + size);
            }
            at += 2 + size;
        }
        return true;
    }

    // H.264 section 7.3.2.3.1: type and size are each a row of 255 and what is left
    private void messages(ByteBuffer in, int from, int to) {
        int at = from;
        while (at + 1 < to) {
            int type = 0;
            while (at < to && in.get(at) == -1) {
                type += 255;
                at++;
            }
            if (at >= to) {
                return;
            }
            type += in.get(at++) & 0xff;
            int size = 0;
            while (at < to && in.get(at) == -1) {
                size += 255;
                at++;
            }
            if (at >= to) {
                return;
            }
            size += in.get(at++) & 0xff;
            if (size > to - at) {
                return;
            }
            if (type == USER_DATA && size >= UUID) {
                userData(in, at, at + size);
            }
            at += size;
        }
    }

    private void userData(ByteBuffer in, int from, int to) {
        long high = in.getLong(from);
        long low = in.getLong(from + 8);
        if (high == Pacsi.LAYOUT_HIGH && low == Pacsi.LAYOUT_LOW) {
            layoutStart = from + UUID;
            layoutEnd = to;
        } else if (high == Pacsi.BITSTREAM_HIGH && low == Pacsi.BITSTREAM_LOW && to - from >= UUID + 2) {
            references = in.get(from + UUID) & 0xff;
            units = in.get(from + UUID + 1) & 0xff;
        }
    }

    /** {@return bits of {@link SvcHeader}} */
    public int svc() {
        return svc;
    }

    /** {@return DONC: decoding order of the first NAL unit over all layers, 0 to 65535; -1 where it is not told} */
    public int order() {
        return order;
    }

    /** {@return where the layout begins, behind its UUID, for {@link LayerTable#read}; -1 where there is none} */
    public int layoutStart() {
        return layoutStart;
    }

    public int layoutEnd() {
        return layoutEnd;
    }

    /** {@return number of the picture among those others refer to, 0 to 255; -1 where it is not told} */
    public int references() {
        return references;
    }

    /** {@return how many NAL units of the layer and picture follow, 0 to 255; -1 where it is not told} */
    public int units() {
        return units;
    }
}
