package org.bailey.svc.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.bailey.svc.AvcStream;
import org.bailey.svc.AvcTerms;
import org.bailey.svc.PacketWindow;
import org.bailey.svc.UcStream;
import org.bailey.svc.UcTerms;
import org.junit.jupiter.api.Test;

/**
 * Packets are cut, changed, lost, doubled, mixed and made up. Nothing breaks, nothing grows, and when it is over the picture is back
 * with the next key picture. More than usual with {@code -Dsvc.packets=10000000}; {@code -Dsvc.seed} begins elsewhere.
 */
class AnyPacketTest {
    private static final int PACKETS = Integer.getInteger("svc.packets", 60_000);
    private static final int SEED = Integer.getInteger("svc.seed", 7_000);
    private static final int ROUND = 3_000;
    private static final int CLEAN = 90;
    private static final long SSRC = 270011;
    static final byte[] SPS = HexFormat.of().parseHex("6742c01e8c8d705017fcb00f08846e");
    static final byte[] PPS = HexFormat.of().parseHex("68ce3c80");
    private static final String LAYOUT = UcSender.layout(new int[] {640, 360, 3}, new int[] {1280, 720, 1});

    /** One stream through one of the two rewriters. */
    private interface Way {
        void receive(ByteBuffer packet, long nanos);

        void look(long nanos);

        boolean takeKeyWanted();

        void check();
    }

    private final List<byte[]> out = new ArrayList<>();
    private long nanos = 1_000_000_000L;
    private int picture;

    @Test
    void towardsAvc() {
        for (int round = 0; round < PACKETS / ROUND; round++) {
            int seed = SEED + round;
            boolean fragments = seed % 3 != 0;
            var stream = new AvcStream(
                    new AvcTerms(9, 97, fragments, 1200, 640, 360, SSRC, 100, 60_000_000, 2_000_000_000, 0, 0));
            var gateway = new UcToAvc();
            UcSender sender = new UcSender((int) SSRC, 0);
            sender.layout = LAYOUT;
            sender.together = seed % 2 == 0;
            sender.order = UcSender.Order.values()[seed % 3];
            run(seed, sender, fragments ? 3000 : 1000, new Way() {
                @Override
                public void receive(ByteBuffer packet, long at) {
                    gateway.receive(stream, packet, at, AnyPacketTest.this::take);
                }

                @Override
                public void look(long at) {
                    gateway.look(stream, at, AnyPacketTest.this::take);
                }

                @Override
                public boolean takeKeyWanted() {
                    return stream.takeKeyWanted();
                }

                @Override
                public void check() {
                    assertTrue(stream.window.waiting() <= PacketWindow.SLOTS);
                    int waiting = Arrays.stream(stream.sources)
                            .mapToInt(source -> source == null ? 0 : source.waiting)
                            .sum();
                    assertEquals(stream.window.waiting(), waiting, "no place is forgotten");
                }
            });
        }
    }

    @Test
    void towardsUc() {
        for (int round = 0; round < PACKETS / ROUND; round++) {
            int seed = SEED + round;
            var stream = new UcStream(new UcTerms(
                    270111, 122, 1200, 1 + seed % 4, seed % 2 == 0, 1_000_000, 300, 60_000_000, 2_000_000_000, 0));
            var gateway = new AvcToUc();
            UcSender sender = new UcSender((int) SSRC, 0);
            sender.apart = false;
            sender.described = false;
            sender.together = seed % 2 == 0;
            run(seed, sender, 3000, new Way() {
                @Override
                public void receive(ByteBuffer packet, long at) {
                    gateway.receive(stream, packet, at, AnyPacketTest.this::take);
                }

                @Override
                public void look(long at) {
                    gateway.look(stream, at, AnyPacketTest.this::take);
                }

                @Override
                public boolean takeKeyWanted() {
                    return stream.takeKeyWanted();
                }

                @Override
                public void check() {
                    assertTrue(stream.window.waiting() <= PacketWindow.SLOTS);
                    assertTrue(stream.picture.capacity() <= UcStream.LARGEST);
                    int waiting = stream.source == null ? 0 : stream.source.waiting;
                    assertEquals(stream.window.waiting(), waiting, "no place is forgotten");
                }
            });
        }
    }

    private boolean take(ByteBuffer packet) {
        byte[] bytes = new byte[packet.remaining()];
        packet.get(packet.position(), bytes);
        assertTrue(bytes.length <= 1212, "as long as agreed");
        assertEquals(0x80, bytes[0] & 0xff);
        return out.add(bytes);
    }

