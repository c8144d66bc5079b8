package org.bailey.media.provider;

import java.util.ArrayDeque;
import java.util.function.IntSupplier;
import org.bailey.media.MediaPorts.PoolStatus;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks at the pool once a second, warns before it is exhausted, and says when that will be. */
final class PoolWatch {
    private static final Logger LOG = LoggerFactory.getLogger(PoolWatch.class);
    private static final int SAMPLES = 60;
    private static final double MINUTE_NANOS = 60e9;
    /** Below this there is no rate to speak of. */
    private static final double SHORTEST_MINUTES = 5.0 / 60;
    /** So far below the mark it has to fall before it may be told again. */
    private static final int RELIEF_PERCENT = 10;

    private record Sample(long nanos, int taken, long begun) {}

    private final PortPool pool;
    private final IntSupplier warningPercent;
    private final ArrayDeque<Sample> samples = new ArrayDeque<>();
    private long begun;
    private @Nullable String warning;

    PoolWatch(PortPool pool, IntSupplier warningPercent) {
        this.pool = pool;
        this.warningPercent = warningPercent;
    }

    /** A call got its first ports. */
    synchronized void began() {
        begun++;
    }

    synchronized PoolStatus status(long nanos) {
        PoolStatus now = pool.status(nanos);
        return new PoolStatus(
                now.first(),
                now.last(),
                now.total(),
                now.inUse(),
                now.quarantined(),
                now.free(),
                warningPercent.getAsInt(),
                warning);
    }

    /** Called once a second. */
    synchronized void look(long nanos) {
        PoolStatus now = pool.status(nanos);
        int taken = now.total() - now.free();
        int percent = now.total() == 0 ? 100 : (int) (100L * taken / now.total());
        int mark = warningPercent.getAsInt();
        if (percent >= mark && mark < 100) {
            boolean isNew = warning == null;
            warning = "Media port pool: " + taken + " of " + now.total() + " ports in " + now.first() + "-" + now.last()
                    + " (" + percent + " %) are in use or rest after a call; " + forecast(nanos, taken, now.total())
                    + "; raise org.bailey.media lastPort";
            if (isNew) {
                LOG.warn("MEDIA-006 {}", warning);
            }
        } else if (warning != null && percent < mark - RELIEF_PERCENT) {
            warning = null;
            LOG.info("media port pool: {} % in use again", percent);
        }
        samples.add(new Sample(nanos, taken, begun));
        if (samples.size() > SAMPLES) {
            samples.remove();
        }
    }

    private String forecast(long nanos, int taken, int total) {
        Sample oldest = samples.peek();
        double minutes = oldest == null ? 0 : (nanos - oldest.nanos) / MINUTE_NANOS;
        if (oldest == null || minutes < SHORTEST_MINUTES) {
            return "how fast it fills is not known yet";
        }
        long rate = Math.round((begun - oldest.begun) / minutes);
        double growth = (taken - oldest.taken) / minutes;
        if (growth <= 0) {
            return "at the present rate of " + rate + " calls/min it does not fill any further";
        }
        long left = (long) ((total - taken) / growth);
        String when = left < 1 ? "within a minute" : left == 1 ? "in a minute" : "in " + left + " minutes";
        return "at the present rate of " + rate + " calls/min the pool is used up " + when;
    }
}
