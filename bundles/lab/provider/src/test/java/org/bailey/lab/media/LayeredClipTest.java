package org.bailey.lab.media;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToLongFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the lab's Microsoft client sends, as the lab's own ear for it hears. */
class LayeredClipTest {
    private static final int PICTURES = 60;

    private final Map<Integer, DescriptionCheck> checks = new HashMap<>();
    private final H264Assembly seen = new H264Assembly();

    private void play(LayeredClip clip, Set<Misbehaviour> wrong) {
        int[] sequences = new int[6];
        for (int picture = 0; picture < PICTURES; picture++) {
            for (LayeredClip.Payload each : clip.payloads(picture, wrong)) {
                var packet = new RtpPacket(
                        each.last(), 122, sequences[each.source()]++, 3000L * picture, each.source(), each.bytes());
                checks.computeIfAbsent(each.source(), source -> new DescriptionCheck())
                        .add(packet);
                seen.add(packet);
            }
        }
    }

    private long sum(ToLongFunction<DescriptionCheck> of) {
        return checks.values().stream().mapToLong(of).sum();
    }

    @Test
    void eachLayerHasASourceAndEachPictureItsDescription() {
        play(new LayeredClip(false), Set.of());
        assertEquals(Set.of(0, 1, 2), checks.keySet());
        assertEquals(PICTURES, sum(DescriptionCheck::good));
        assertEquals(0, sum(DescriptionCheck::bad));
        assertEquals(PICTURES, seen.frames());
        assertEquals(2, seen.keyFrames());
    }

    @Test
    void bothSizesAreSentAtOnce() {
        play(new LayeredClip(true), Set.of());
        assertEquals(Set.of(0, 1, 2, 3, 4, 5), checks.keySet());
        assertEquals(2 * PICTURES, sum(DescriptionCheck::good));
    }

    @ParameterizedTest
    @CsvSource({"NO_DESCRIPTION, 0, 60", "WRONG_COUNT, 0, 60", "LATE_LAYOUT, 60, 0"})
    void whatIsToBeWrongIsWrong(Misbehaviour wrong, int good, int bad) {
        play(new LayeredClip(false), Set.of(wrong));
        assertEquals(good, sum(DescriptionCheck::good));
        assertEquals(bad, sum(DescriptionCheck::bad));
    }

    @Test
    void theFirstLayoutIsLateAndTheSecondIsThere() {
        LayeredClip clip = new LayeredClip(false);
        List<Integer> sizes = new ArrayList<>();
        for (int picture = 0; picture < PICTURES; picture++) {
            if (LayeredClip.isKeyFrame(picture)) {
                sizes.add(clip.payloads(picture, Set.of(Misbehaviour.LATE_LAYOUT))
                        .get(0)
                        .bytes()
                        .length);
            } else {
                clip.payloads(picture, Set.of(Misbehaviour.LATE_LAYOUT));
            }
        }
        assertTrue(sizes.get(0) < sizes.get(1), sizes.toString());
    }

    @Test
    void oneOfFiftyIsLostAndOneOfTenLate() {
        LayeredClip clip = new LayeredClip(false);
        Set<Misbehaviour> both = Set.of(Misbehaviour.LOSS, Misbehaviour.REORDER);
        Map<LayeredClip.Way, Integer> ways = new HashMap<>();
        for (int packet = 0; packet < 100; packet++) {
            ways.merge(clip.next(both), 1, Integer::sum);
        }
        assertEquals(Map.of(LayeredClip.Way.LOST, 2, LayeredClip.Way.LATE, 8, LayeredClip.Way.USUAL, 90), ways);
    }
}
