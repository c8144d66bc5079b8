package org.bailey.svc.provider;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.bailey.svc.AvcStream;
import org.bailey.svc.AvcTerms;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Behind the gateway each picture is the one the encoder made, as FFmpeg and OpenH264 decode it. */
class UcToAvcTest {
    private static final int SSRC = 0x1234;
    private static final int TYPE = 97;
    private static final long FREEZE = 60_000_000_000L;
    private static final AvcTerms TERMS =
            new AvcTerms(SSRC, TYPE, true, 1200, 1280, 720, 270011, 100, 60_000_000, FREEZE, 0, 0);
    private static final AvcTerms SINGLE_UNITS =
            new AvcTerms(SSRC, TYPE, false, 1200, 1280, 720, 270011, 100, 60_000_000, FREEZE, 0, 0);

    @TempDir
    Path folder;

    private AvcStream stream = new AvcStream(TERMS);
    private final Receiver receiver = new Receiver(TYPE, SSRC);
    private final Line line = new Line(1);

    @BeforeAll
    static void programs() {
        Material.needed();
    }

    private static UcSender sender(String layout) {
        var sender = new UcSender(270011, 0);
        sender.layout = layout;
        return sender;
    }

    private void send(UcSender sender, Path material) throws IOException {
        int number = 0;
        for (List<byte[]> picture : Material.pictures(material)) {
            line.picture(number, sender.picture(picture, 0xffff_0000 + number * UcSender.STEP));
            number++;
        }
        carry();
    }

    @Test
    void theLargestPictureTheReceiverTakesIsSentAndTheOtherOneWhenItEnds() throws IOException {
        Path material = Material.openH264("simulcast", "640 360 120 1 2 simulcast key 10");
        List<List<byte[]>> small = Material.pictures(Path.of(material + ".0"));
        List<List<byte[]>> large = Material.pictures(Path.of(material + ".1"));
        String layout = UcSender.layout(new int[] {320, 180, 1}, new int[] {640, 360, 1});
        UcSender first = sender(layout);
        UcSender second = new UcSender(270020, 1);
        for (int n = 0; n < small.size(); n++) {
            line.picture(n, first.picture(small.get(n), n * UcSender.STEP));
            if (n >= 10 && n < 35) {
                // begins late, and ends; the large picture of a moment comes behind the small one
                line.picture(n, 15_000_000, second.picture(large.get(n), n * UcSender.STEP));
            }
        }
        carry();
        assertEquals(2, stream.counts.switches);
        List<String> smallMade = Material.ffmpeg(Path.of(material + ".0"));
        List<String> largeMade = Material.ffmpeg(Path.of(material + ".1"));
        List<String> shown = Material.ffmpeg(write("behind", receiver.units()));
        assertEquals(0, receiver.missing + receiver.incomplete);
        assertEquals(smallMade.subList(0, 11), shown.subList(0, 11));
        assertEquals(largeMade.subList(10, 35), shown.subList(11, 36));
        List<String> back = shown.subList(36, shown.size());
        assertTrue(back.size() >= 1, "came back");
        assertEquals(smallMade.subList(120 - back.size(), 120), back);
    }

    private void carry() {
        var gateway = new UcToAvc();
        long last = 0;
        for (Line.Sent sent : line.arrivals()) {
            gateway.receive(stream, ByteBuffer.wrap(sent.packet()), sent.nanos(), receiver);
            last = sent.nanos();
        }
        gateway.look(stream, last + 1_000_000_000, receiver);
        assertEquals(0, stream.window.waiting(), "nothing is left waiting");
    }

    /** What arrived is all of what a decoder of AVC sees in the material, to the byte; and decodes to the same pictures. */
    private void assertWhole(Path material) throws IOException {
        List<byte[]> expected = Material.units(material).stream()
                .filter(unit -> (unit[0] & 0x1f) <= 8)
                .toList();
        List<byte[]> arrived = assertUnits(expected);
        Path behind = folder.resolve("behind.264");
        Material.write(behind, arrived);
        assertEquals(Material.ffmpeg(material), Material.ffmpeg(behind));
        assertEquals(Material.openH264(write("base", expected)), Material.openH264(behind));
    }

    private List<byte[]> assertUnits(List<byte[]> expected) {
        List<byte[]> arrived = receiver.units();
        assertEquals(expected.size(), arrived.size());
        for (int i = 0; i < expected.size(); i++) {
            assertArrayEquals(expected.get(i), arrived.get(i), "unit " + i);
        }
        assertEquals(0, receiver.missing + receiver.incomplete);
        return arrived;
    }

    private Path write(String name, List<byte[]> units) throws IOException {
        Path path = folder.resolve(name + ".264");
        Material.write(path, units);
        return path;
    }