    private void run(int seed, UcSender sender, int longest, Way way) {
        var random = new Random(seed);
        List<byte[]> before = new ArrayList<>();
        nanos = 1_000_000_000L;
        picture = random.nextInt(1 << 21);
        try {
            for (int sent = 0; sent < ROUND; ) {
                for (byte[] packet :
                        sender.picture(made(random, picture % 20 == 0, longest), picture * UcSender.STEP)) {
                    sent++;
                    nanos += random.nextInt(1_000_000);
                    for (byte[] arriving : spoilt(random, packet, before)) {
                        way.receive(ByteBuffer.wrap(arriving), nanos);
                    }
                    way.check();
                }
                picture++;
                out.clear();
                nanos += random.nextInt(30) == 0 ? 1_500_000_000 : 20_000_000;
                way.look(nanos);
            }
            heals(random, sender, longest, way);
        } catch (RuntimeException | AssertionError e) {
            throw new AssertionError("seed " + seed + ", picture " + picture, e);
        }
    }

    /** The sender makes a key picture when it is asked to, and each picture in the end goes on whole. */
    private void heals(Random random, UcSender sender, int longest, Way way) {
        boolean key = true;
        int slices = 0;
        for (int n = 0; n < CLEAN; n++) {
            List<byte[]> units = made(random, key, longest);
            key = false;
            out.clear();
            for (byte[] packet : sender.picture(units, picture * UcSender.STEP)) {
                way.receive(ByteBuffer.wrap(packet), nanos);
            }
            slices += n >= CLEAN - 30 && !out.isEmpty() && out.get(out.size() - 1)[1] < 0 ? 1 : 0;
            picture++;
            nanos += Line.PICTURE;
            way.look(nanos);
            key = way.takeKeyWanted();
        }
        assertEquals(30, slices, "pictures of the last second");
    }

    private static List<byte[]> made(Random random, boolean key, int longest) {
        List<byte[]> units = new ArrayList<>();
        int temporal = key ? 0 : random.nextInt(3);
        if (key) {
            units.add(SPS);
            units.add(PPS);
        }
        for (int slice = 0; slice < 1 + random.nextInt(3); slice++) {
            byte[] prefix = {(byte) (temporal == 2 ? 0x0e : 0x6e), (byte) (key ? 0xc0 : 0x80), (byte) 0x80, 0};
            prefix[3] = (byte) (temporal << 5 | 7);
            units.add(prefix);
            byte[] unit = new byte[2 + random.nextInt(longest - 2)];
            random.nextBytes(unit);
            unit[0] = (byte) (key ? 0x65 : temporal == 2 ? 0x01 : 0x61);
            unit[1] = (byte) (slice == 0 ? 0x88 : 0x08);
            units.add(unit);
        }
        return units;
    }

    /** What becomes of a packet on the way: mostly nothing. */
    private static List<byte[]> spoilt(Random random, byte[] packet, List<byte[]> before) {
        byte[] other = before.isEmpty() ? packet : before.get(random.nextInt(before.size()));
        if (before.size() < 50) {
            before.add(packet);
        } else {
            before.set(random.nextInt(50), packet);
        }
        switch (random.nextInt(24)) {
            case 0:
                return List.of();
            case 1:
                return List.of(packet, packet);
            case 2:
                return List.of(packet, other);
            case 3:
                return List.of(Arrays.copyOf(packet, random.nextInt(packet.length)));
            case 4:
                byte[] noise = packet.clone();
                for (int i = 12 + random.nextInt(12); i < noise.length; i++) {
                    noise[i] = (byte) random.nextInt();
                }
                return List.of(noise);
            case 5, 6, 7:
                byte[] changed = packet.clone();
                for (int i = 0; i <= random.nextInt(3); i++) {
                    changed[random.nextInt(Math.min(changed.length, 120))] = (byte) random.nextInt();
                }
                return List.of(changed);
            case 8:
                byte[] made = new byte[12 + random.nextInt(60)];
                random.nextBytes(made);
                System.arraycopy(packet, 0, made, 0, 12);
                return List.of(made, packet);
            case 9:
                byte[] stranger = packet.clone();
                stranger[11] = (byte) random.nextInt();
                return List.of(packet, stranger);
            default:
                return List.of(packet);
        }
    }
}
