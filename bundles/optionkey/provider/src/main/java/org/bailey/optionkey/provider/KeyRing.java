package org.bailey.optionkey.provider;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.bailey.optionkey.KeyStatus;
import org.bailey.optionkey.KeyStatus.State;
import org.bailey.optionkey.wire.KnownFeature;
import org.jspecify.annotations.Nullable;

/**
 * All keys as they are today; immutable.
 *
 * @param keys by feature, those that hold first
 */
record KeyRing(List<KeyStatus> keys) {
    /** Days before the end at which is told of it. */
    private static final int[] THRESHOLDS = {7, 30, 60};

    static final KeyRing EMPTY = new KeyRing(List.of());

    KeyRing {
        keys = List.copyOf(keys);
    }

    /** @param judged each on its own; the same key twice counts once */
    static KeyRing of(List<KeyStatus> judged) {
        List<KeyStatus> keys = new ArrayList<>();
        Set<List<String>> seen = new HashSet<>();
        for (KeyStatus key : judged) {
            boolean again = key.state().holds() && !seen.add(List.of(key.feature(), key.issuer(), key.id()));
            keys.add(again ? duplicate(key) : key);
        }
        keys.sort(Comparator.comparing(KeyStatus::feature)
                .thenComparing(KeyStatus::state)
                .thenComparing(KeyStatus::name));
        return new KeyRing(keys);
    }

    private static KeyStatus duplicate(KeyStatus key) {
        return new KeyStatus(
                key.name(),
                key.id(),
                key.feature(),
                key.serial(),
                key.count(),
                key.issued(),
                key.expires(),
                key.issuer(),
                key.evaluation(),
                State.DUPLICATE,
                null,
                "the same key is there under another name and counts there");
    }

    List<KeyStatus> holding(String feature) {
        return keys.stream()
                .filter(key -> key.state().holds() && key.feature().equals(feature))
                .toList();
    }

    boolean licensed(String feature) {
        return !holding(feature).isEmpty();
    }

    /** {@return what all keys that hold give together} */
    int count(String feature) {
        long sum = holding(feature).stream()
                .map(KeyStatus::count)
                .filter(count -> count != null)
                .mapToLong(Integer::longValue)
                .sum();
        return (int) Math.min(Integer.MAX_VALUE, sum);
    }

    /** {@return the last day before less of the feature holds; null when nothing ends} */
    @Nullable
    LocalDate until(String feature) {
        List<LocalDate> ends = holding(feature).stream()
                .filter(key -> !outlived(key))
                .map(KeyStatus::expires)
                .filter(end -> end != null)
                .toList();
        return ends.stream().min(Comparator.naturalOrder()).orElse(null);
    }

    /** {@return 7, 30 or 60 when a key is within so many days of an end that takes something away; else 0} */
    int threshold(KeyStatus key) {
        Integer left = key.daysLeft();
        if (key.state() == State.VALID && left != null && !outlived(key)) {
            for (int threshold : THRESHOLDS) {
                if (left <= threshold) {
                    return threshold;
                }
            }
        }
        return 0;
    }

    /** {@return whether another key gives the same for longer; of counted features each key gives its own} */
    boolean outlived(KeyStatus key) {
        boolean counted =
                KnownFeature.of(key.feature()).map(KnownFeature::counted).orElse(false);
        return !counted && holding(key.feature()).stream().anyMatch(other -> longer(other.expires(), key.expires()));
    }

    private static boolean longer(@Nullable LocalDate one, @Nullable LocalDate other) {
        return other != null && (one == null || one.isAfter(other));
    }
}
