package org.bailey.svc.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.bailey.media.PacketRewriter;
import org.bailey.media.RewritingState;
import org.bailey.media.SrtpSuite;
import org.bailey.media.StreamState;
import org.bailey.media.WaitingPackets;
import org.bailey.module.Faults;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pictures on their way through the relay, in SRTP on both legs; with the code that rewrites them replaced meanwhile. */
class RelayedPictureTest {
    @TempDir
    Path folder;

    private final PictureLine line = new PictureLine(SrtpSuite.AES_CM_128_HMAC_SHA1_80);
    private final Receiver room = new Receiver(PictureLine.AVC, line.client.stream.leavingSource());
    private final UcReceiver client = new UcReceiver(PictureLine.UC, PictureLine.SPAN, 4);

    @BeforeAll
    static void programs() {
        Material.needed();
    }

    RelayedPictureTest() {
        line.room.receiver = room;
        line.client.receiver = client;
    }

    private static Line fromClient(Path material) throws IOException {
        var sender = new UcSender(PictureLine.ANNOUNCED, 0);
        sender.layout = UcSender.layout(new int[] {640, 360, 3});
        return sent(sender, material);
    }

    private static Line fromRoom(Path material) throws IOException {
        var sender = new UcSender(4003, 0);
        sender.described = false;
        sender.apart = false;
        sender.prefixes = false;
        sender.type = PictureLine.AVC;
        return sent(sender, material);
    }

    private static Line sent(UcSender sender, Path material) throws IOException {
        var network = new Line(1);
        int number = 0;
        for (List<byte[]> picture : Material.pictures(material)) {
            network.picture(number, sender.picture(picture, number * UcSender.STEP));
            number++;
        }
        return network;
    }

    private void assertShown(Path material, List<byte[]> units) throws IOException {
        Path behind = folder.resolve("behind.264");
        Material.write(behind, units);
        assertEquals(Material.ffmpeg(material), Material.ffmpeg(behind));
    }

    @Test
    void aRoomSeesWhatTheClientMade() throws IOException {
        Path material = Material.openH264("temporal3", "640 360 60 3 1");
        line.carry(line.client, fromClient(material));
        assertShown(material, room.units());
        StreamState stream = line.client.stream;
        assertEquals(
                stream.packets,
                stream.sender.packets(0)
                        + stream.rewriting.statistics().counts().get("packetsIn")
                        - stream.rewriting.statistics().counts().get("packetsOut"));
        assertEquals(0, stream.statistics(null).dropped());
        assertEquals(0, stream.statistics(null).lost());
        assertEquals(3, stream.receptions.size());
        assertEquals(PictureLine.ANNOUNCED, stream.reception.ssrc);
        var layers = stream.statistics(null).rewriting().layers();
        assertEquals(3, layers.size());
        assertTrue(layers.stream().allMatch(layer -> layer.chosen() && layer.width() == 640));
    }

    @Test
    void aClientSeesWhatTheRoomMade() throws IOException {
        Path material = Material.openH264("keys", "640 360 60 1 1 key 20");
        line.carry(line.room, fromRoom(material));
        assertShown(material, client.units());
        assertEquals(0, line.room.stream.statistics(null).dropped());
        assertEquals(60, client.pictures.size());
    }

