package org.bailey.media.relay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.bailey.media.VideoWish;
import org.bailey.rtcp.Feedback;
import org.bailey.rtcp.ReportExtension;
import org.bailey.rtcp.RtcpReader;
import org.bailey.rtcp.RtcpWriter;
import org.bailey.rtcp.SourceRequest;
import org.junit.jupiter.api.Test;

/** Whatever either side says in RTCP, the relay survives it, says only what is well-formed, and not often. */
class AnyFeedbackTest {
    private static final int DATAGRAMS = 60_000;
    private static final int PICTURES = 200_000;

    @Test
    void survivesWhatEitherSideSays() {
        long seed = System.nanoTime();
        var random = new Random(seed);
        var pair = new Pair(RelaySettings.USUAL, Pair.LYNC, Pair.PLI);
        for (int i = 0; i < DATAGRAMS; i++) {
            Pair.End from = random.nextBoolean() ? pair.client : pair.room;
            byte[] octets = said(random);
            try {
                if (random.nextInt(20) == 0) {
                    pair.picture(from);
                }
                pair.says(from, ByteBuffer.wrap(octets));
                pair.later(random.nextInt(3));
            } catch (RuntimeException e) {
                throw new AssertionError("seed " + seed + ": " + HexFormat.of().formatHex(octets), e);
            }
        }
        for (Pair.End end : List.of(pair.client, pair.room)) {
            for (byte[] datagram : end.datagrams) {
                var reader = new RtcpReader(ByteBuffer.wrap(datagram));
                while (reader.next()) {
                    assertTrue(!reader.isFeedback() || !(reader.feedback() instanceof Feedback.Unknown));
                }
                assertEquals(datagram.length, reader.end(), "seed " + seed);
            }
            long seconds = pair.nanos / 1_000_000_000L + 2;
            var counted = end.stream.statistics(null).pictures();
            assertTrue(counted.asked() <= 2 * seconds, counted + " in " + seconds + " s, seed " + seed);
            assertTrue(counted.byPeer() > 1000 && counted.unknown() > 1000, counted.toString());
        }
    }

    private static byte[] said(Random random) {
        ByteBuffer out = ByteBuffer.allocate(2000);
        for (int i = random.nextInt(3); i >= 0; i--) {
            int number = random.nextInt(1 << 16);
            long rate = random.nextLong() >>> random.nextInt(64) & Long.MAX_VALUE;
            switch (random.nextInt(9)) {
                case 0 -> RtcpWriter.feedback(out, new Feedback.PictureLoss(1, 2));
                case 1 -> RtcpWriter.feedback(out, new Feedback.LayerLoss(1, 2, number, random.nextLong()));
                case 2 ->
                    RtcpWriter.feedback(
                            out, new Feedback.FullIntra(1, List.of(new Feedback.FullIntra.Request(2, number & 255))));
                case 3 -> {
                    var limit = new Feedback.BitRates.Limit(2, rate, number & 0x1ff);
                    RtcpWriter.feedback(out, new Feedback.BitRates(1, random.nextBoolean(), List.of(limit)));
                }
                case 4 -> RtcpWriter.feedback(out, new Feedback.ReceiverMaximum(1, rate, List.of(2)));
                case 5 -> {
                    var entry = Entries.of(new VideoWish(false, rate, number, 9, 30, false), 122, true);
                    boolean stops = random.nextInt(4) == 0;
                    RtcpWriter.feedback(
                            out,
                            new SourceRequest(
                                    1, 2, 3, number, 0, random.nextBoolean(), stops ? List.of() : List.of(entry)));
                }
                case 6 ->
                    RtcpWriter.report(
                            out,
                            1,
                            new ReportExtension.PacketLoss(number),
                            new ReportExtension.EstimatedBandwidth(1, rate & 0xffff_ffffL, -1));
                case 7 ->
                    RtcpWriter.feedback(out, new Feedback.Missing(1, 2, List.of(new Feedback.Missing.Loss(3, 4))));
                default -> {
                    byte[] noise = new byte[8 + random.nextInt(60)];
                    random.nextBytes(noise);
                    out.put((byte) (0x80 | noise[0] & 0x3f)).put((byte) (200 + random.nextInt(8)));
                    out.putShort((short) (noise.length / 4 - 1)).put(noise, 4, noise.length / 4 * 4 - 4);
                }
            }
        }
        byte[] octets = java.util.Arrays.copyOf(out.array(), out.position());
        if (random.nextInt(4) == 0) {
            octets[random.nextInt(octets.length)] = (byte) random.nextInt();
        }
        return octets;
    }

    @Test
    void makesNoObjectsForPicturesOfLinesItTranslatesFor() {
        var pair = new Pair(RelaySettings.USUAL, Pair.LYNC, Pair.PLI).flowing();
        pair.room.keeps = false;
        long before = 0;
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        for (int i = 0; i < 2 * PICTURES; i++) {
            if (i == PICTURES) {
                before = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
            }
            pair.picture(pair.client);
        }
        double each = (threads.getThreadAllocatedBytes(Thread.currentThread().getId()) - before) / (double) PICTURES;
        // the empty list of contributors that the test hands over is 16
        assertTrue(each < 24, each + " bytes a packet");
    }
}
