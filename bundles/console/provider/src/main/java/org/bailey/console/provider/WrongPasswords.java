package org.bailey.console.provider;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** Counts wrong passwords by address, one minute at a time. Bounded: the address heard of longest ago is forgotten first. */
final class WrongPasswords {
    private static final Duration WINDOW = Duration.ofMinutes(1);
    private static final int MOST_ADDRESSES = 10_000;

    private record Count(Instant since, int wrong) {}

    private final Clock clock;
    private final Map<String, Count> byAddress = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Count> eldest) {
            return size() > MOST_ADDRESSES;
        }
    };

    WrongPasswords(Clock clock) {
        this.clock = clock;
    }

    /** {@return how many seconds that address is not listened to; 0 when it may try} */
    synchronized long waitSeconds(String address, int allowed) {
        Count count = byAddress.get(address);
        if (count == null || count.wrong() < allowed) {
            return 0;
        }
        Duration left = Duration.between(clock.instant(), count.since().plus(WINDOW));
        if (left.isNegative() || left.isZero()) {
            byAddress.remove(address);
            return 0;
        }
        return left.toSeconds() + 1;
    }

    synchronized void wrong(String address) {
        Instant now = clock.instant();
        Count count = byAddress.remove(address);
        boolean fresh = count == null || now.isAfter(count.since().plus(WINDOW));
        byAddress.put(address, fresh ? new Count(now, 1) : new Count(count.since(), count.wrong() + 1));
    }

    synchronized void right(String address) {
        byAddress.remove(address);
    }

    synchronized int size() {
        return byAddress.size();
    }
}
