package org.bailey.media;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What became of a stream that was rewritten, as of now.
 *
 * @param counts by the rewriter's names, see its documentation
 * @param mostWaiting packets that waited for one before them at most at once
 * @param layers the sender told of, or its pictures show
 */
public record RewritingStatistics(Map<String, Long> counts, int mostWaiting, List<Layer> layers) {
    public RewritingStatistics {
        counts = Collections.unmodifiableMap(new TreeMap<>(counts));
        layers = List.copyOf(layers);
    }

    /** {@return the same with one count more} */
    RewritingStatistics with(String name, long count) {
        Map<String, Long> more = new TreeMap<>(counts);
        more.put(name, count);
        return new RewritingStatistics(more, mostWaiting, layers);
    }

    /**
     * A layer of pictures.
     *
     * @param number 0 to 63
     * @param kind {@code base} for pictures that need no other layer, {@code temporal}, or {@code other}
     * @param width in pixels; 0 where it is not known
     * @param height in pixels; 0 where it is not known
     * @param framesPerSecond with the layers below; 0 where it is not known
     * @param bitsPerSecond with the layers below; 0 where it is not known
     * @param chosen whether it belongs to the stream that is sent on
     */
    public record Layer(
            int number,
            String kind,
            int width,
            int height,
            double framesPerSecond,
            long bitsPerSecond,
            boolean chosen) {}
}
