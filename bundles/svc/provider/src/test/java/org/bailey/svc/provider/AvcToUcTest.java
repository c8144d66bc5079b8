package org.bailey.svc.provider;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.bailey.svc.UcStream;
import org.bailey.svc.UcTerms;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A room's pictures arrive at a Microsoft client as they were made, each with a description that counts right. */
class AvcToUcTest {
    private static final int SSRC = 270111;
    private static final int TYPE = 122;
    private static final long FREEZE = 60_000_000_000L;

    @TempDir
    Path folder;

    private UcStream stream = new UcStream(terms(1200, 1, false));
    private final UcReceiver receiver = new UcReceiver(TYPE, SSRC, 1);

    @BeforeAll
    static void programs() {
        Material.needed();
    }

    private static UcTerms terms(int most, int layers, boolean aggregates) {
        return new UcTerms(SSRC, TYPE, most, layers, aggregates, 1_500_000, 300, 60_000_000, FREEZE, 0);
    }

    private static UcSender room(int most, boolean together) {
        var room = new UcSender(5, 0);
        room.described = false;
        room.apart = false;
        room.most = most;
        room.together = together;
        return room;
    }

    private void carry(Line line) {
        var gateway = new AvcToUc();
        for (Line.Sent sent : line.arrivals()) {
            gateway.receive(stream, ByteBuffer.wrap(sent.packet()), sent.nanos(), receiver);
        }
        gateway.look(stream, 1_000_000_000_000L, receiver);
        assertEquals(0, stream.window.waiting(), "nothing is left waiting");
    }

    private Line line(List<List<byte[]>> pictures, UcSender room) {
        var line = new Line(1);
        for (int n = 0; n < pictures.size(); n++) {
            line.picture(n, room.picture(pictures.get(n), 0xffff_0000 + n * UcSender.STEP));
        }
        return line;
    }

    private void assertWhole(Path material) throws IOException {
        List<byte[]> expected = Material.units(material).stream()
                .filter(unit -> (unit[0] & 0x1f) <= 8)
                .toList();
        List<byte[]> arrived = receiver.units();
        assertEquals(expected.size(), arrived.size());
        for (int i = 0; i < expected.size(); i++) {
            assertArrayEquals(expected.get(i), arrived.get(i), "unit " + i);
        }
        Path behind = folder.resolve("behind.264");
        Material.write(behind, arrived);
        assertEquals(Material.ffmpeg(material), Material.ffmpeg(behind));
        assertEquals(0, stream.counts.picturesDropped + stream.counts.malformed + stream.counts.oversized);
    }

    @ParameterizedTest(name = "{0} in {3} bytes, aggregates {4}")
    @CsvSource({
        "baseline, 640x360, -profile:v baseline -preset fast -g 30 -x264-params slices=1, 1400, true",
        "fourslices, 1280x720, -profile:v baseline -tune zerolatency -x264-params slices=4, 1400, false",
        "high, 1280x720, -profile:v high -bf 0 -tune zerolatency, 1200, true",
        "smallslices, 640x360, -profile:v baseline -tune zerolatency -x264-params slice-max-size=900, 1200, true"
    })
    void everyPictureArrivesAsItWasMade(String name, String size, String options, int most, boolean aggregates)
            throws IOException {
        Path material = Material.x264(name, size, options);
        stream = new UcStream(terms(1200, 1, aggregates));
        carry(line(Material.pictures(material), room(most, aggregates)));
        assertWhole(material);
        assertTrue(receiver.packets.stream().allMatch(packet -> packet.length <= 1212));
        assertEquals(size, receiver.layout.get(0).substring(0, size.length()));
    }

    @Test
    void openH264SeesTheSameToo() throws IOException {
        Path material = Material.openH264("keys", "640 360 60 1 1 key 20");
        carry(line(Material.pictures(material), room(1400, true)));
        assertWhole(material);
        Path behind = folder.resolve("behind.264");
        assertEquals(Material.openH264(material), Material.openH264(behind));
        assertEquals(3, receiver.layouts);
    }

    @Test
    void aRoomsTemporalLayersAreToldApart() throws IOException {
        Path material = Material.openH264("keys3", "640 360 120 3 1 key 16");
        stream = new UcStream(terms(1200, 3, true));
        var layered = new UcReceiver(TYPE, SSRC, 3);
        var gateway = new AvcToUc();
        for (Line.Sent sent :
                line(Material.pictures(material), room(1400, false)).arrivals()) {
            gateway.receive(stream, ByteBuffer.wrap(sent.packet()), sent.nanos(), layered);
        }
        assertEquals(Material.ffmpeg(material), Material.ffmpeg(write(layered.units())));
        assertEquals(List.of(3, 3, 3), List.of(layered.layout.size(), layered.layers.size(), layered.temporal.size()));
        assertEquals(List.of("640x360 75 0", "640x360 150 1", "640x360 300 1"), layered.layout);
    }

    private Path write(List<byte[]> units) throws IOException {
        Path path = folder.resolve("behind.264");
        Material.write(path, units);
        return path;
    }

    @Test
    void parameterSetsOfTheBeginningGoWithEachKeyPicture() throws IOException {
        Path material = Material.openH264("keys", "640 360 60 1 1 key 20");
        List<List<byte[]>> pictures = new ArrayList<>();
        for (List<byte[]> picture : Material.pictures(material)) {
            pictures.add(picture.stream()
                    .filter(unit -> pictures.isEmpty() || (unit[0] & 0x1f) != 7 && (unit[0] & 0x1f) != 8)
                    .toList());
        }
        carry(line(pictures, room(1400, false)));
        assertEquals(Material.ffmpeg(material), Material.ffmpeg(write(receiver.units())));
        assertEquals(4, stream.counts.parameterSets);
    }

    @ParameterizedTest(name = "{0} lost, seed {1}")
    @CsvSource({"0.01, 1", "0.01, 2", "0.05, 3"})
    void withLossAPictureIsSentWholeOrNotAtAll(double lost, long seed) throws IOException {
        Path material = Material.openH264("keys", "640 360 60 1 1 key 20");
        var line = new Line(seed);
        line.lost = lost;
        line.late = 0.05;
        UcSender room = room(1000, false);
        List<List<byte[]>> pictures = Material.pictures(material);
        for (int n = 0; n < pictures.size(); n++) {
            line.picture(n, room.picture(pictures.get(n), n * UcSender.STEP));
        }
        carry(line);
        assertTrue(line.losses > 0 && stream.counts.keyWanted > 0, "lost " + line.losses);
        List<String> made = Material.ffmpeg(material);
        List<Integer> numbers = receiver.pictures.keySet().stream()
                .map(timestamp -> (int) (timestamp / UcSender.STEP))
                .toList();
        assertEquals(numbers.stream().map(made::get).toList(), Material.ffmpeg(write(receiver.units())));
        assertEquals(0, receiver.missing + receiver.incomplete);
        assertTrue(numbers.size() < 60);
    }
}
