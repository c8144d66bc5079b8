package org.bailey.media.relay;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import java.util.Random;
import org.bailey.media.Side;
import org.bailey.media.SourcePolicy;
import org.bailey.media.SsrcMap;
import org.bailey.media.SsrcSpan;
import org.bailey.media.StreamState;
import org.junit.jupiter.api.Test;

class RtcpSourcesTest {
    private static final long SECOND = 1_000_000_000L;
    private final StreamState room = stream(Side.CALLER);
    private final StreamState client = stream(Side.CALLEE);

    RtcpSourcesTest() {
        room.ssrcs.use(new SsrcSpan(270_010, 1));
    }

    private static StreamState stream(Side from) {
        return new StreamState(0, "video", from, SourcePolicy.LEARN, SECOND);
    }

    private static SsrcMap map(long first, int size) {
        SsrcMap map = new SsrcMap();
        map.use(new SsrcSpan(first, size));
        return map;
    }

    @Test
    void aReporterGetsItsNumberAndTheReportedTheirs() {
        assertEquals(270_010, room.ssrcs.sent(0xcafe));
        // sender report of the room about the client's source, then a description
        ByteBuffer packet = ByteBuffer.allocate(64);
        packet.putInt(0x81c8000c)
                .putInt(0xcafe)
                .putLong(1)
                .putInt(2)
                .putInt(3)
                .putInt(4)
                .putInt(0xbeef);
        packet.position(52).putInt(0x81ca0002).putInt(0xcafe).putInt(0).flip();
        RtcpSources.rewrite(packet, room, client, SECOND);
        assertEquals(270_010, packet.getInt(4));
        assertEquals(0xbeef, packet.getInt(28));
        assertEquals(270_010, packet.getInt(56));
    }

    @Test
    void aReportAboutARenumberedSourceNamesTheRealOne() {
        room.ssrcs.sent(0xcafe);
        ByteBuffer packet = ByteBuffer.allocate(32);
        packet.putInt(0x81c90007).putInt(0xbeef).putInt(270_010).position(32).flip();
        RtcpSources.rewrite(packet, client, room, SECOND);
        assertEquals(0xbeef, packet.getInt(4));
        assertEquals(0xcafe, packet.getInt(8));
    }

    @Test
    void pictureRequestsReachTheSourceTheyMean() {
        room.ssrcs.sent(0xcafe);
        ByteBuffer pli = ByteBuffer.allocate(12)
                .putInt(0x81ce0002)
                .putInt(0xbeef)
                .putInt(270_010)
                .flip();
        RtcpSources.rewrite(pli, client, room, SECOND);
        assertEquals(0xcafe, pli.getInt(8));
        ByteBuffer fir = ByteBuffer.allocate(20)
                .putInt(0x84ce0004)
                .putInt(0xbeef)
                .putInt(0)
                .putInt(270_010)
                .putInt(7)
                .flip();
        RtcpSources.rewrite(fir, client, room, SECOND);
        assertEquals(0xcafe, fir.getInt(12));
        assertEquals(0, fir.getInt(8));
    }

    @Test
    void everySourceThatSaysGoodbyeOrWhoItIsGetsItsNumber() {
        room.ssrcs.use(new SsrcSpan(300, 2));
        room.ssrcs.sent(0xcafe);
        room.ssrcs.sent(0xcaff);
        ByteBuffer packet = ByteBuffer.allocate(44);
        packet.putInt(0x82ca0007)
                .putInt(0xcafe)
                .put(new byte[] {1, 3, 'a', 'b', 'c', 0, 0, 0})
                .putInt(0xcaff)
                .put(new byte[] {1, 2, 'd', 'e', 2, 1, 'f', 0, 0, 0, 0, 0});
        packet.position(32).putInt(0x82cb0002).putInt(0xcaff).putInt(0xcafe).flip();
        RtcpSources.rewrite(packet, room, client, SECOND);
        assertEquals(300, packet.getInt(4));
        assertEquals(301, packet.getInt(16));
        assertEquals(301, packet.getInt(36));
        assertEquals(300, packet.getInt(40));
    }

