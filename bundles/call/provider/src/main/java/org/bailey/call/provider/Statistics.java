package org.bailey.call.provider;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.bailey.media.Connectivity;
import org.bailey.media.StreamStatistics;

/** Puts what is known of lines that are gone beside that of lines that are there. */
final class Statistics {
    private Statistics() {}

    static List<StreamStatistics> merge(List<StreamStatistics> kept, List<StreamStatistics> now) {
        List<StreamStatistics> merged = new ArrayList<>(now);
        kept.stream()
                .filter(k -> now.stream().noneMatch(n -> n.line() == k.line() && n.from() == k.from()))
                .forEach(merged::add);
        merged.sort(Comparator.comparingInt(StreamStatistics::line).thenComparing(StreamStatistics::from));
        return merged;
    }

    static List<Connectivity> mergePeers(List<Connectivity> kept, List<Connectivity> now) {
        List<Connectivity> merged = new ArrayList<>(now);
        kept.stream()
                .filter(k -> now.stream().noneMatch(n -> n.line() == k.line() && n.side() == k.side()))
                .forEach(merged::add);
        merged.sort(Comparator.comparingInt(Connectivity::line).thenComparing(Connectivity::side));
        return merged;
    }
}
