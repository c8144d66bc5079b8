package org.bailey.media.provider;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.bailey.media.MediaFlow;
import org.bailey.media.MediaLinePlan;
import org.bailey.media.MediaPorts.Allocation.Granted;
import org.bailey.media.RemotePorts;
import org.bailey.media.Side;
import org.bailey.media.SourcePolicy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** FFmpeg and GStreamer talk to each other through the relay; the tone of each is heard at the other. */
class StrangersTest {
    private static final int SAMPLES = 8000;

    @TempDir
    Path folder;

    private final List<Process> processes = new ArrayList<>();

    @AfterEach
    void end() throws InterruptedException {
        for (Process process : processes) {
            process.destroy();
            if (!process.waitFor(5, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        }
    }

    @Test
    void bothHearEachOtherThoughTheyNumberPayloadTypesDifferently() throws Exception {
        assumeTrue(
                Stream.of("ffmpeg", "gst-launch-1.0").allMatch(StrangersTest::installed), "ffmpeg and gst-launch-1.0");
        try (var bench = new Bench(Bench.RANGE - 100, SourcePolicy.LEARN, Duration.ZERO)) {
            int ffmpegHearsAt = bench.first + Bench.RANGE - 100;
            int gstreamerHearsAt = ffmpegHearsAt + 10;
            Granted ports = bench.open("c1");
            bench.apply(
                    "c1",
                    new MediaLinePlan(
                            0,
                            "audio",
                            new MediaFlow(at(gstreamerHearsAt), true, Map.of(0, 96), Map.of(0, SAMPLES)),
                            new MediaFlow(at(ffmpegHearsAt), true, Map.of(97, 8), Map.of(97, SAMPLES))));
            Path sdp = folder.resolve("alaw.sdp");
            Files.writeString(sdp, """
                    v=0
                    o=- 0 0 IN IP4 127.0.0.1
                    s=-
                    c=IN IP4 127.0.0.1
                    t=0 0
                    m=audio %d RTP/AVP 8
                    """.formatted(ffmpegHearsAt));
            Process ffmpegEar = start("ffmpeg -v error -y -protocol_whitelist file,rtp,udp -i " + sdp + " -t 2 -ar "
                    + SAMPLES + " ffmpeg.wav");
            Process gstreamerEar = start("gst-launch-1.0 -q -e udpsrc port=" + gstreamerHearsAt
                    + " num-buffers=100 caps=application/x-rtp,media=audio,encoding-name=PCMU,payload=96,clock-rate=8000"
                    + " ! rtpjitterbuffer ! rtppcmudepay ! mulawdec ! wavenc ! filesink location=gstreamer.wav");
            start("ffmpeg -v error -re -f lavfi -i sine=440:d=20:r=8000 -c:a pcm_mulaw -f rtp rtp://127.0.0.1:"
                    + ports.caller().rtp() + "?pkt_size=172&localrtpport=" + (ffmpegHearsAt + 4));
            start("gst-launch-1.0 -q audiotestsrc freq=1000 is-live=true samplesperbuffer=160 !"
                    + " audio/x-raw,rate=8000,channels=1 ! alawenc ! rtppcmapay pt=97 ! udpsink host=127.0.0.1 port="
                    + ports.callee().rtp());
            assertTrue(gstreamerEar.waitFor(30, TimeUnit.SECONDS), () -> "GStreamer did not hear enough" + said(bench));
            assertTrue(ffmpegEar.waitFor(30, TimeUnit.SECONDS), () -> "FFmpeg did not hear enough" + said(bench));
            assertTone(440, "gstreamer.wav");
            assertTone(1000, "ffmpeg.wav");
            var fromFfmpeg = bench.statistics("c1", Side.CALLER);
            assertTrue(fromFfmpeg.lost() == 0 && fromFfmpeg.rtcpPackets() > 0, fromFfmpeg.toString());
            assertTrue(bench.statistics("c1", Side.CALLEE).lost() == 0);
        }
    }

    private static RemotePorts at(int port) {
        return new RemotePorts(new InetSocketAddress("127.0.0.1", port), new InetSocketAddress("127.0.0.1", port + 1));
    }

    private static boolean installed(String program) {
        return Stream.of(System.getenv("PATH").split(":"))
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, program)));
    }

    private Process start(String command) throws IOException {
        Process process = new ProcessBuilder(command.split(" +"))
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                .redirectOutput(folder.resolve("output-" + processes.size()).toFile())
                .start();
        processes.add(process);
        return process;
    }

    private String said(Bench bench) {
        var text = new StringBuilder("; relay: " + bench.media.statistics("c1"));
        for (int i = 0; i < processes.size(); i++) {
            try {
                text.append("\n").append(Files.readString(folder.resolve("output-" + i)));
            } catch (IOException e) {
                text.append(e);
            }
        }
        return text.toString();
    }

    /** Most of the power in the middle second of the file is in one tone (Goertzel). */
    private void assertTone(int hertz, String file) throws IOException {
        ByteBuffer wave =
                ByteBuffer.wrap(Files.readAllBytes(folder.resolve(file))).order(ByteOrder.LITTLE_ENDIAN);
        int samples = wave.limit() / 2;
        assertTrue(samples > 3 * SAMPLES / 2, file + " has " + samples + " samples");
        double factor = 2 * Math.cos(2 * Math.PI * hertz / SAMPLES);
        double before = 0;
        double last = 0;
        double power = 1e-9;
        for (int i = 0; i < SAMPLES; i++) {
            double sample = wave.getShort(2 * ((samples - SAMPLES) / 2 + i));
            double next = sample + factor * last - before;
            before = last;
            last = next;
            power += sample * sample;
        }
        double share = 2 * (before * before + last * last - factor * before * last) / SAMPLES / power;
        assertTrue(share > 0.9, file + ": " + share + " of the power is at " + hertz + " Hz");
    }
}