    @Test
    void whoIsOnlyNamedTakesNobodysNumber() {
        room.ssrcs.use(new SsrcSpan(300, 2));
        ByteBuffer early = ByteBuffer.allocate(20).putInt(0x80c90001).putInt(0xcafe);
        early.putInt(0x81ca0002).putInt(0xcafe).putInt(0).flip();
        RtcpSources.rewrite(early, room, client, SECOND);
        assertEquals(300, early.getInt(4), "who reports before it speaks is told under the number it will have");
        assertEquals(300, early.getInt(12));
        assertEquals(300, room.ssrcs.sent(0xcafe));
        for (int stranger = 1; stranger < 100; stranger++) {
            ByteBuffer packet = ByteBuffer.allocate(44).putInt(0x80c90001).putInt(stranger);
            packet.putInt(0x82ca0004)
                    .putInt(stranger)
                    .putInt(0)
                    .putInt(1000 + stranger)
                    .putInt(0);
            packet.putInt(0x82cb0002).putInt(0xcafe).putInt(2000 + stranger).flip();
            RtcpSources.rewrite(packet, room, client, SECOND);
            assertEquals(301, packet.getInt(4));
            assertEquals(301, packet.getInt(12));
            assertEquals(1000 + stranger, packet.getInt(20));
            assertEquals(300, packet.getInt(32));
            assertEquals(2000 + stranger, packet.getInt(36), "who was never heard does not leave");
        }
        assertEquals(300, room.ssrcs.sent(0xcafe));
        assertEquals(0xcafe, room.ssrcs.source(300));
        assertEquals(301, room.ssrcs.source(301));
        assertEquals(301, room.ssrcs.sent(0xcaff));
    }

    @Test
    void aReportThatAnswersAnotherTellsTheRoundTripOfItsLeg() {
        ByteBuffer sender = ByteBuffer.allocate(28);
        sender.putInt(0x80c80006)
                .putInt(0xcafe)
                .putLong(0x1111_2222_3333_4444L)
                .position(28)
                .flip();
        RtcpSources.rewrite(sender, room, client, SECOND);
        ByteBuffer receiver = ByteBuffer.allocate(32);
        receiver.putInt(0x81c90007).putInt(0xbeef).putInt(270_010);
        receiver.putInt(20, 4711).putInt(24, 0x2222_3333).putInt(28, 0x8000); // half a second later
        RtcpSources.rewrite(receiver.clear(), client, room, 2 * SECOND);
        assertEquals(500_000, client.roundTripMicros);
        assertEquals(-1, room.roundTripMicros);
        assertEquals(0x2222_3333, receiver.getInt(24), "the sender measures from end to end");
        receiver.putInt(8, 270_010).putInt(24, 0x2222_3334);
        RtcpSources.rewrite(receiver, client, room, 3 * SECOND);
        assertEquals(500_000, client.roundTripMicros, "a report that never passed here says nothing");
    }

    @Test
    void moreSourcesThanNumbersTakeTurns() {
        SsrcMap two = map(100, 2);
        assertEquals(100, two.sent(1));
        assertEquals(101, two.sent(2));
        assertEquals(100, two.sent(1));
        assertEquals(100, two.sent(3));
        assertEquals(3, two.source(100));
        assertEquals(101, two.sent(1), "the first one comes back under the next number");
    }

    @Test
    void anyInputIsSurvived() {
        Random random = new Random(4);
        for (int i = 0; i < 50_000; i++) {
            byte[] bytes = new byte[random.nextInt(200)];
            random.nextBytes(bytes);
            if (bytes.length > 3) {
                bytes[0] = (byte) (0x80 | random.nextInt(32));
                bytes[1] = (byte) (200 + random.nextInt(8));
                bytes[2] = 0;
                bytes[3] = (byte) random.nextInt(50);
            }
            ByteBuffer packet = ByteBuffer.wrap(bytes);
            RtcpSources.rewrite(packet, room, room, SECOND);
            assertEquals(bytes.length, packet.remaining());
        }
    }
}
