package org.bailey.svc.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.bailey.media.PacketPath;
import org.bailey.media.PacketRewriter;

/**
 * Takes packets of one source as RFC 6184 says, and knows by their numbers which pictures are whole. What it gets has to be in order.
 */
final class Receiver implements PacketRewriter.Out {
    final List<byte[]> packets = new ArrayList<>();
    /** By their timestamps: the units of each picture that is whole. */
    final Map<Long, List<byte[]>> pictures = new TreeMap<>();

    final int type;
    final int ssrc;
    int missing;
    int incomplete;
    private int due = -1;
    private boolean ended = true;
    private boolean broken;
    private long timestamp = Long.MIN_VALUE;
    private List<byte[]> units = new ArrayList<>();
    private final ByteArrayOutputStream unit = new ByteArrayOutputStream();

    Receiver(int type, int ssrc) {
        this.type = type;
        this.ssrc = ssrc;
    }

    @Override
    public boolean send(ByteBuffer packet) {
        byte[] bytes = new byte[packet.remaining()];
        packet.get(packet.position(), bytes);
        assertTrue(packet.capacity() - packet.limit() >= PacketPath.ROOM, "room for a tag");
        packets.add(bytes);
        take(ByteBuffer.wrap(bytes));
        return true;
    }

    private void take(ByteBuffer in) {
        assertEquals(0x80, in.get(0) & 0xff, "neither padding nor extension nor contributors");
        assertEquals(type, in.get(1) & 0x7f);
        assertEquals(ssrc, in.getInt(8));
        int sequence = in.getShort(2) & 0xffff;
        int gap = due < 0 ? 0 : sequence - due & 0xffff;
        assertTrue(gap < 0x8000, "in order");
        due = sequence + 1 & 0xffff;
        missing += gap;
        int then = (int) timestamp;
        long now = timestamp == Long.MIN_VALUE ? in.getInt(4) & 0xffff_ffffL : timestamp + (in.getInt(4) - then);
        if (now != timestamp) {
            assertTrue(timestamp == Long.MIN_VALUE || now > timestamp, "time goes forward");
            if (!ended) {
                incomplete++;
            }
            units = new ArrayList<>();
            unit.reset();
            broken = false;
            timestamp = now;
        } else {
            assertTrue(!ended, "nothing behind the marker");
        }
        broken |= gap > 0 && !ended && !units.isEmpty();
        ended = in.get(1) < 0;
        payload(in, 12, in.limit());
        if (ended) {
            assertEquals(0, unit.size(), "the last unit has an end");
            if (!broken) {
                pictures.put(timestamp, units);
            }
        }
    }

    private void payload(ByteBuffer in, int from, int to) {
        int nal = in.get(from) & 0x1f;
        if (nal == 24) {
            for (int at = from + 1; at < to; at += 2 + (in.getShort(at) & 0xffff)) {
                payload(in, at + 2, at + 2 + (in.getShort(at) & 0xffff));
            }
        } else if (nal == 28) {
            int fu = in.get(from + 1);
            if ((fu & 0x80) != 0) {
                assertEquals(0, unit.size(), "units do not mix");
                unit.write(in.get(from) & 0xe0 | fu & 0x1f);
            }
            unit.write(in.array(), from + 2, to - from - 2);
            if ((fu & 0x40) != 0) {
                units.add(unit.toByteArray());
                unit.reset();
            }
        } else {
            byte[] bytes = new byte[to - from];
            in.get(from, bytes);
            units.add(bytes);
        }
    }

    /** All units of pictures that are whole, in turn. */
    List<byte[]> units() {
        return pictures.values().stream().flatMap(List::stream).toList();
    }
}