    @ParameterizedTest(name = "{0}: {1}, together {2}, prefixes {3}, order {4}")
    @CsvSource({
        "single, 640 360 60 1 1, false, true, UNITS",
        "single, 640 360 60 1 1, true, false, CONSTANT",
        "temporal2, 640 360 60 2 1, false, true, UNITS",
        "temporal2, 640 360 60 2 1, true, true, CONSTANT",
        "temporal3, 640 360 60 3 1, false, false, UNITS",
        "temporal3, 640 360 60 3 1, true, true, PICTURES",
        "temporal3, 640 360 60 3 1, false, true, CONSTANT",
        "spatial, 640 360 40 3 2, false, true, UNITS",
        "spatial, 640 360 40 3 2, true, true, CONSTANT",
        "slices, 640 360 40 1 1 slice 1100 key 16, true, true, UNITS",
        "large, 1280 720 30 3 1, false, true, UNITS"
    })
    void everyPictureArrivesAsItWasMade(
            String name, String arguments, boolean together, boolean prefixes, UcSender.Order order)
            throws IOException {
        Path material = Material.openH264(name, arguments);
        int layers = Integer.parseInt(arguments.split(" ")[3]);
        int[] size = name.equals("spatial") ? new int[] {320, 180, layers} : new int[] {640, 360, layers};
        UcSender sender = sender(UcSender.layout(size));
        sender.together = together;
        sender.prefixes = prefixes;
        sender.order = order;
        send(sender, material);
        assertWhole(material);
        assertEquals(
                0, stream.counts.lost + stream.counts.late + stream.counts.malformed + stream.counts.picturesDropped);
        assertEquals(1, stream.counts.keyWanted <= 1 ? 1 : 0, "asked " + stream.counts.keyWanted);
    }

    @ParameterizedTest
    @EnumSource(UcSender.Order.class)
    void packetsOutOfOrderAndTwiceChangeNothing(UcSender.Order order) throws IOException {
        Path material = Material.openH264("temporal3", "640 360 60 3 1");
        UcSender sender = sender(UcSender.layout(new int[] {640, 360, 3}));
        sender.order = order;
        line.late = 0.1;
        line.doubled = 0.1;
        // the first packet of a source says where its numbers begin
        int number = 0;
        for (List<byte[]> picture : Material.pictures(material)) {
            double late = line.late;
            line.late = number < 4 ? 0 : late;
            line.picture(number, sender.picture(picture, number * UcSender.STEP));
            line.late = late;
            number++;
        }
        carry();
        assertWhole(material);
        assertTrue(stream.counts.reordered > 10 && stream.counts.duplicate + stream.counts.late > 10);
        assertEquals(0, stream.counts.lost);
    }

    @Test
    void aStreamWithoutAnyDescriptionIsTakenAsItIs() throws IOException {
        Path material = Material.openH264("temporal3", "640 360 60 3 1");
        UcSender sender = sender("");
        sender.described = false;
        sender.apart = false;
        send(sender, material);
        assertWhole(material);
    }

    @Test
    void wrongCountsAndAMissingLayoutDoNoHarm() throws IOException {
        Path material = Material.openH264("temporal3", "640 360 60 3 1");
        UcSender sender = sender("");
        sender.wrongUnits = 3;
        send(sender, material);
        assertWhole(material);
    }

    @Test
    void modeZeroGetsSingleUnitsOnly() throws IOException {
        Path material = Material.openH264("slices", "640 360 40 1 1 slice 1100 key 16");
        stream = new AvcStream(SINGLE_UNITS);
        UcSender sender = sender(UcSender.layout(new int[] {640, 360, 1}));
        sender.together = true;
        sender.most = 500; // slices come in pieces
        send(sender, material);
        assertWhole(material);
        assertTrue(receiver.packets.stream().allMatch(packet -> (packet[12] & 0x1f) < 24 && packet.length <= 1212));
        assertEquals(0, stream.counts.oversized);
    }

    @Test
    void whatIsLongerThanThePacketsOfTheOtherSideIsCutAnew() throws IOException {
        Path material = Material.openH264("temporal2", "640 360 60 2 1");
        stream = new AvcStream(new AvcTerms(SSRC, TYPE, true, 700, 0, 0, 0, 0, 60_000_000, FREEZE, 0, 0));
        UcSender sender = sender(UcSender.layout(new int[] {640, 360, 2}));
        sender.most = 1400;
        sender.together = true;
        send(sender, material);
        assertWhole(material);
        assertTrue(receiver.packets.stream().allMatch(packet -> packet.length <= 712));
    }