    /** Nothing is lost or doubled, and the new code goes on in the middle of a picture. */
    @Test
    void theCodeIsReplacedUnderThePicture() throws IOException {
        Path material = Material.openH264("temporal3", "640 360 60 3 1");
        Path avc = Material.openH264("keys", "640 360 60 1 1 key 20");
        List<Line.Sent> there = fromClient(material).arrivals();
        List<Line.Sent> back = fromRoom(avc).arrivals();
        long begun = line.nanos;
        PacketRewriter code = replacement(null, null);
        RewritingState thereState = null;
        RewritingState backState = null;
        int next = 0;
        for (int i = 0; i < there.size(); i++) {
            line.until(begun + there.get(i).nanos());
            if (i % 40 == 17) {
                line.path.unbindRewriter(code);
            } else if (i % 40 == 29) {
                code = replacement(code, thereState);
            }
            line.rtp(line.client, there.get(i).packet());
            for (; next < back.size() && begun + back.get(next).nanos() <= line.nanos; next++) {
                line.rtp(line.room, back.get(next).packet());
            }
            if (thereState == null) {
                thereState = line.client.stream.rewriting;
            }
            backState = backState == null ? line.room.stream.rewriting : backState;
        }
        line.path.unbindRewriter(code);
        replacement(null, thereState);
        for (; next < back.size(); next++) {
            line.until(begun + back.get(next).nanos());
            line.rtp(line.room, back.get(next).packet());
        }
        line.until(line.nanos + 1_000_000_000);
        assertSame(thereState, line.client.stream.rewriting, "adopted");
        assertSame(backState, line.room.stream.rewriting, "adopted");
        assertShown(material, room.units());
        assertShown(avc, client.units());
        for (StreamState stream : List.of(line.client.stream, line.room.stream)) {
            Map<String, Long> counts = stream.rewriting.statistics().counts();
            assertEquals(stream.packets, counts.get("packetsIn"));
            assertEquals(0, counts.get("lost") + counts.get("late") + counts.get("duplicate"));
            assertEquals(0, stream.statistics(null).dropped());
        }
        assertEquals(0, room.missing + client.missing);
    }

    private PacketRewriter replacement(PacketRewriter gone, RewritingState state) {
        var code = new SvcRewriter();
        if (gone == null && state == null) {
            line.path.unbindRewriter(line.rewriter);
        }
        line.path.bindRewriter(code);
        return code;
    }

    @Test
    void whatWaitsForTheCodeIsBoundedAndCountedAndAKeyPictureIsAskedForBehindIt() throws IOException {
        Path material = Material.openH264("large", "1280 720 30 3 1");
        List<Line.Sent> sent = fromClient(material).arrivals();
        line.path.unbindRewriter(line.rewriter);
        for (int round = 0; line.client.stream.unserved < 10; round++) {
            byte[] packet = sent.get(round % sent.size()).packet();
            ByteBuffer.wrap(packet).putShort(2, (short) (round / sent.size() * 500 + round));
            line.rtp(line.client, packet);
            assertTrue(round < 2 * WaitingPackets.MOST_BYTES / 100, "it is bounded");
        }
        assertEquals(10, line.client.stream.statistics(null).drops().unserved());
        line.path.bindRewriter(line.rewriter);
        line.until(line.nanos + 100_000_000);
        assertTrue(line.client.stream.waiting.isEmpty());
        assertNotNull(line.client.stream.rewriting);
    }

    @Test
    void whatTheCodeThrewOnGoesToTheOneThatComesBack() throws IOException {
        Path material = Material.openH264("temporal3", "640 360 60 3 1");
        List<Line.Sent> sent = fromClient(material).arrivals();
        Faults faults = (code, where, what) -> code instanceof Broken;
        line.path.bindFaults(faults);
        long begun = line.nanos;
        var broken = new Broken();
        for (int i = 0; i < sent.size(); i++) {
            line.until(begun + sent.get(i).nanos());
            if (i == 50) {
                line.path.unbindRewriter(line.rewriter);
                line.path.bindRewriter(broken);
            } else if (i == 60) {
                line.path.unbindRewriter(broken);
                line.path.bindRewriter(line.rewriter);
            }
            line.rtp(line.client, sent.get(i).packet());
        }
        line.until(line.nanos + 1_000_000_000);
        assertEquals(1, broken.asked, "it is not asked again");
        assertShown(material, room.units());
        assertEquals(0, line.client.stream.failed);
    }

    /** A version that was put in a moment ago and does not work. */
    private static final class Broken implements PacketRewriter {
        private int asked;

        @Override
        public String bridge() {
            return "svc";
        }

        @Override
        public void rtp(StreamState stream, ByteBuffer packet, long nanos, Out out) {
            asked++;
            throw new IllegalStateException("broken");
        }

        @Override
        public void look(StreamState stream, long nanos, Out out) {
            asked++;
            throw new IllegalStateException("broken");
        }
    }
}
