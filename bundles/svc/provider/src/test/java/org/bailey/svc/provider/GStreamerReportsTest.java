package org.bailey.svc.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * GStreamer in the place of a room: what its session makes of our sender reports, and what we make of its receiver reports. Each
 * tenth packet is lost on the way to it.
 */
class GStreamerReportsTest {
    private static final int LOST_EACH = 10;
    private static final long PATIENCE_NANOS = 60_000_000_000L;
    private static final long NTP = 0xe1f2_0304_8000_0000L;
    private static final int CLOCK = 500_000;
    private static final byte[] PREFIX = {0x0e, (byte) 0x80, (byte) 0x80, 0x27};

    @TempDir
    Path folder;

    private final PictureLine line = new PictureLine(null);
    private final int source = line.client.stream.leavingSource();
    private final UcSender sender = new UcSender(PictureLine.ANNOUNCED, 0);
    private int pictures;
    private int packets;
    private long lost;

    /** A source of GStreamer's statistics, with the sender report it had last. */
    private final Pattern report = Pattern.compile(field("ssrc", "uint", Integer.toUnsignedString(source)) + "[^>\"]*?"
            + field("have-sr", "boolean", "true") + "[^>\"]*?"
            + field("sr-ntptime", "guint64", "(\\d+)") + "[^>\"]*?"
            + field("sr-rtptime", "uint", "(\\d+)") + "[^>\"]*?"
            + field("sr-octet-count", "uint", "(\\d+)") + "[^>\"]*?"
            + field("sr-packet-count", "uint", "(\\d+)"));

    private static String field(String name, String type, String value) {
        return name + "\\\\=\\\\\\(" + type + "\\\\\\)" + value;
    }

    @Test
    void itsSessionKnowsTheClientsClockAndTheCountsAndWeItsLoss() throws Exception {
        assumeTrue(new File("/usr/bin/gst-launch-1.0").canExecute(), "gst-launch-1.0");
        sender.layout = UcSender.layout(new int[] {640, 360, 2});
        Path said = folder.resolve("said");
        try (var out = new DatagramSocket(0, InetAddress.getLoopbackAddress());
                var back = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            int rtp = free();
            int rtcp = free();
            line.room.receiver = packet -> {
                packets++;
                if (packets % LOST_EACH == 0) {
                    lost++;
                    return true;
                }
                return send(out, packet, rtp);
            };
            Process gstreamer = gstreamer(rtp, rtcp, back.getLocalPort(), said);
            try {
                flow(back, out, rtcp, said);
            } finally {
                gstreamer.destroy();
                if (!gstreamer.waitFor(5, TimeUnit.SECONDS)) {
                    gstreamer.destroyForcibly().waitFor();
                }
            }
        }
        List<MatchResult> heard = heard(said);
        MatchResult last = heard.get(heard.size() - 1);
        long elapsed = (Long.parseUnsignedLong(last.group(1)) - NTP) * 1_000_000 >> 32;
        int shift = line.client.stream.rewriting.shift();
        int due = CLOCK + shift + (int) (elapsed * 9 / 100);
        assertEquals(0, (int) (Long.parseLong(last.group(2)) - due), 20.0, "the client's clock");
        assertTrue(Long.parseLong(last.group(4)) > 0 && Long.parseLong(last.group(4)) <= packets);
        assertTrue(Long.parseLong(last.group(3)) <= line.client.stream.sender.bytes(0));
        long told = line.client.stream.statistics(null).rewriting().counts().get("lostBeyond");
        assertTrue(told > 0 && told <= lost, told + " of " + lost);
    }

    /** Pictures flow until both sides have heard each other. */
    private void flow(DatagramSocket back, DatagramSocket out, int rtcp, Path said) throws IOException {
        long begun = System.nanoTime();
        line.at(begun);
        int told = 0;
        while (heard(said).isEmpty() || line.room.stream.roundTripMicros < 0 || line.client.stream.sender.lost == 0) {
            assertTrue(System.nanoTime() - begun < PATIENCE_NANOS, "not understood: " + Files.readString(said));
            picture().forEach(packet -> line.rtp(line.client, packet));
            if (pictures % 30 == 1) {
                // as the client's clock would have it
                long since = System.nanoTime() - begun;
                line.rtcp(
                        line.client,
                        ReportsTest.senderReport(
                                PictureLine.ANNOUNCED,
                                NTP + (since / 1000 << 32) / 1_000_000,
                                CLOCK + (int) (since * 9 / 100_000),
                                "client@lync"));
            }
            hear(back);
            line.until(System.nanoTime());
            for (; told < line.room.reports.size(); told++) {
                send(out, ByteBuffer.wrap(line.room.reports.get(told)), rtcp);
            }
        }
    }

    private List<byte[]> picture() {
        byte[] slice = new byte[1500];
        slice[0] = (byte) (pictures % 60 == 0 ? 0x65 : pictures % 2 == 0 ? 0x61 : 1);
        slice[1] = (byte) 0x88;
        List<byte[]> units = pictures % 60 == 0
                ? List.of(AnyPacketTest.SPS, AnyPacketTest.PPS, slice)
                : pictures % 2 == 0 ? List.of(slice) : List.of(PREFIX, slice);
        pictures++;
        return sender.picture(units, CLOCK + pictures * UcSender.STEP);
    }

    /** A picture's time long. */
    private void hear(DatagramSocket back) throws IOException {
        var packet = new DatagramPacket(new byte[2048], 2048);
        back.setSoTimeout(33);
        try {
            back.receive(packet);
            line.rtcp(line.room, ByteBuffer.wrap(packet.getData(), 0, packet.getLength()));
        } catch (SocketTimeoutException nothing) {
            // the next picture then
        }
    }

    private static boolean send(DatagramSocket out, ByteBuffer packet, int to) {
        byte[] bytes = new byte[packet.remaining()];
        packet.get(packet.position(), bytes);
        try {
            out.send(new DatagramPacket(bytes, bytes.length, new InetSocketAddress("127.0.0.1", to)));
            return true;
        } catch (IOException e) {
            return false; // it does not listen yet
        }
    }

    private static int free() throws IOException {
        try (var socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private List<MatchResult> heard(Path said) throws IOException {
        return report.matcher(Files.readString(said)).results().toList();
    }

    private static Process gstreamer(int rtp, int rtcp, int back, Path said) throws IOException {
        String command = "gst-launch-1.0 -v rtpbin name=b udpsrc address=127.0.0.1 port=" + rtp
                + " caps=application/x-rtp,media=(string)video,clock-rate=(int)90000,encoding-name=(string)H264,payload=(int)"
                + PictureLine.AVC + " ! b.recv_rtp_sink_0 b. ! rtph264depay ! fakesink sync=false"
                + " udpsrc address=127.0.0.1 port=" + rtcp + " ! b.recv_rtcp_sink_0"
                + " b.send_rtcp_src_0 ! udpsink host=127.0.0.1 port=" + back + " sync=false async=false";
        return new ProcessBuilder(command.split(" +"))
                .redirectErrorStream(true)
                .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                .redirectOutput(said.toFile())
                .start();
    }
}
