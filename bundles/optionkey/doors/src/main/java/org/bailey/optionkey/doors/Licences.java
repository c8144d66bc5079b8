package org.bailey.optionkey.doors;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.bailey.optionkey.FeatureDoors.Taken;

/** What became of counted licences since it was asked last. */
final class Licences {
    private final AtomicInteger highest = new AtomicInteger();
    private final AtomicLong refused = new AtomicLong();

    void used(int now) {
        if (now > highest.get()) {
            highest.accumulateAndGet(now, Math::max);
        }
    }

    void refuse() {
        refused.incrementAndGet();
    }

    Taken taken() {
        return new Taken(highest.getAndSet(0), refused.getAndSet(0));
    }
}
