package org.bailey.media.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.bailey.media.FeedbackTerms;
import org.bailey.media.LocalPorts;
import org.bailey.media.MediaFlow;
import org.bailey.media.MediaLinePlan;
import org.bailey.media.MediaSecret;
import org.bailey.media.RemotePorts;
import org.bailey.media.Side;
import org.bailey.media.SrtpKey;
import org.bailey.media.SrtpSuite;
import org.bailey.media.SsrcSpan;
import org.bailey.media.VideoWish;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * GStreamer at both ends, one with SRTP, and on each leg a way that loses known packets in each direction and takes a known
 * time: what the ends compute of loss and round trip is that of both legs together, and what we count is that of each.
 */
class HeardEndToEndTest {
    private static final int ENOUGH = 4;
    private static final int SOME_PACKETS = 40;
    private static final int SECONDS = 60;
    /** Each way; far enough apart to tell a leg from the other, and both from the sum, on a machine with much else to do. */
    private static final long LEFT_MILLIS = 50;

    private static final long RIGHT_MILLIS = 250;
    private static final long SPARE_MILLIS = 300;
    /** What the clocks of reports are rounded to. */
    private static final long FINE_MILLIS = 5;

    private static final int LEFT_SSRC = 1001;
    private static final int RIGHT_SSRC = 2002;
    private static final SsrcSpan LEFT_AS = new SsrcSpan(300_001, 1);
    private static final SsrcSpan RIGHT_AS = new SsrcSpan(400_001, 1);
    private static final Map<Integer, Integer> ALAW = Map.of(8, 8);

    private static final IntPredicate LEFT_TO_US = number -> number % 10 == 3;
    private static final IntPredicate US_TO_RIGHT = number -> number % 8 == 6;
    private static final IntPredicate RIGHT_TO_US = number -> number % 25 == 4;
    private static final IntPredicate US_TO_LEFT = number -> number % 20 == 7;
    private static final IntPredicate NONE = number -> false;
    private static final IntPredicate LEFT_TO_RIGHT = LEFT_TO_US.or(US_TO_RIGHT);
    private static final IntPredicate RIGHT_TO_LEFT = RIGHT_TO_US.or(US_TO_LEFT);

    private static final FeedbackTerms MICROSOFT =
            new FeedbackTerms(true, false, false, false, false, false, false, -1, VideoWish.NONE);

    @TempDir
    Path folder;

    @Test
    void bothEndsComputeTheLossAndTheRoundTripOfBothLegs() throws Exception {
        assumeTrue(GstEnd.installed(), "gst-launch-1.0");
        SrtpKey rightSends = key(1);
        SrtpKey rightHears = key(2);
        try (var bench = new Bench();
                var left = new Leg(bench.open("c1").caller(), LEFT_MILLIS, LEFT_TO_US, US_TO_LEFT);
                var right = new Leg(bench.open("c1").callee(), RIGHT_MILLIS, RIGHT_TO_US, US_TO_RIGHT)) {
            bench.apply(
                    "c1",
                    new MediaLinePlan(
                            0,
                            "audio",
                            new MediaFlow(right.ports(), true, ALAW, Map.of(), LEFT_AS, null)
                                    .with(null, rightHears)
                                    .with(MICROSOFT),
                            new MediaFlow(left.ports(), true, ALAW, Map.of(), RIGHT_AS, null)
                                    .with(rightSends, null)
                                    .with(FeedbackTerms.SILENT)));
            int heardOfRight = (int) RIGHT_AS.first();
            int heardOfLeft = (int) LEFT_AS.first();
            try (var leftEnd = new GstEnd(folder, left.at, left.to(), LEFT_SSRC, heardOfRight, null, null);
                    var rightEnd =
                            new GstEnd(folder, right.at, right.to(), RIGHT_SSRC, heardOfLeft, rightSends, rightHears)) {
                Bench.await(
                        "reports at both ends: " + leftEnd + ", " + rightEnd,
                        SECONDS,
                        () -> roundTripIsThatOfBothLegs(leftEnd) && roundTripIsThatOfBothLegs(rightEnd));
                Bench.await(
                        "the round trip of each leg",
                        SECONDS,
                        () -> takes(2 * LEFT_MILLIS, millis(bench, Side.CALLER))
                                && takes(2 * RIGHT_MILLIS, millis(bench, Side.CALLEE)));
                counted(leftEnd.heard(), rightEnd.said(), LEFT_TO_RIGHT);
                counted(rightEnd.heard(), leftEnd.said(), RIGHT_TO_LEFT);
            }
            Bench.await("all that was lost on the way to us is counted", SECONDS, () -> missed(bench, left, right));
            for (Side side : Side.values()) {
                var statistics = bench.statistics("c1", side);
                assertEquals(0, statistics.dropped(), statistics.toString());
                assertEquals(0, statistics.ownReports(), "both hear each other's: " + statistics);
            }
        }
    }

