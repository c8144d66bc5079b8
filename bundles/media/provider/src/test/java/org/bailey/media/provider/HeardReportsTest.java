package org.bailey.media.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.bailey.media.FeedbackTerms;
import org.bailey.media.MediaFlow;
import org.bailey.media.MediaLinePlan;
import org.bailey.media.MediaPorts.Allocation.Granted;
import org.bailey.media.RemotePorts;
import org.bailey.media.Side;
import org.bailey.media.VideoWish;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * GStreamer in the place of a Microsoft client whose other side makes no reports: what it makes of ours, by its own
 * statistics. One of eight of its packets is lost on the way, and its reports and ours take a tenth of a second each.
 */
class HeardReportsTest {
    private static final int DROP_EACH = 8;
    private static final long DELAY_MILLIS = 100;
    private static final FeedbackTerms MICROSOFT =
            new FeedbackTerms(true, false, false, false, false, false, false, -1, VideoWish.NONE);

    private static final Pattern REPORT =
            Pattern.compile("have-rb\\\\=\\\\\\(boolean\\\\\\)true.*?rb-fractionlost\\\\=\\\\\\(uint\\\\\\)(\\d+)"
                    + ".*?rb-packetslost\\\\=\\\\\\(int\\\\\\)(\\d+).*?rb-round-trip\\\\=\\\\\\(uint\\\\\\)(\\d+)");

    @TempDir
    Path folder;

    /** A report as GStreamer has understood it. */
    private record Heard(int fraction256, int lost, long roundTripMillis) {
        static Heard of(MatchResult found) {
            return new Heard(
                    Integer.parseInt(found.group(1)),
                    Integer.parseInt(found.group(2)),
                    Long.parseLong(found.group(3)) * 1000 / 65_536);
        }

        /** The loss since the report before is that of the way, and the round trip that of the way and a busy machine. */
        boolean isThatOfTheWay() {
            return Math.abs(fraction256 - 256 / DROP_EACH) <= 6
                    && roundTripMillis >= 2 * DELAY_MILLIS - 5
                    && roundTripMillis < 2 * DELAY_MILLIS + 1000;
        }
    }

    @Test
    void lossAndRoundTripAreThoseOfTheWay() throws Exception {
        assumeTrue(GstEnd.installed(), "gst-launch-1.0");
        Path said = folder.resolve("said");
        try (var bench = new Bench()) {
            Granted ports = bench.open("c1");
            int theirs = Peer.freePort();
            try (var rtp = new LossyPath(ports.caller().rtp(), theirs, DROP_EACH, 0);
                    var rtcp = new LossyPath(ports.caller().rtcp(), theirs, 0, DELAY_MILLIS);
                    var silent = new Peer()) {
                var client = new RemotePorts(
                        new InetSocketAddress("127.0.0.1", rtp.port()),
                        new InetSocketAddress("127.0.0.1", rtcp.port()));
                bench.apply(
                        "c1",
                        new MediaLinePlan(
                                0,
                                "audio",
                                new MediaFlow(silent.ports(), true, Map.of(8, 8)),
                                new MediaFlow(client, true, Map.of(8, 8)).with(MICROSOFT)));
                Process gstreamer = gstreamer(rtp.port(), rtcp.port(), theirs, said);
                try {
                    Bench.await(
                            "our reports are understood, of " + said,
                            60,
                            () -> heard(said).stream().anyMatch(Heard::isThatOfTheWay));
                } finally {
                    gstreamer.destroy();
                    if (!gstreamer.waitFor(5, TimeUnit.SECONDS)) {
                        gstreamer.destroyForcibly().waitFor();
                    }
                }
                var statistics = bench.statistics("c1", Side.CALLER);
                assertTrue(statistics.ownReports() > 0, statistics.toString());
                Heard last = heard(said).get(heard(said).size() - 1);
                assertTrue(last.lost <= rtp.dropped() && last.lost > 0, () -> last + ", dropped " + rtp.dropped());
                assertEquals(0, statistics.dropped(), statistics.toString());
            }
        }
    }

    private static List<Heard> heard(Path said) {
        try {
            return REPORT.matcher(Files.readString(said))
                    .results()
                    .map(Heard::of)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Process gstreamer(int rtp, int rtcp, int at, Path said) throws IOException {
        String command = "gst-launch-1.0 -v rtpbin name=b audiotestsrc is-live=true samplesperbuffer=160 !"
                + " audio/x-raw,rate=8000,channels=1 ! alawenc ! rtppcmapay ! b.send_rtp_sink_0"
                + " b.send_rtp_src_0 ! udpsink host=127.0.0.1 port=" + rtp
                + " b.send_rtcp_src_0 ! udpsink host=127.0.0.1 port=" + rtcp
                + " sync=false async=false udpsrc address=127.0.0.1 port=" + at + " ! b.recv_rtcp_sink_0";
        return new ProcessBuilder(command.split(" +"))
                .redirectErrorStream(true)
                .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                .redirectOutput(said.toFile())
                .start();
    }
}