    /** Found by {@link AnyPacketTest}: everything went on a reordering time late, for ever. */
    @Test
    void nothingWaitsForAPacketWhoseTimeIsFarAhead() {
        var sender = sender(UcSender.layout(new int[] {640, 360, 2}));
        byte[] slice = {0x65, (byte) 0x88, 1, 2, 3};
        byte[] later = {0x61, (byte) 0x88, 1, 2, 3};
        byte[] prefix = {0x0e, (byte) 0x80, (byte) 0x80, 0x27};
        byte[] disposable = {0x01, (byte) 0x88, 1, 2, 3};
        line.picture(0, sender.picture(List.of(AnyPacketTest.SPS, AnyPacketTest.PPS, slice), 0));
        line.picture(1, sender.picture(List.of(prefix, disposable), UcSender.STEP));
        line.picture(2, sender.picture(List.of(later), 2 * UcSender.STEP));
        List<byte[]> lost = sender.picture(List.of(prefix, disposable), 1_000_000_000);
        line.picture(3, lost.subList(1, lost.size()));
        for (int n = 4; n < 10; n++) {
            line.picture(n, sender.picture(List.of(later), n * UcSender.STEP));
        }
        var gateway = new UcToAvc();
        for (Line.Sent sent : line.arrivals()) {
            gateway.receive(stream, ByteBuffer.wrap(sent.packet()), sent.nanos(), receiver);
        }
        assertEquals(9 * UcSender.STEP, stream.timestamp);
        assertEquals(9, receiver.pictures.size());
        gateway.look(stream, 5_000_000_000L, receiver);
        assertEquals(0, stream.window.waiting());
    }

    @Test
    void aPictureWhoseEndIsLostIsNotMarkedEvenIfItIsTheFirstOfItsLayer() {
        var sender = sender(UcSender.layout(new int[] {640, 360, 2}));
        byte[] slice = {0x65, (byte) 0x88, 1, 2, 3};
        byte[] later = {0x61, (byte) 0x88, 1, 2, 3};
        byte[] prefix = {0x0e, (byte) 0x80, (byte) 0x80, 0x27};
        byte[] disposable = new byte[3000];
        disposable[0] = 1;
        line.picture(0, sender.picture(List.of(AnyPacketTest.SPS, AnyPacketTest.PPS, slice), 0));
        List<byte[]> cut = sender.picture(List.of(prefix, disposable), UcSender.STEP);
        line.picture(1, cut.subList(0, cut.size() - 1));
        line.picture(2, sender.picture(List.of(later), 2 * UcSender.STEP));
        carry();
        assertEquals(List.of(0L, 2L * UcSender.STEP), List.copyOf(receiver.pictures.keySet()));
        assertEquals(1, receiver.incomplete);
        assertEquals(1, receiver.missing);
    }

    @Test
    void parameterSetsGoBeforeAnAggregateThatHasNone() throws IOException {
        var sender = sender("");
        sender.together = true;
        byte[] sei = {6, 1, 1, 0, (byte) 0x80};
        byte[] slice = {0x65, (byte) 0x88, 1, 2, 3};
        line.picture(0, sender.picture(List.of(AnyPacketTest.SPS, AnyPacketTest.PPS, slice), 0));
        line.picture(1, sender.picture(List.of(sei, slice), UcSender.STEP));
        carry();
        List<byte[]> units = new ArrayList<>(receiver.pictures.values()).get(1);
        assertEquals(
                List.of(7, 8, 6, 5), units.stream().map(unit -> unit[0] & 0x1f).toList());
    }

    @Test
    void parameterSetsComeAgainWithEachKeyPicture() throws IOException {
        Path material = Material.openH264("keys", "640 360 60 1 1 key 20");
        List<List<byte[]>> pictures = Material.pictures(material);
        UcSender sender = sender(UcSender.layout(new int[] {640, 360, 1}));
        for (int n = 0; n < pictures.size(); n++) {
            int number = n;
            List<byte[]> units = pictures.get(n).stream()
                    .filter(unit -> number == 0 || (unit[0] & 0x1f) != 7 && (unit[0] & 0x1f) != 8)
                    .toList();
            line.picture(n, sender.picture(units, n * UcSender.STEP));
        }
        carry();
        assertEquals(Material.ffmpeg(material), Material.ffmpeg(write("behind", receiver.units())));
        for (int key : new int[] {20, 40}) {
            List<byte[]> units = new ArrayList<>(receiver.pictures.values()).get(key);
            assertEquals(
                    List.of(7, 8, 5), units.stream().map(unit -> unit[0] & 0x1f).toList());
        }
        assertTrue(stream.counts.parameterSets >= 4);
    }

