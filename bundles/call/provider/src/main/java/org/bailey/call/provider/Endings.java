package org.bailey.call.provider;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.bailey.call.End;
import org.jspecify.annotations.Nullable;

/** How many calls ended with which status. */
final class Endings {
    private static final int UNKNOWN = 500;

    private final Map<Integer, LongAdder> counts = new ConcurrentHashMap<>();

    /** @param end null when its machine never said */
    void add(@Nullable End end) {
        counts.computeIfAbsent(end == null ? UNKNOWN : end.status(), status -> new LongAdder())
                .increment();
    }

    Map<Integer, Long> counts() {
        Map<Integer, Long> now = new HashMap<>();
        counts.forEach((status, count) -> now.put(status, count.sum()));
        return now;
    }
}
