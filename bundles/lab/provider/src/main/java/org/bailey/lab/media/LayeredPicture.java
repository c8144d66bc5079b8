package org.bailey.lab.media;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;

/**
 * One picture of one stream as H.264 UC ([MS-H264PF], RFC 6190): before its units a description (PACSI), with the table of all
 * layers at key pictures.
 *
 * @param stream its place among those that are sent, the smaller one first
 * @param temporal layer it belongs to, which has a source of its own
 * @param key whether it needs no other
 * @param units its NAL units, the prefix among them
 */
record LayeredPicture(int stream, int temporal, boolean key, List<byte[]> units) {
    /** Temporal layers of a stream. */
    static final int LAYERS = 3;

    private static final int PREFIX = 14;
    private static final byte[] LAYOUT = HexFormat.of().parseHex("139fb1a9446a4dec8cbf65b1e12d2cfd");
    private static final byte[] COUNT = HexFormat.of().parseHex("05fbc6b95a8040e5a22aab4020267e26");
    private static final int[][] SIZES = {{160, 90, 150_000}, {320, 180, 500_000}};
    private static final int THIRTY_A_SECOND = 4;

    static LayeredPicture of(int stream, List<byte[]> units) {
        int temporal = 0;
        for (byte[] unit : units) {
            temporal = NalType.of(unit[0]) == PREFIX ? unit[3] >> 5 & 7 : temporal;
        }
        return new LayeredPicture(
                stream, temporal, units.stream().anyMatch(unit -> NalType.of(unit[0]) == NalType.IDR), units);
    }

    /** Whether other pictures refer to it. */
    boolean referred() {
        return units.stream().anyMatch(unit -> NalType.isSlice(unit[0]) && (unit[0] & 0x60) != 0);
    }

    /**
     * The payloads of its packets.
     *
     * @param order number of its first unit among all
     * @param references pictures others refer to so far, this one among them
     * @param streams how many the layout tells of; 0 for no layout
     */
    List<byte[]> payloads(int order, int references, int streams, Set<Misbehaviour> wrong) {
        List<byte[]> payloads = new ArrayList<>();
        if (!wrong.contains(Misbehaviour.NO_DESCRIPTION)) {
            payloads.add(description(order, references, streams, wrong.contains(Misbehaviour.WRONG_COUNT) ? 1 : 0));
        }
        payloads.addAll(H264Payload.of(units));
        return payloads;
    }

    private byte[] description(int order, int references, int streams, int tooMany) {
        ByteBuffer out = ByteBuffer.allocate(512);
        out.put((byte) ((referred() ? 0x60 : 0) | NalType.PACSI));
        out.put((byte) (0x80 | (key ? 0x40 : 0) | stream * LAYERS + temporal));
        out.put((byte) 0x80).put((byte) (temporal << 5 | 7)).put((byte) 0x22).putShort((short) order);
        if (key && streams > 0) {
            information(out, LAYOUT, layout(streams));
        }
        information(out, COUNT, new byte[] {(byte) references, (byte) (units.size() + tooMany)});
        byte[] description = new byte[out.position()];
        out.flip().get(description);
        return description;
    }

    /** An SEI unit of user data with its length before it. */
    private static void information(ByteBuffer out, byte[] name, byte[] data) {
        out.putShort((short) (3 + name.length + data.length)).put((byte) 6).put((byte) 5);
        out.put((byte) (name.length + data.length)).put(name).put(data);
    }

    private static byte[] layout(int streams) {
        int layers = streams * LAYERS;
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write((1 << layers) - 1);
        out.writeBytes(new byte[7]);
        out.write(1);
        out.write(16);
        for (int layer = 0; layer < layers; layer++) {
            int[] size = SIZES[SIZES.length - streams + layer / LAYERS];
            out.writeBytes(ByteBuffer.allocate(16)
                    .putShort((short) (size[0] + 15 & ~15))
                    .putShort((short) (size[1] + 15 & ~15))
                    .putShort((short) size[0])
                    .putShort((short) size[1])
                    .putInt(size[2])
                    .put((byte) (THIRTY_A_SECOND << 3 | (layer % LAYERS == 0 ? 0 : 1)))
                    .put((byte) (layer << 2 | 2))
                    .array());
        }
        return out.toByteArray();
    }
}
