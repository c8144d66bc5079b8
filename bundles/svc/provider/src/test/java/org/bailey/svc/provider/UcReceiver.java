package org.bailey.svc.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.bailey.media.PacketRewriter;

/**
 * Takes packets as a Microsoft client does, after [MS-H264PF] and RFC 6190: the description is the first of its picture, and as many
 * units follow as it says. Shares nothing with the code it tests.
 */
final class UcReceiver implements PacketRewriter.Out {
    final List<byte[]> packets = new ArrayList<>();
    final Map<Long, List<byte[]>> pictures = new TreeMap<>();
    final TreeSet<Integer> layers = new TreeSet<>();
    final TreeSet<Integer> temporal = new TreeSet<>();
    /** Of the last layout: "width x height, pictures in ten seconds, kind". */
    List<String> layout = List.of();

    int layouts;
    int missing;
    int incomplete;
    private final int firstSource;
    private final Receiver[] sources;
    private int due = -1;
    private int references = -1;

    UcReceiver(int type, int firstSource, int sources) {
        this.firstSource = firstSource;
        this.sources = new Receiver[sources];
        for (int i = 0; i < sources; i++) {
            this.sources[i] = new Receiver(type, firstSource + i);
        }
    }

    @Override
    public boolean send(ByteBuffer packet) {
        byte[] bytes = new byte[packet.remaining()];
        packet.get(packet.position(), bytes);
        packets.add(bytes);
        Receiver source = sources[packet.getInt(packet.position() + 8) - firstSource];
        int whole = source.pictures.size();
        source.send(packet);
        if (source.pictures.size() > whole) {
            long timestamp = new ArrayList<>(source.pictures.keySet()).get(whole);
            picture(timestamp, source.pictures.get(timestamp));
        }
        missing = 0;
        incomplete = 0;
        for (Receiver each : sources) {
            missing += each.missing;
            incomplete += each.incomplete;
        }
        return true;
    }

    private void picture(long timestamp, List<byte[]> units) {
        ByteBuffer description = ByteBuffer.wrap(units.get(0));
        assertEquals(30, description.get(0) & 0x1f, "a description is first");
        List<byte[]> others = units.subList(1, units.size());
        boolean key = others.stream().anyMatch(unit -> (unit[0] & 0x1f) == 5);
        int importance = others.stream().mapToInt(unit -> unit[0] & 0x60).max().orElse(0);
        assertEquals(importance, description.get(0) & 0x60);
        assertEquals(key, (description.get(1) & 0x40) != 0);
        layers.add(description.get(1) & 0x3f);
        temporal.add((description.get(3) & 0xe0) >> 5);
        assertEquals(0x22, description.get(4));
        int order = description.getShort(5) & 0xffff;
        assertTrue(due < 0 || order == due, "order goes on from picture to picture");
        due = order + others.size() & 0xffff;
        int at = 7;
        boolean laidOut = false;
        while (description.getShort(at) != 21) {
            layout(description, at + 2);
            laidOut = true;
            at += 2 + description.getShort(at);
        }
        assertEquals(key, laidOut, "each key picture says which layers there are");
        assertEquals("06051205fbc6b95a8040e5a22aab4020267e26", HexFormat.of().formatHex(units.get(0), at + 2, at + 21));
        int now = description.get(at + 21) & 0xff;
        boolean referred = importance > 0;
        assertTrue(references < 0 || now == (references + (referred ? 1 : 0) & 0xff), "references are counted");
        references = now;
        assertEquals(others.size(), description.get(at + 22) & 0xff, "units are counted");
        assertEquals(units.get(0).length, at + 23);
        pictures.put(timestamp, others);
    }

    private void layout(ByteBuffer in, int at) {
        assertEquals("0605", HexFormat.of().formatHex(in.array(), at, at + 2));
        assertEquals("139fb1a9446a4dec8cbf65b1e12d2cfd", HexFormat.of().formatHex(in.array(), at + 3, at + 19));
        int present = in.get(at + 19);
        assertEquals(
                "000000000000000110",
                HexFormat.of().formatHex(in.array(), at + 20, at + 29).replace(" ", ""));
        layouts++;
        layout = new ArrayList<>();
        int[] rates = {75, 125, 150, 250, 300, 500, 600};
        for (int i = 0; i < Integer.bitCount(present); i++) {
            int layer = at + 29 + 16 * i;
            layout.add(in.getShort(layer + 4) + "x" + in.getShort(layer + 6) + " " + rates[in.get(layer + 12) >> 3]
                    + " " + (in.get(layer + 12) & 7));
            assertEquals(i, (in.get(layer + 13) & 0xff) >> 2);
        }
    }

    /** All units but descriptions of pictures that are whole, in turn. */
    List<byte[]> units() {
        return pictures.values().stream().flatMap(List::stream).toList();
    }
}
