package org.bailey.svc.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.bailey.svc.AvcStream;
import org.bailey.svc.AvcTerms;
import org.bailey.svc.UcStream;
import org.bailey.svc.UcTerms;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Somebody else's receiver of RFC 6184 takes our packets apart, and somebody else's sender is understood. */
class GStreamerTest {
    private static final int HEADERS = 42; // Ethernet, IPv4, UDP

    @TempDir
    Path folder;

    @BeforeAll
    static void programs() {
        Material.needed();
    }

    @Test
    void findsThePicturesInOurPackets() throws IOException {
        Path material = Material.openH264("temporal3", "640 360 60 3 1");
        var sender = new UcSender(270011, 0);
        sender.layout = UcSender.layout(new int[] {640, 360, 3});
        sender.together = true;
        var stream = new AvcStream(new AvcTerms(77, 96, true, 1200, 0, 0, 0, 0, 60_000_000, 1_000_000_000, 0, 0));
        var receiver = new Receiver(96, 77);
        var gateway = new UcToAvc();
        var line = new Line(1);
        int number = 0;
        for (List<byte[]> picture : Material.pictures(material)) {
            line.picture(number, sender.picture(picture, number * UcSender.STEP));
            number++;
        }
        line.arrivals()
                .forEach(sent -> gateway.receive(stream, ByteBuffer.wrap(sent.packet()), sent.nanos(), receiver));
        Path capture = folder.resolve("out.pcap");
        capture(capture, receiver.packets);
        Path behind = folder.resolve("behind.264");
        Material.run("gst-launch-1.0 -q filesrc location=" + capture + " ! pcapparse ! application/x-rtp,media=video,"
                + "clock-rate=90000,encoding-name=H264,payload=96 ! rtph264depay"
                + " ! video/x-h264,stream-format=byte-stream,alignment=nal ! filesink location=" + behind);
        assertEquals(Material.ffmpeg(material), Material.ffmpeg(behind));
    }

    @Test
    void itsOwnPacketsBecomeAClientsPictures() throws IOException {
        Path material = Material.openH264("keys", "640 360 60 1 1 key 20");
        Path sent = folder.resolve("sent");
        Material.run("gst-launch-1.0 -q filesrc location=" + material.toAbsolutePath() + " ! video/x-h264,"
                + "stream-format=byte-stream,framerate=30/1 ! h264parse ! rtph264pay mtu=1200 pt=96 ssrc=5"
                + " aggregate-mode=zero-latency seqnum-offset=65500 ! rtpstreampay ! filesink location=" + sent);
        var stream = new UcStream(new UcTerms(9, 122, 1200, 1, false, 1_000_000, 300, 60_000_000, 1_000_000_000, 0));
        var receiver = new UcReceiver(122, 9, 1);
        var gateway = new AvcToUc();
        ByteBuffer in = ByteBuffer.wrap(Files.readAllBytes(sent));
        int picture = 0;
        while (in.hasRemaining()) {
            int length = in.getShort() & 0xffff; // RFC 4571
            ByteBuffer packet = in.slice(in.position(), length);
            in.position(in.position() + length);
            packet.putInt(4, picture * UcSender.STEP); // a file has no clock
            gateway.receive(stream, packet, picture * Line.PICTURE, receiver);
            picture += packet.get(1) < 0 ? 1 : 0;
        }
        assertEquals(60, picture);
        Path behind = folder.resolve("behind.264");
        Material.write(behind, receiver.units());
        assertEquals(Material.ffmpeg(material), Material.ffmpeg(behind));
        assertEquals(60, receiver.pictures.size());
    }

    /** As libpcap has it: a header, then each packet in UDP over IPv4 over Ethernet. */
    private static void capture(Path file, List<byte[]> packets) throws IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            out.write(ByteBuffer.allocate(24)
                    .putInt(0xa1b2c3d4)
                    .putShort((short) 2)
                    .putShort((short) 4)
                    .putLong(0)
                    .putInt(65535)
                    .putInt(1)
                    .array());
            for (int i = 0; i < packets.size(); i++) {
                byte[] packet = packets.get(i);
                ByteBuffer record =
                        ByteBuffer.allocate(16 + HEADERS + packet.length).order(ByteOrder.BIG_ENDIAN);
                record.putInt(i / 1000).putInt(i % 1000 * 1000);
                record.putInt(HEADERS + packet.length).putInt(HEADERS + packet.length);
                record.position(16 + 12).putShort((short) 0x0800);
                record.put((byte) 0x45)
                        .put((byte) 0)
                        .putShort((short) (28 + packet.length))
                        .putInt(0);
                record.put((byte) 64)
                        .put((byte) 17)
                        .putShort((short) 0)
                        .putInt(0x7f000001)
                        .putInt(0x7f000001);
                record.putShort((short) 5004)
                        .putShort((short) 5006)
                        .putShort((short) (8 + packet.length))
                        .putShort((short) 0);
                out.write(record.put(packet).array());
            }
        }
    }
}
