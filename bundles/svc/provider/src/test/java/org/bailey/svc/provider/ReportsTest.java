package org.bailey.svc.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Reports of a line whose pictures are rewritten: each side hears what is true for the packets it sent and got. */
class ReportsTest {
    private static final long NTP = 0xe1f2_0304_8000_0000L;
    private static final int CLOCK = 500_000;
    private static final byte[] PREFIX = {0x0e, (byte) 0x80, (byte) 0x80, 0x27};

    private final PictureLine line = new PictureLine(null);
    private final Receiver room = new Receiver(PictureLine.AVC, line.client.stream.leavingSource());
    private final UcSender sender = new UcSender(PictureLine.ANNOUNCED, 0);
    private final long begun = line.nanos;
    private int pictures;

    ReportsTest() {
        line.room.receiver = room;
        sender.layout = UcSender.layout(new int[] {640, 360, 2});
    }

    private record Block(int source, int fraction, int lost, long highest, int stamp, int delay) {}

    /** A compound packet, read after RFC 3550. */
    private static final class Heard {
        int who;
        boolean sender;
        long ntp;
        int timestamp;
        int packets;
        int bytes;
        final List<Block> blocks = new ArrayList<>();
        final List<Integer> described = new ArrayList<>();
        String name = "";

        Heard(byte[] datagram) {
            ByteBuffer in = ByteBuffer.wrap(datagram);
            while (in.hasRemaining()) {
                int start = in.position();
                int head = in.getInt();
                int end = start + 4 * ((head & 0xffff) + 1);
                assertEquals(2, head >>> 30);
                int type = head >> 16 & 0xff;
                int count = head >> 24 & 0x1f;
                if (type == 200 || type == 201) {
                    boolean first = start == 0;
                    who = first ? in.getInt() : who;
                    if (type == 200 && first) {
                        sender = true;
                        ntp = in.getLong();
                        timestamp = in.getInt();
                        packets = in.getInt();
                        bytes = in.getInt();
                    }
                    for (int i = 0; i < count; i++) {
                        int source = in.getInt();
                        int lost = in.getInt();
                        long highest = in.getInt() & 0xffff_ffffL;
                        in.getInt();
                        blocks.add(new Block(source, lost >>> 24, lost << 8 >> 8, highest, in.getInt(), in.getInt()));
                    }
                } else if (type == 202) {
                    for (int i = 0; i < count; i++) {
                        described.add(in.getInt());
                        assertEquals(1, in.get());
                        byte[] text = new byte[in.get() & 0xff];
                        in.get(text);
                        name = new String(text, StandardCharsets.US_ASCII);
                        do {
                            assertEquals(0, in.get());
                        } while (in.position() % 4 != 0);
                    }
                    assertEquals(end, in.position());
                }
                in.position(end);
            }
        }
    }

    private static Heard last(PictureLine.End end) {
        return end.reports.stream()
                .filter(report -> (report[1] & 0xff) <= 201 && report.length > 8 + 4 * (report[0] & 0x1f))
                .map(Heard::new)
                .filter(heard -> !heard.described.isEmpty())
                .reduce((before, after) -> after)
                .orElseThrow();
    }

    /** One picture in 100 ms, every other one in the upper layer; returns its packets. */
    private List<byte[]> picture() {
        byte[] slice = new byte[2500];
        slice[0] = (byte) (pictures == 0 ? 0x65 : pictures % 2 == 0 ? 0x61 : 1);
        slice[1] = (byte) 0x88;
        List<byte[]> units = new ArrayList<>();
        if (pictures == 0) {
            units.addAll(List.of(AnyPacketTest.SPS, AnyPacketTest.PPS));
        } else if (pictures % 2 == 1) {
            units.add(PREFIX);
        }
        units.add(slice);
        List<byte[]> packets = sender.picture(units, CLOCK + pictures * 9000);
        pictures++;
        return packets;
    }

    private void flow(int count) {
        for (int i = 0; i < count; i++) {
            picture().forEach(packet -> line.rtp(line.client, packet));
            line.until(begun + pictures * 100_000_000L);
        }
    }

    static ByteBuffer senderReport(int source, long ntp, int timestamp, String name) {
        ByteBuffer out = ByteBuffer.allocate(200).putInt(0x80c8_0006).putInt(source);
        out.putLong(ntp).putInt(timestamp).putInt(1).putInt(2);
        int length = 4 + 2 + name.length() + 1;
        int padded = length + 3 & ~3;
        out.putInt(0x81ca_0000 | padded / 4).putInt(source);
        out.put((byte) 1).put((byte) name.length()).put(name.getBytes(StandardCharsets.US_ASCII));
        return out.position(28 + 4 + padded).flip();
    }

