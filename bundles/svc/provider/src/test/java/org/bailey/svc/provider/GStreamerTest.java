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
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Somebody else's receiver of RFC 6184 takes our packets apart. */
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
        var stream = new AvcStream(new AvcTerms(77, 96, true, 1200, 0, 0, 0, 0, 60_000_000, 1_000_000_000));
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
