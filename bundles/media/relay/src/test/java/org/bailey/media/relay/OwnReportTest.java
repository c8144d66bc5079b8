package org.bailey.media.relay;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.bailey.media.FeedbackTerms;
import org.bailey.media.SrtpContext;
import org.bailey.media.SrtpKey;
import org.bailey.media.SrtpSuite;
import org.bailey.media.relay.srtp.Desk;
import org.bailey.media.relay.srtp.SecureRtcp;
import org.bailey.media.relay.srtp.Verdict;
import org.junit.jupiter.api.Test;

/** A Microsoft client whose other side makes no reports hears ours. */
class OwnReportTest {
    private static final int RECEIVER_REPORT = 201;
    private final Pair pair = new Pair(RelaySettings.USUAL, Pair.LYNC, FeedbackTerms.SILENT);

    /** {@return the datagrams that begin with a receiver report and have a description} */
    private static List<ByteBuffer> reports(Pair.End end) {
        return end.datagrams.stream()
                .filter(octets -> (octets[1] & 0xff) == RECEIVER_REPORT)
                .filter(octets -> octets.length > 4 * ((octets[3] & 0xff) + 1) + 1)
                .filter(octets -> (octets[4 * ((octets[3] & 0xff) + 1) + 1] & 0xff) == 202)
                .map(ByteBuffer::wrap)
                .toList();
    }

    @Test
    void onHoldItHearsOneEachFiveSecondsAndTheRoomNone() {
        pair.client.stream.open = false;
        pair.room.stream.open = false;
        pair.later(4_800);
        assertEquals(0, reports(pair.client).size());
        pair.later(30_400);
        assertEquals(7, reports(pair.client).size());
        assertEquals(7, pair.client.stream.ownReports.sent);
        assertEquals(7, pair.client.stream.statistics(null).ownReports());
        assertEquals(0, reports(pair.room).size());
        ByteBuffer report = reports(pair.client).get(0);
        assertEquals(0x80c9_0001, report.getInt(0));
        assertEquals(Pair.SPAN, report.getInt(4), "under a number the client takes");
        assertEquals(0x81ca_0006, report.getInt(8));
        assertEquals(Pair.SPAN, report.getInt(12));
        assertEquals(0x0110, report.getShort(16));
        String name = new String(report.array(), 18, 16, StandardCharsets.US_ASCII);
        assertTrue(name.matches("[0-9a-f]{16}"), name);
        assertEquals(36, report.remaining());
        assertArrayEquals(report.array(), reports(pair.client).get(6).array());
    }

    @Test
    void theOtherSidesReportsAreEnough() {
        pair.picture(pair.room);
        for (int second = 0; second < 40; second += 4) {
            pair.says(
                    pair.room,
                    ByteBuffer.allocate(8).putInt(0x80c9_0001).putInt(Pair.ROOM).flip());
            pair.later(4_000);
        }
        assertEquals(0, pair.client.stream.ownReports.sent);
        pair.later(2_000);
        assertEquals(1, pair.client.stream.ownReports.sent);
        assertEquals(Pair.SPAN, reports(pair.client).get(0).getInt(4));
    }

    @Test
    void itSaysWhatWasLostSinceTheLastOne() {
        for (int i = 0; i < 100; i++) {
            if (i % 4 == 3) {
                pair.lose();
            } else {
                pair.picture(pair.client);
            }
        }
        pair.picture(pair.client);
        ByteBuffer sender = ByteBuffer.allocate(28).putInt(0x80c8_0006).putInt(Pair.CLIENT);
        sender.putInt(0x1111_2222).putInt(0x3333_4444).position(28).flip();
        pair.says(pair.client, sender);
        pair.later(5_200);
        ByteBuffer first = reports(pair.client).get(0);
        assertEquals(0x81c9_0007, first.getInt(0));
        assertEquals(Pair.CLIENT, first.getInt(8));
        assertEquals(256 * 25 / 101, first.get(12) & 0xff);
        assertEquals(25, first.getInt(12) & 0xff_ffff);
        assertEquals(100, first.getInt(16));
        assertEquals(0x2222_3333, first.getInt(24));
        assertEquals(5.2, first.getInt(28) / 65_536.0, 0.01);
        pair.picture(pair.client);
        pair.later(5_000);
        ByteBuffer second = reports(pair.client).get(1);
        assertEquals(25, second.getInt(12), "nothing since, all in all as before");
        assertEquals(101, second.getInt(16));
    }

    @Test
    void itIsProtectedLikeAnyOther() {
        SrtpKey key = new SrtpKey(SrtpSuite.AES_CM_128_HMAC_SHA1_80, new byte[30]);
        pair.room.stream.protect(null, key);
        pair.later(5_200);
        byte[] secured = pair.client.datagrams.stream()
                .filter(octets -> (octets[1] & 0xff) == RECEIVER_REPORT && octets.length == 36 + 14)
                .findFirst()
                .orElseThrow();
        ByteBuffer desk = Desk.take(ByteBuffer.wrap(secured));
        assertEquals(Verdict.GOOD, SecureRtcp.unprotect(new SrtpContext(key), desk));
        assertEquals(
                0x81ca_0006, ByteBuffer.wrap(Arrays.copyOf(desk.array(), 36)).getInt(8));
    }

    @Test
    void aLineThatIsGoneAndARoomThatIsNoClientHearNothing() {
        pair.client.stream.control.terms = null;
        pair.later(60_000);
        assertEquals(0, pair.client.stream.ownReports.sent);
        assertEquals(0, pair.room.stream.ownReports.sent);
    }

    @Test
    void itMayBeTurnedOff() {
        var quiet = new Pair(
                RelaySettings.from(RelaySettingsTest.config(java.util.Map.of("ownReportSeconds", 0))),
                Pair.LYNC,
                FeedbackTerms.SILENT);
        quiet.later(60_000);
        assertEquals(0, quiet.client.stream.ownReports.sent);
    }
}