    @Test
    void aRoomHearsTheClientsClockAndNameWithTheNumbersItGets() {
        flow(1);
        line.rtcp(line.client, senderReport(PictureLine.ANNOUNCED, NTP, CLOCK + 4500, "client@lync"));
        long said = line.nanos;
        flow(25);
        Heard heard = last(line.room);
        assertTrue(heard.sender);
        assertEquals(line.client.stream.leavingSource(), heard.who);
        assertEquals(List.of(heard.who), heard.described);
        assertEquals("client@lync", heard.name);
        long elapsed = (heard.ntp - NTP) * 1_000_000_000L >> 32;
        int shift = line.client.stream.rewriting.shift();
        assertEquals(CLOCK + 4500 + shift + elapsed * 9 / 100_000, heard.timestamp, 2.0);
        assertTrue(elapsed > 0 && elapsed <= line.nanos - said, "elapsed " + elapsed);
        // as many as it got until then
        assertTrue(heard.packets > 0 && heard.packets <= room.packets.size(), heard.packets + " packets");
        int bytes = room.packets.subList(0, heard.packets).stream()
                .mapToInt(packet -> packet.length - 12)
                .sum();
        assertEquals(bytes, heard.bytes);
    }

    @Test
    void aClientHearsOfEachOfItsSourcesWhatWasLost() {
        flow(4);
        line.rtcp(line.client, senderReport(PictureLine.ANNOUNCED, NTP, CLOCK, "client@lync"));
        for (int i = 0; i < 20; i++) {
            List<byte[]> packets = picture();
            for (int n = i % 2 == 0 ? 0 : 1; n < packets.size(); n++) {
                line.rtp(line.client, packets.get(n)); // of each picture of the upper layer the first one is lost
            }
            line.until(begun + pictures * 100_000_000L);
        }
        line.until(line.nanos + 1_000_000_000L);
        Heard heard = last(line.client);
        assertEquals(PictureLine.SPAN, heard.who);
        assertEquals(2, heard.blocks.size());
        Block base = heard.blocks.get(0);
        Block upper = heard.blocks.get(1);
        assertEquals(PictureLine.ANNOUNCED, base.source());
        assertEquals(0, base.lost() + base.fraction());
        assertEquals((int) (NTP >> 16), base.stamp());
        assertTrue(base.delay() > 65_536 && base.delay() < 5 * 65_536, "delay " + base.delay());
        assertEquals(PictureLine.ANNOUNCED + 1, upper.source());
        assertEquals(10, upper.lost());
        assertEquals(0, upper.stamp());
        assertEquals(10, line.client.stream.statistics(null).lost());
    }

    @Test
    void whatTheRoomSaysEndsHereAndTellsLossAndRoundTrip() {
        flow(1);
        line.rtcp(line.client, senderReport(PictureLine.ANNOUNCED, NTP, CLOCK, "client@lync"));
        flow(15);
        Heard heard = last(line.room);
        int before = line.client.reports.size();
        long sent = heard.ntp;
        ByteBuffer report = ByteBuffer.allocate(40).putInt(0x81c9_0007).putInt(4711);
        report.putInt(heard.who).putInt(0x4000_0007).putInt(99).putInt(5);
        report.putInt((int) (sent >> 16)).putInt(0);
        report.putInt(0x81cb_0001).putInt(4711).flip();
        line.rtcp(line.room, report);
        assertEquals(7, line.client.stream.statistics(null).rewriting().counts().get("lostBeyond"));
        long trip = line.room.stream.statistics(null).roundTripMicros();
        assertTrue(trip >= 0 && trip < 2_000_000, "round trip " + trip);
        assertEquals(0, line.client.stream.rtcpForwarded + line.room.stream.rtcpForwarded);
        for (byte[] told : line.client.reports.subList(before, line.client.reports.size())) {
            for (int at = 0; at < told.length; at += 4 * ((told[at + 2] << 8 & 0xff00 | told[at + 3] & 0xff) + 1)) {
                assertFalse((told[at + 1] & 0xff) == 203, "no BYE");
            }
        }
    }

    @Test
    void aSenderThatTellsNoTimeIsGivenOurs() {
        flow(20);
        assertFalse(last(line.room).sender);
        flow(50);
        Heard heard = last(line.room);
        assertTrue(heard.sender);
        long seconds = (heard.ntp >>> 32) - 2_208_988_800L;
        assertTrue(Math.abs(seconds - System.currentTimeMillis() / 1000) < 3600, "now: " + seconds);
        line.rtcp(line.client, senderReport(PictureLine.ANNOUNCED, NTP, CLOCK, "client@lync"));
        flow(15);
        assertEquals(NTP >>> 32, last(line.room).ntp >>> 32, 3.0);
    }

    @Test
    void noReportDoesAnyHarm() {
        flow(3);
        var random = new Random(7);
        byte[] good =
                senderReport(PictureLine.ANNOUNCED, NTP, CLOCK, "client@lync").array();
        for (int i = 0; i < 20_000; i++) {
            byte[] bad = good.clone();
            for (int n = random.nextInt(6); n >= 0; n--) {
                bad[random.nextInt(40)] = (byte) random.nextInt();
            }
            ByteBuffer packet = ByteBuffer.wrap(bad, 0, 8 + random.nextInt(100));
            line.rtcp(random.nextBoolean() ? line.client : line.room, packet);
        }
        flow(15);
        assertTrue(line.client.stream.rtcpPackets > 1000);
        assertEquals(0, line.client.stream.failed + line.room.stream.failed);
    }
}
