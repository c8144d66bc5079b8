package org.bailey.media.relay;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import java.util.Random;
import org.bailey.media.SsrcMap;
import org.bailey.media.SsrcSpan;
import org.junit.jupiter.api.Test;

class RtcpSourcesTest {
    private final SsrcMap room = map(270_010, 1);
    private final SsrcMap client = new SsrcMap();

    private static SsrcMap map(long first, int size) {
        SsrcMap map = new SsrcMap();
        map.use(new SsrcSpan(first, size));
        return map;
    }

    @Test
    void aReporterGetsItsNumberAndTheReportedTheirs() {
        assertEquals(270_010, room.sent(0xcafe));
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
        RtcpSources.rewrite(packet, room, client);
        assertEquals(270_010, packet.getInt(4));
        assertEquals(0xbeef, packet.getInt(28));
        assertEquals(270_010, packet.getInt(56));
    }

    @Test
    void aReportAboutARenumberedSourceNamesTheRealOne() {
        room.sent(0xcafe);
        ByteBuffer packet = ByteBuffer.allocate(32);
        packet.putInt(0x81c90007).putInt(0xbeef).putInt(270_010).position(32).flip();
        RtcpSources.rewrite(packet, client, room);
        assertEquals(0xbeef, packet.getInt(4));
        assertEquals(0xcafe, packet.getInt(8));
    }

    @Test
    void pictureRequestsReachTheSourceTheyMean() {
        room.sent(0xcafe);
        ByteBuffer pli = ByteBuffer.allocate(12)
                .putInt(0x81ce0002)
                .putInt(0xbeef)
                .putInt(270_010)
                .flip();
        RtcpSources.rewrite(pli, client, room);
        assertEquals(0xcafe, pli.getInt(8));
        ByteBuffer fir = ByteBuffer.allocate(20)
                .putInt(0x84ce0004)
                .putInt(0xbeef)
                .putInt(0)
                .putInt(270_010)
                .putInt(7)
                .flip();
        RtcpSources.rewrite(fir, client, room);
        assertEquals(0xcafe, fir.getInt(12));
        assertEquals(0, fir.getInt(8));
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
            RtcpSources.rewrite(packet, room, room);
            assertEquals(bytes.length, packet.remaining());
        }
    }
}
