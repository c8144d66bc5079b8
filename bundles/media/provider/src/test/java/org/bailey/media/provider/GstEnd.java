package org.bailey.media.provider;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.bailey.media.SrtpKey;
import org.jspecify.annotations.Nullable;

/** One end of a call with sound: GStreamer, with its own RTP session, and SRTP by libsrtp. It prints what it makes of reports. */
final class GstEnd implements AutoCloseable {
    private static final long REPORT_NANOS = 300_000_000;

    private static final String NOWHERE = " ! fakesink sync=false async=false";
    private static final Pattern HEARD = reports("rb-", ".*?rb-round-trip\\\\=\\\\\\(uint\\\\\\)(\\d+)");
    private static final Pattern SAID = reports("sent-rb-", "");

    private final Path said;
    private final Process process;

    /**
     * A report about one direction, as GStreamer has it.
     *
     * @param fraction256 lost since the report before
     * @param lost in all
     * @param highest sequence number received
     * @param roundTripMillis -1 where it is not told
     */
    record Report(int fraction256, int lost, int highest, long roundTripMillis) {
        static Report of(MatchResult found) {
            boolean trip = found.groupCount() > 3;
            return new Report(
                    Integer.parseInt(found.group(1)),
                    Integer.parseInt(found.group(2)),
                    (int) Long.parseLong(found.group(3)),
                    trip ? Long.parseLong(found.group(4)) * 1000 / 65_536 : -1);
        }
    }

    /**
     * @param at its ports
     * @param to where it sends RTP and RTCP
     * @param ssrc its own number
     * @param theirs the number of who is heard
     */
    GstEnd(Path folder, int[] at, int[] to, int ssrc, int theirs, @Nullable SrtpKey sends, @Nullable SrtpKey hears)
            throws IOException {
        said = folder.resolve("end-" + ssrc);
        String command = "gst-launch-1.0 -v rtpsession name=s rtcp-min-interval=" + REPORT_NANOS
                + " audiotestsrc is-live=true samplesperbuffer=160 ! audio/x-raw,rate=8000,channels=1 ! alawenc !"
                + " rtppcmapay pt=8 seqnum-offset=1000 ssrc=" + ssrc + " ! s.send_rtp_sink"
                + (sends == null ? "" : " srtpenc name=e key=" + hexadecimal(sends))
                + " s.send_rtp_src" + (sends == null ? "" : " ! e.rtp_sink_0 e.rtp_src_0") + sink(to[0])
                + " s.send_rtcp_src" + (sends == null ? "" : " ! e.rtcp_sink_0 e.rtcp_src_0") + sink(to[1])
                + (hears == null ? "" : " srtpdec name=d")
                + source(at[0], "rtp,media=audio,clock-rate=8000,encoding-name=PCMA,payload=8", theirs, hears)
                + (hears == null ? "" : " ! d.rtp_sink d.rtp_src") + " ! s.recv_rtp_sink s.recv_rtp_src" + NOWHERE
                + source(at[1], "rtcp", theirs, hears)
                + (hears == null ? "" : " ! d.rtcp_sink d.rtcp_src") + " ! s.recv_rtcp_sink s.sync_src" + NOWHERE;
        process = new ProcessBuilder(command.split(" +"))
                .redirectErrorStream(true)
                .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                .redirectOutput(said.toFile())
                .start();
    }

    private static String sink(int port) {
        return " ! udpsink host=127.0.0.1 sync=false async=false port=" + port;
    }

    private static String source(int port, String stream, int ssrc, @Nullable SrtpKey key) {
        return " udpsrc address=127.0.0.1 port=" + port + " caps=application/x-"
                + (key == null
                        ? stream
                        : "s" + stream + ",ssrc=(uint)" + ssrc + ",srtp-key=(buffer)" + hexadecimal(key)
                                + ",srtp-cipher=aes-128-icm,srtp-auth=hmac-sha1-80"
                                + ",srtcp-cipher=aes-128-icm,srtcp-auth=hmac-sha1-80");
    }

    private static String hexadecimal(SrtpKey key) {
        return HexFormat.of().formatHex(key.keyAndSalt());
    }

    private static Pattern reports(String prefix, String more) {
        String number = "\\\\=\\\\\\(u?int\\\\\\)(-?\\d+).*?";
        return Pattern.compile(" " + prefix + "fractionlost" + number + prefix + "packetslost" + number + prefix
                + "exthighestseq" + number.replace(".*?", "") + more);
    }

    /** {@return whether this machine has GStreamer with SRTP} */
    static boolean installed() {
        return Stream.of(System.getenv("PATH").split(":"))
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, "gst-launch-1.0")));
    }

    /** {@return what the other end reported about what this one sends} */
    List<Report> heard() {
        return found(HEARD);
    }

    /** {@return what this end reported about what it gets} */
    List<Report> said() {
        return found(SAID);
    }

    private List<Report> found(Pattern pattern) {
        try {
            return pattern.matcher(Files.readString(said))
                    .results()
                    .map(Report::of)
                    .filter(report -> report.highest() > 0) // before there is one it prints zeros
                    .distinct() // it prints them more than once
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return "what GStreamer printed into " + said;
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(5, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
    }
}
