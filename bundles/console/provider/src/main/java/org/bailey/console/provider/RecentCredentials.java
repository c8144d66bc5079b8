package org.bailey.console.provider;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Remembers for a few minutes that user and password were right: checking them takes a quarter of a second, too long for
 * a program that asks every second. Keeps hashes with a secret of this run; bounded.
 */
final class RecentCredentials {
    private static final Duration KEPT = Duration.ofMinutes(5);
    private static final int MOST = 100;

    private final String secret = Password.random();
    private final Clock clock;
    private final Map<String, Instant> known = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Instant> eldest) {
            return size() > MOST;
        }
    };

    RecentCredentials(Clock clock) {
        this.clock = clock;
    }

    synchronized boolean right(BasicCredentials credentials) {
        Instant since = known.get(key(credentials));
        return since != null && clock.instant().isBefore(since.plus(KEPT));
    }

    synchronized void add(BasicCredentials credentials) {
        known.put(key(credentials), clock.instant());
    }

    /** To be called whenever a user changes. */
    synchronized void clear() {
        known.clear();
    }

    private String key(BasicCredentials credentials) {
        return Password.fingerprint(secret + "\n" + credentials.user() + "\n" + credentials.password());
    }
}
