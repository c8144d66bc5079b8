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
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bailey.media.FeedbackTerms;
import org.bailey.media.MediaFlow;
import org.bailey.media.MediaLinePlan;
import org.bailey.media.MediaPorts.Allocation.Granted;
import org.bailey.media.MediaSecret;
import org.bailey.media.PictureRequests;
import org.bailey.media.RemotePorts;
import org.bailey.media.Side;
import org.bailey.media.SourcePolicy;
import org.bailey.media.SrtpKey;
import org.bailey.media.SrtpSuite;
import org.bailey.media.SsrcSpan;
import org.bailey.media.VideoWish;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** FFmpeg and GStreamer talk to each other through the relay; the tone of each is heard at the other. */
class StrangersTest {
    private static final int SAMPLES = 8000;
    /** GStreamer wants to know from whom a key is. */
    private static final int SSRC = 270_010;

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

    @ParameterizedTest(name = "FFmpeg {0}, GStreamer {1}")
    @CsvSource({
        ", ",
        "AES_CM_128_HMAC_SHA1_80, ",
        ", AES_CM_128_HMAC_SHA1_80",
        "AES_CM_128_HMAC_SHA1_80, AES_CM_128_HMAC_SHA1_32",
        "AES_CM_128_HMAC_SHA1_80, AEAD_AES_128_GCM",
        ", AEAD_AES_256_GCM"
    })
    void bothHearEachOtherThoughTheyNumberAndProtectDifferently(
            @Nullable SrtpSuite ffmpeg, @Nullable SrtpSuite gstreamer) throws Exception {
        assumeTrue(
                Stream.of("ffmpeg", "gst-launch-1.0").allMatch(StrangersTest::installed), "ffmpeg and gst-launch-1.0");
        try (var bench = new Bench(Bench.RANGE - 100, SourcePolicy.LEARN, Duration.ZERO)) {
            int ffmpegHearsAt = bench.first + Bench.RANGE - 100;
            int gstreamerHearsAt = ffmpegHearsAt + 10;
            SrtpKey ffmpegSends = key(ffmpeg, 1);
            SrtpKey ffmpegHears = key(ffmpeg, 2);
            SrtpKey gstreamerSends = key(gstreamer, 3);
            SrtpKey gstreamerHears = key(gstreamer, 4);
            Granted ports = bench.open("c1");
            bench.apply(
                    "c1",
                    new MediaLinePlan(
                            0,
                            "audio",
                            flow(gstreamerHearsAt, Map.of(0, 96), ffmpegSends, gstreamerHears),
                            flow(ffmpegHearsAt, Map.of(97, 8), gstreamerSends, ffmpegHears)));
            Path sdp = folder.resolve("alaw.sdp");
            Files.writeString(sdp, """
                    v=0
                    o=- 0 0 IN IP4 127.0.0.1
                    s=-
                    c=IN IP4 127.0.0.1
                    t=0 0
                    m=audio %d %s 8
                    %s
                    """.formatted(
                    ffmpegHearsAt,
                    ffmpegHears == null ? "RTP/AVP" : "RTP/SAVP",
                    ffmpegHears == null ? "" : "a=crypto:1 " + ffmpegHears.suite() + " inline:" + text(ffmpegHears)));
            Process ffmpegEar = start("ffmpeg -v error -y -protocol_whitelist file,rtp,udp,srtp,crypto -i " + sdp
                    + " -t 2 -ar " + SAMPLES + " ffmpeg.wav");
            Process gstreamerEar = start(
                    "gst-launch-1.0 -q -e udpsrc port=" + gstreamerHearsAt + " num-buffers=100 caps="
                            + caps("media=audio,encoding-name=PCMU,payload=96,clock-rate=8000", gstreamerHears)
                            + " ! rtpjitterbuffer ! rtppcmudepay ! mulawdec ! wavenc ! filesink location=gstreamer.wav");
            start("ffmpeg -v error -re -f lavfi -i sine=440:d=20:r=8000 -c:a pcm_mulaw -f rtp "
                    + (ffmpegSends == null
                            ? "rtp"
                            : "-srtp_out_suite " + ffmpegSends.suite() + " -srtp_out_params " + text(ffmpegSends)
                                    + " srtp")
                    + "://127.0.0.1:" + ports.caller().rtp() + "?pkt_size=172&localrtpport=" + (ffmpegHearsAt + 4));
            start("gst-launch-1.0 -q audiotestsrc freq=1000 is-live=true samplesperbuffer=160 !"
                    + " audio/x-raw,rate=8000,channels=1 ! alawenc ! rtppcmapay pt=97" + encoder(gstreamerSends)
                    + " ! udpsink host=127.0.0.1 port=" + ports.callee().rtp());
            assertTrue(gstreamerEar.waitFor(30, TimeUnit.SECONDS), () -> "GStreamer did not hear enough" + said(bench));
            assertTrue(ffmpegEar.waitFor(30, TimeUnit.SECONDS), () -> "FFmpeg did not hear enough" + said(bench));
            assertTone(440, "gstreamer.wav");
            assertTone(1000, "ffmpeg.wav");
            var fromFfmpeg = bench.statistics("c1", Side.CALLER);
            assertTrue(fromFfmpeg.lost() == 0 && fromFfmpeg.rtcpPackets() > 0, fromFfmpeg.toString());
            var fromGstreamer = bench.statistics("c1", Side.CALLEE);
            assertTrue(fromGstreamer.lost() == 0, fromGstreamer.toString());
            assertTrue(fromFfmpeg.dropped() + fromGstreamer.dropped() == 0, fromFfmpeg + ", " + fromGstreamer);
        }
    }

