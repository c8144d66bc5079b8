package org.bailey.media.provider;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * The streams of one loop whose pictures are rewritten: packets of theirs may wait for others that never come. Looked at fifty
 * times a second while there are any. Belongs to its loop.
 */
final class RewrittenStreams {
    private static final long EVERY_MILLIS = 20;

    private final MediaLoop loop;
    private final Set<StreamPorts> streams = new LinkedHashSet<>();
    private boolean scheduled;

    RewrittenStreams(MediaLoop loop) {
        this.loop = loop;
    }

    /** Looks at a stream as long as it is rewritten. */
    void watch(StreamPorts side) {
        if (side.state.picture != null && streams.add(side)) {
            schedule();
        }
    }

    private void schedule() {
        if (!scheduled && !streams.isEmpty()) {
            scheduled = true;
            loop.thread.schedule(this::look, EVERY_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    private void look() {
        scheduled = false;
        streams.removeIf(side -> side.closed() || side.state.picture == null);
        long nanos = loop.nanos();
        streams.forEach(side -> side.waiting(loop, nanos));
        schedule();
    }
}
