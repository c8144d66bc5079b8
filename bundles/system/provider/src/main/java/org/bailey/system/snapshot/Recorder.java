package org.bailey.system.snapshot;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.bailey.system.config.Change;
import org.bailey.system.config.Guard;
import org.bailey.system.config.Store;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what the settings were before a change of which it hears only afterwards: by a copy of all of them. Changes by the
 * same person close together are one, and so is what {@link #before} encloses.
 *
 * <p>Safe for use by many threads. Calls nobody while it is locked.
 */
final class Recorder implements Guard {
    private static final Duration TOGETHER = Duration.ofSeconds(2);

    private final SnapshotFolder folder;
    private final Supplier<SnapshotSettings> settings;
    private final Clock clock;
    private final Store store;
    private final Map<String, Map<String, Object>> copy;
    /** Whoever has announced what this thread does. */
    private final ThreadLocal<Guard.@Nullable Scope> announced = new ThreadLocal<>();

    /** Grows with each change that is heard of. */
    private long heard;

    private @Nullable String lastWho;
    private long lastMillis;

    Recorder(SnapshotFolder folder, Supplier<SnapshotSettings> settings, Clock clock, Store store) throws IOException {
        this.folder = folder;
        this.settings = settings;
        this.clock = clock;
        this.store = store;
        this.copy = new HashMap<>(store.all());
    }

    /** Keeps the settings as they are. {@return the number} */
    int take(String why, String who) throws IOException {
        refreshed();
        synchronized (this) {
            lastWho = null;
            return write(why, who);
        }
    }

    @Override
    public void look(String why) throws IOException {
        Map<String, Map<String, Object>> before;
        synchronized (this) {
            before = Map.copyOf(copy);
        }
        Map<String, Map<String, Object>> now = refreshed();
        if (!before.isEmpty() && differ(before, now)) {
            folder.add(new SnapshotText(clock.instant(), why, "", before));
        }
    }

    private static boolean differ(Map<String, Map<String, Object>> one, Map<String, Map<String, Object>> other) {
        return !one.keySet().equals(other.keySet())
                || one.keySet().stream().anyMatch(pid -> !new Change(pid, one.get(pid), other.get(pid)).isNothing());
    }

    private int write(String why, String who) throws IOException {
        int id = folder.add(new SnapshotText(clock.instant(), why, who, copy));
        folder.prune(settings.get(), clock.instant());
        return id;
    }

    @Override
    public Guard.Scope before(String why, String who) throws IOException {
        try {
            take(why, who);
        } catch (IOException e) {
            throw new IOException(
                    "no snapshot could be taken before, so nothing was changed; look at disk space and rights of "
                            + folder.folder() + ": " + e,
                    e);
        }
        Guard.Scope change = announced::remove;
        announced.set(change);
        return change;
    }

    /**
     * Hears that a PID was changed, in the thread that did it.
     *
     * @param now its settings; empty when it is gone
     */
    synchronized void changed(String pid, Optional<Map<String, Object>> now, String who) throws IOException {
        Map<String, Object> fresh = now.orElse(null);
        if (new Change(pid, copy.get(pid), fresh).isNothing()) {
            return;
        }
        try {
            long millis = clock.millis();
            boolean together = who.equals(lastWho) && Math.abs(millis - lastMillis) < TOGETHER.toMillis();
            if (announced.get() == null && !together && !copy.isEmpty()) {
                write("before a change of " + pid, who);
            }
            lastWho = announced.get() == null ? who : null;
            lastMillis = millis;
        } finally {
            heard++;
            if (fresh == null) {
                copy.remove(pid);
            } else {
                copy.put(pid, fresh);
            }
        }
    }

    Map<String, Map<String, Object>> stored() throws IOException {
        return store.all();
    }

    /** Makes the copy what is stored. {@return it} */
    private Map<String, Map<String, Object>> refreshed() throws IOException {
        while (true) {
            long before;
            synchronized (this) {
                before = heard;
            }
            // not while locked: the store has locks of its own
            Map<String, Map<String, Object>> stored = store.all();
            synchronized (this) {
                if (heard == before) {
                    copy.clear();
                    copy.putAll(stored);
                    return Map.copyOf(stored);
                }
            }
        }
    }
}
