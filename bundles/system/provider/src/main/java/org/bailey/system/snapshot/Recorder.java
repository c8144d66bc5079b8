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
    private final Map<String, Map<String, Object>> copy;
    /** Whoever has announced what this thread does. */
    private final ThreadLocal<Guard.@Nullable Scope> announced = new ThreadLocal<>();

    private @Nullable String lastWho;
    private long lastMillis;

    Recorder(
            SnapshotFolder folder,
            Supplier<SnapshotSettings> settings,
            Clock clock,
            Map<String, Map<String, Object>> begin) {
        this.folder = folder;
        this.settings = settings;
        this.clock = clock;
        this.copy = new HashMap<>(begin);
    }

    /** Keeps the settings as they are. {@return the number} */
    synchronized int take(String why, String who) throws IOException {
        lastWho = null;
        return write(why, who);
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
            if (fresh == null) {
                copy.remove(pid);
            } else {
                copy.put(pid, fresh);
            }
        }
    }

    synchronized Map<String, Map<String, Object>> now() {
        return Map.copyOf(copy);
    }
}
