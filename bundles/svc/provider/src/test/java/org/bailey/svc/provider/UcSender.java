package org.bailey.svc.provider;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/**
 * Sends pictures as a Microsoft client does, written after [MS-H264PF], RFC 6190 and what is known of clients, and sharing nothing
 * with the code it tests. No bytes of a real client were at hand: what both readings have in common wrong, no test here finds.
 */
final class UcSender {
    static final int TYPE = 122;
    static final int STEP = 3000;

    /** How clients count decoding order: by units, as the text says; by pictures; not at all. All three were seen. */
    enum Order {
        UNITS,
        PICTURES,
        CONSTANT
    }

    private final int source;
    private final int firstLayer;
    private final int[] sequences = {65530, 100, 40000, 7};
    Order order = Order.UNITS;
    /** Each temporal layer has a source of its own. */
    boolean apart = true;
    /** The description shares a packet with small units. */
    boolean together;

    boolean described = true;
    boolean prefixes = true;
    int type = TYPE;
    int most = 1200;
    int wrongUnits;
    String layout = "";
    private int next = 1;
    private int references;

    UcSender(int source, int firstLayer) {
        this.source = source;
        this.firstLayer = firstLayer;
    }

    /** A layout of streams "width height temporal-layers", the smallest first. */
    static String layout(int[]... streams) {
        var present = new ByteArrayOutputStream();
        var text = new StringBuilder();
        int layers = 0;
        for (int[] stream : streams) {
            for (int t = 0; t < stream[2]; t++) {
                text.append(String.format(
                        "%04x%04x%04x%04x%08x%02x%02x0000",
                        stream[0] + 15 & ~15,
                        stream[1] + 15 & ~15,
                        stream[0],
                        stream[1],
                        500_000 << t,
                        Math.max(0, 4 - 2 * (stream[2] - 1 - t)) << 3
                                | (t == 0 ? 0 : 1), // each layer doubles the rate, up to 30
                        layers << 2 | 2));
                layers++;
            }
        }
        present.write((1 << layers) - 1);
        return HexFormat.of().formatHex(present.toByteArray()) + "00000000000000" + "01" + "10" + text;
    }

    /** The packets of one picture. */
    List<byte[]> picture(List<byte[]> units, int timestamp) {
        int temporal = 0;
        boolean key = false;
        int importance = 0;
        List<byte[]> sent = new ArrayList<>();
        for (byte[] unit : units) {
            int type = unit[0] & 0x1f;
            if (type == 14) {
                temporal = (unit[3] & 0xe0) >> 5;
            }
            key |= type == 5;
            importance = Math.max(importance, unit[0] & 0x60);
            if (type != 14 || prefixes) {
                sent.add(unit);
            }
        }
        if (importance > 0) {
            references++;
        }
        List<byte[]> payloads = new ArrayList<>();
        var aggregate = new ByteArrayOutputStream();
        if (described) {
            byte[] description = description(importance, key, temporal, sent.size());
            if (together) {
                aggregate.write(0x78);
                add(aggregate, description);
            } else {
                payloads.add(description);
            }
        }
        for (byte[] unit : sent) {
            if (together && aggregate.size() == 0) {
                aggregate.write(0x78);
            }
            if (together && aggregate.size() + 2 + unit.length <= most) {
                add(aggregate, unit);
                continue;
            }
            if (aggregate.size() > 1) {
                payloads.add(aggregate.toByteArray());
            }
            aggregate.reset();
            if (unit.length <= most) {
                payloads.add(unit);
            } else {
                pieces(unit, payloads);
            }
        }
        if (aggregate.size() > 1) {
            payloads.add(aggregate.toByteArray());
        }
        next += order == Order.UNITS ? sent.size() : order == Order.PICTURES ? 1 : 0;
        return packets(payloads, timestamp, apart ? temporal : 0);
    }

    private byte[] description(int importance, boolean key, int temporal, int units) {
        ByteBuffer out = ByteBuffer.allocate(1200);
        out.put((byte) (importance | 30)).put((byte) (0x80 | (key ? 0x40 : 0) | firstLayer + temporal));
        out.put((byte) 0x80).put((byte) (temporal << 5 | 7)).put((byte) 0x22).putShort((short) next);
        if (key && !layout.isEmpty()) {
            byte[] bytes = HexFormat.of().parseHex("139fb1a9446a4dec8cbf65b1e12d2cfd" + layout);
            out.putShort((short) (3 + bytes.length))
                    .put((byte) 6)
                    .put((byte) 5)
                    .put((byte) bytes.length)
                    .put(bytes);
        }
        out.putShort((short) 21).put((byte) 6).put((byte) 5).put((byte) 18);
        out.put(HexFormat.of().parseHex("05fbc6b95a8040e5a22aab4020267e26"));
        out.put((byte) references).put((byte) (units + wrongUnits));
        return Arrays.copyOf(out.array(), out.position());
    }

    private static void add(ByteArrayOutputStream aggregate, byte[] unit) {
        aggregate.write(unit.length >> 8);
        aggregate.write(unit.length);
        aggregate.writeBytes(unit);
    }

    private void pieces(byte[] unit, List<byte[]> payloads) {
        for (int at = 1; at < unit.length; at += most - 2) {
            int end = Math.min(unit.length, at + most - 2);
            byte[] piece = new byte[end - at + 2];
            piece[0] = (byte) (unit[0] & 0xe0 | 28);
            piece[1] = (byte) (unit[0] & 0x1f | (at == 1 ? 0x80 : 0) | (end == unit.length ? 0x40 : 0));
            System.arraycopy(unit, at, piece, 2, end - at);
            payloads.add(piece);
        }
    }

    private List<byte[]> packets(List<byte[]> payloads, int timestamp, int layer) {
        List<byte[]> packets = new ArrayList<>();
        for (int i = 0; i < payloads.size(); i++) {
            ByteBuffer packet = ByteBuffer.allocate(12 + payloads.get(i).length);
            packet.put((byte) 0x80).put((byte) (i == payloads.size() - 1 ? 0x80 | type : type));
            packet.putShort((short) sequences[layer]++).putInt(timestamp).putInt(source + layer);
            packets.add(packet.put(payloads.get(i)).array());
        }
        return packets;
    }
}