    /** What was lost last is missed only with what follows it; an end that had not begun may have lost the first. */
    private static boolean missed(Bench bench, Leg left, Leg right) {
        return Math.abs(bench.statistics("c1", Side.CALLER).lost() - left.rtp.dropped()) <= 1
                && Math.abs(bench.statistics("c1", Side.CALLEE).lost() - right.rtp.dropped()) <= 1;
    }

    private static boolean roundTripIsThatOfBothLegs(GstEnd end) {
        List<GstEnd.Report> heard = end.heard();
        return heard.size() >= ENOUGH
                && end.said().size() >= ENOUGH
                && heard.get(ENOUGH - 1).highest() > heard.get(0).highest() + SOME_PACKETS
                && heard.stream().anyMatch(report -> takes(2 * (LEFT_MILLIS + RIGHT_MILLIS), report.roundTripMillis()));
    }

    private static boolean takes(long expected, long millis) {
        return millis >= expected - FINE_MILLIS && millis < expected + SPARE_MILLIS;
    }

    private static long millis(Bench bench, Side side) {
        return bench.statistics("c1", side).roundTripMicros() / 1000;
    }

    /** Between any two reports exactly those packets are missing that were taken out, on either leg; sender and receiver agree. */
    private static void counted(List<GstEnd.Report> heard, List<GstEnd.Report> said, IntPredicate lost) {
        GstEnd.Report first = said.get(0);
        for (GstEnd.Report report : Stream.concat(said.stream(), heard.stream()).toList()) {
            assertEquals(
                    between(report.highest(), first.highest(), lost),
                    report.lost() - first.lost(),
                    () -> first + " and " + report);
        }
        assertTrue(heard.stream().anyMatch(report -> report.fraction256() > 0), heard.toString());
    }

    private static int between(int highest, int first, IntPredicate lost) {
        return highest < first
                ? -between(first, highest, lost)
                : (int) IntStream.rangeClosed(first + 1, highest).filter(lost).count();
    }

    private static SrtpKey key(int number) {
        byte[] secret = new byte[32];
        secret[0] = (byte) number;
        return new MediaSecret(secret).key(SrtpSuite.AES_CM_128_HMAC_SHA1_80, 0);
    }

    /** The ways of RTP and RTCP between us and one end. */
    private static final class Leg implements AutoCloseable {
        final int[] at = {Peer.freePort(), Peer.freePort()};
        final LossyPath rtp;
        final LossyPath rtcp;

        Leg(LocalPorts ours, long millis, IntPredicate lost, IntPredicate lostBack) {
            rtp = new LossyPath(ours.rtp(), at[0], millis, lost, lostBack);
            rtcp = new LossyPath(ours.rtcp(), at[1], millis, NONE, NONE);
        }

        RemotePorts ports() {
            return new RemotePorts(
                    new InetSocketAddress("127.0.0.1", rtp.port()), new InetSocketAddress("127.0.0.1", rtcp.port()));
        }

        int[] to() {
            return new int[] {rtp.port(), rtcp.port()};
        }

        @Override
        public void close() throws InterruptedException {
            rtp.close();
            rtcp.close();
        }
    }
}
