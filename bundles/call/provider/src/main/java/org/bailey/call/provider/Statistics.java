package org.bailey.call.provider;

import java.util.ArrayList;
import java.util.List;
import org.bailey.media.StreamStatistics;

/** Puts counters of lines that are gone beside those of lines that are there. */
final class Statistics {
    private Statistics() {}

    static List<StreamStatistics> merge(List<StreamStatistics> kept, List<StreamStatistics> now) {
        List<StreamStatistics> merged = new ArrayList<>(now);
        kept.stream()
                .filter(k -> now.stream().noneMatch(n -> n.line() == k.line() && n.from() == k.from()))
                .forEach(merged::add);
        merged.sort(java.util.Comparator.comparingInt(StreamStatistics::line).thenComparing(StreamStatistics::from));
        return merged;
    }
}