    @ParameterizedTest(name = "for {0} the level is {1}")
    @CsvSource({"31, 30, 1, 0", "21, 30, 0, 1", "30, 30, 0, 0", "0, 30, 0, 0"})
    void aLevelIsPutDownWhereThePicturesKeepToIt(int most, int made, int lowered, int tooHigh) throws IOException {
        // 640x360 has 920 macroblocks: 792 is the most of level 2.1, 1620 of level 2.2
        Path material = Material.openH264("single", "640 360 60 1 1");
        byte level = (byte) (most == 31 ? 40 : made);
        List<List<byte[]>> pictures = new ArrayList<>();
        for (List<byte[]> picture : Material.pictures(material)) {
            pictures.add(picture.stream()
                    .map(byte[]::clone)
                    .peek(unit -> unit[3] = (unit[0] & 0x1f) == 7 ? level : unit[3])
                    .toList());
        }
        stream = new AvcStream(
                new AvcTerms(SSRC, TYPE, true, 1200, 1280, 720, 270011, 100, 60_000_000, FREEZE, 0, most));
        UcSender sender = sender(UcSender.layout(new int[] {640, 360, 1}));
        sender.together = most == 21;
        for (int n = 0; n < pictures.size(); n++) {
            line.picture(n, sender.picture(pictures.get(n), n * UcSender.STEP));
        }
        carry();
        int told = receiver.units().stream()
                .filter(unit -> (unit[0] & 0x1f) == 7)
                .findFirst()
                .orElseThrow()[3];
        assertEquals(most == 31 ? 31 : level, told);
        assertEquals(Material.ffmpeg(material), Material.ffmpeg(write("behind", receiver.units())));
        assertEquals(lowered, stream.counts.levelsLowered);
        assertEquals(tooHigh, stream.counts.levelsTooHigh);
    }

    @Test
    void aReceiverOfFewerPicturesGetsTheLowerLayersAndNothingIsMissing() throws IOException {
        Path material = Material.openH264("temporal3", "640 360 60 3 1");
        stream = new AvcStream(new AvcTerms(SSRC, TYPE, true, 1200, 1280, 720, 270011, 100, 60_000_000, FREEZE, 15, 0));
        UcSender sender = sender(UcSender.layout(new int[] {640, 360, 3}));
        send(sender, material);
        List<List<byte[]>> lower = Material.pictures(material).stream()
                .filter(units -> units.stream().noneMatch(unit -> (unit[0] & 0x1f) == 14 && (unit[3] & 0xe0) == 0x40))
                .toList();
        assertEquals(30, lower.size());
        List<byte[]> expected = lower.stream()
                .flatMap(List::stream)
                .filter(unit -> (unit[0] & 0x1f) <= 8)
                .toList();
        List<byte[]> arrived = assertUnits(expected);
        assertEquals(30, stream.counts.thinned);
        assertEquals(0, stream.counts.picturesDropped);
        List<String> all = Material.ffmpeg(material);
        List<String> shown = Material.ffmpeg(write("behind", arrived));
        for (int i = 0; i < shown.size(); i++) {
            assertEquals(all.get(2 * i), shown.get(i), "picture " + i);
        }
    }

    @ParameterizedTest(name = "{0}: {2} lost, seed {3}")
    @CsvSource({
        "keys, 640 360 60 1 1 key 20, 0.01, 1",
        "keys3, 640 360 120 3 1 key 16, 0.01, 2",
        "keys3, 640 360 120 3 1 key 16, 0.01, 3",
        "keys3, 640 360 120 3 1 key 16, 0.05, 4",
        "small, 320 180 120 3 1 key 16, 0.2, 5",
        "slices, 640 360 40 1 1 slice 1100 key 16, 0.02, 6"
    })
    void withLossNoPictureIsShownThatWasNotMade(String name, String arguments, double lost, long seed)
            throws IOException {
        Path material = Material.openH264(name, arguments);
        var rough = new Line(seed);
        rough.lost = lost;
        UcSender sender = sender(
                UcSender.layout(new int[] {640, 360, Integer.parseInt(arguments.split(" ")[3])}));
        List<List<byte[]>> pictures = Material.pictures(material);
        for (int n = 0; n < pictures.size(); n++) {
            rough.picture(n, sender.picture(pictures.get(n), n * UcSender.STEP));
        }
        var gateway = new UcToAvc();
        rough.arrivals()
                .forEach(sent -> gateway.receive(stream, ByteBuffer.wrap(sent.packet()), sent.nanos(), receiver));
        gateway.look(stream, 100_000_000_000L, receiver);
        assertTrue(rough.losses > 0 && stream.counts.keyWanted > 0, "lost " + rough.losses);
        List<String> made = Material.ffmpeg(material);
        List<String> shown = Material.ffmpeg(write("behind", receiver.units()));
        List<Integer> numbers = receiver.pictures.keySet().stream()
                .map(timestamp -> (int) (timestamp / UcSender.STEP))
                .toList();
        assertEquals(numbers.stream().map(made::get).toList(), shown, "each is the one of its time");
        assertTrue(receiver.missing > 0, "the receiver can see the loss");
    }
}