    /** The sender makes no key frame by itself and knows full intra requests only, who sees it begins late and says what is lost. */
    @Test
    void whoBeginsToLookInTheMiddleAsksForAKeyFrameAndSeesAPicture() throws Exception {
        assumeTrue(installed("gst-launch-1.0"), "gst-launch-1.0");
        try (var bench = new Bench(Bench.RANGE - 100, SourcePolicy.LEARN, Duration.ZERO)) {
            int senderHearsAt = bench.first + Bench.RANGE - 100;
            int viewerAt = senderHearsAt + 10;
            Granted ports = (Granted) bench.ask("c1", 0, "video");
            var sender = new FeedbackTerms(false, false, true, false, false, false, false, 96, VideoWish.NONE);
            var viewer = new FeedbackTerms(false, true, false, false, false, false, false, -1, VideoWish.NONE);
            bench.apply(
                    "c1",
                    new MediaLinePlan(
                            0,
                            "video",
                            new MediaFlow(at(viewerAt), true, Map.of(96, 98)).with(viewer),
                            new MediaFlow(at(senderHearsAt), true, Map.of()).with(sender)));
            start("gst-launch-1.0 -q rtpbin name=b rtp-profile=avpf videotestsrc is-live=true !"
                    + " video/x-raw,width=320,height=240,framerate=15/1 ! openh264enc gop-size=100000 !"
                    + " rtph264pay pt=96 config-interval=-1 ! b.send_rtp_sink_0"
                    + " b.send_rtp_src_0 ! udpsink host=127.0.0.1 port="
                    + ports.caller().rtp()
                    + " b.send_rtcp_src_0 ! udpsink host=127.0.0.1 port="
                    + ports.caller().rtcp()
                    + " sync=false async=false udpsrc port=" + (senderHearsAt + 1) + " ! b.recv_rtcp_sink_0");
            Bench.await(
                    "what we ask by ourselves is over",
                    30,
                    () -> pictures(bench).byGateway() == 2
                            && bench.statistics("c1", Side.CALLER).packets() > 60);
            Process eye = start("gst-launch-1.0 -q -e rtpbin name=b rtp-profile=avpf udpsrc port=" + viewerAt
                    + " caps=application/x-rtp,media=video,clock-rate=90000,encoding-name=H264,payload=98,"
                    + "rtcp-fb-nack-pli=(boolean)true ! b.recv_rtp_sink_0 b. !"
                    + " rtph264depay request-keyframe=true wait-for-keyframe=true ! h264parse ! openh264dec !"
                    + " identity eos-after=20 ! fakesink udpsrc port=" + (viewerAt + 1) + " ! b.recv_rtcp_sink_0"
                    + " b.send_rtcp_src_0 ! udpsink host=127.0.0.1 port="
                    + ports.callee().rtcp() + " sync=false async=false");
            assertTrue(eye.waitFor(30, TimeUnit.SECONDS), () -> "no 20 pictures were seen" + said(bench));
            assertTrue(pictures(bench).byPeer() > 0 && pictures(bench).asked() > 2, () -> said(bench));
        }
    }

    private static PictureRequests pictures(Bench bench) {
        return bench.statistics("c1", Side.CALLER).pictures();
    }

    private static @Nullable SrtpKey key(@Nullable SrtpSuite suite, int number) {
        byte[] secret = new byte[32];
        secret[0] = (byte) number;
        return suite == null ? null : new MediaSecret(secret).key(suite, 0);
    }

    private static String text(SrtpKey key) {
        return Base64.getEncoder().encodeToString(key.keyAndSalt());
    }

    private static MediaFlow flow(
            int port, Map<Integer, Integer> types, @Nullable SrtpKey receive, @Nullable SrtpKey send) {
        Map<Integer, Integer> rates = Map.of(types.keySet().iterator().next(), SAMPLES);
        return new MediaFlow(at(port), true, types, rates, new SsrcSpan(SSRC, 1), null).with(receive, send);
    }

    private static String caps(String stream, @Nullable SrtpKey key) {
        if (key == null) {
            return "application/x-rtp," + stream;
        }
        String ways = Stream.of("srtp", "srtcp")
                .map(kind -> "," + kind + "-cipher=" + cipher(key) + "," + kind + "-auth="
                        + (kind.equals("srtp") ? authentication(key) : reportAuthentication(key)))
                .collect(Collectors.joining());
        return "application/x-srtp," + stream + ",ssrc=(uint)" + SSRC + ",srtp-key=(buffer)"
                + HexFormat.of().formatHex(key.keyAndSalt()) + ways + " ! srtpdec";
    }

    private static String encoder(@Nullable SrtpKey key) {
        return key == null
                ? ""
                : " ! srtpenc key=" + HexFormat.of().formatHex(key.keyAndSalt()) + " rtp-cipher=" + cipher(key)
                        + " rtp-auth=" + authentication(key) + " rtcp-cipher=" + cipher(key) + " rtcp-auth="
                        + reportAuthentication(key);
    }

    private static String cipher(SrtpKey key) {
        return switch (key.suite()) {
            case AEAD_AES_128_GCM -> "aes-128-gcm";
            case AEAD_AES_256_GCM -> "aes-256-gcm";
            default -> "aes-128-icm";
        };
    }

    private static String authentication(SrtpKey key) {
        return key.suite() == SrtpSuite.AES_CM_128_HMAC_SHA1_32 ? "hmac-sha1-32" : reportAuthentication(key);
    }

    private static String reportAuthentication(SrtpKey key) {
        return key.suite().aead() ? "null" : "hmac-sha1-80";
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
