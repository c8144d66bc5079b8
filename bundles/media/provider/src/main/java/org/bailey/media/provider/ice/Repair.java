package org.bailey.media.provider.ice;

import io.netty.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Puts another relay in the place of one that was lost while media went through it. */
final class Repair {
    /** How long another relay may take until the peer has found it good. */
    private static final long PATIENCE_NANOS = 10_000_000_000L;

    interface Outcome {
        /** Another relay was granted; the agent has to try it. */
        void found(Relay relay);

        void failed(String sentence);
    }

    final int component;
    final RelaySearch search;
    private final String lost;
    private final Outcome outcome;
    private @Nullable ScheduledFuture<?> deadline;

    Repair(RelaySearch.Terms terms, String lost, Outcome outcome) {
        this.component = terms.component();
        this.lost = lost;
        this.outcome = outcome;
        search = new RelaySearch(terms, this::ended);
    }

    void start(IceLoop loop) {
        deadline = loop.thread.schedule(
                () -> fail("the peer did not take up the relay in its place"), PATIENCE_NANOS, TimeUnit.NANOSECONDS);
        search.start();
    }

    private void ended(@Nullable Relay relay) {
        if (relay == null) {
            fail("no other server grants a relay");
        } else {
            outcome.found(relay);
        }
    }

    private void fail(String why) {
        cancel();
        outcome.failed(lost + "; " + why);
    }

    void cancel() {
        search.cancel();
        if (deadline != null) {
            deadline.cancel(false);
            deadline = null;
        }
    }
}
