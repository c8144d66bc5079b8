package org.bailey.optionkey.doors;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says once a minute that calls are refused, however many there are. */
final class Shortage {
    static final String CODE = "OPTIONKEY-005";
    private static final Logger LOG = LoggerFactory.getLogger(Shortage.class);
    private static final long PAUSE_NANOS = Duration.ofMinutes(1).toNanos();

    private final AtomicLong said = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();

    void tell(String sentence) {
        long times = refused.incrementAndGet();
        long now = System.nanoTime();
        long before = said.get();
        if ((before == 0 || now - before > PAUSE_NANOS) && said.compareAndSet(before, now)) {
            LOG.warn("{} {}: new calls are refused, {} since start; calls that are up go on", CODE, sentence, times);
        }
    }
}
