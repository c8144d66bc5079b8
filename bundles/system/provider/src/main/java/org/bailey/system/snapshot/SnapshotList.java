package org.bailey.system.snapshot;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bailey.system.Snapshot;
import org.bailey.system.config.Change;
import org.bailey.system.config.Refused;
import org.jspecify.annotations.Nullable;

/** What there is, in short. What was read stays known: a file is written once. Safe for use by many threads. */
final class SnapshotList {
    /** @param next number of the one that it was compared with */
    private record Known(Snapshot snapshot, int next) {}

    private final SnapshotFolder folder;
    private final Map<Integer, Known> known = new HashMap<>();

    SnapshotList(SnapshotFolder folder) {
        this.folder = folder;
    }

    /** {@return newest first} */
    synchronized List<Snapshot> all(Map<String, Map<String, Object>> now) throws IOException {
        List<Integer> ids = folder.ids();
        known.keySet().retainAll(Set.copyOf(ids));
        List<Snapshot> all = new ArrayList<>();
        int next = 0;
        for (int id : ids) {
            Known before = known.get(id);
            if (before == null || before.next() != next || next == 0) {
                Optional<Snapshot> snapshot = look(id, next, now);
                if (snapshot.isEmpty()) {
                    continue; // it was too old, and went in this moment
                }
                before = new Known(snapshot.get(), next);
                known.put(id, before);
            }
            all.add(before.snapshot());
            next = before.snapshot().problem().isEmpty() ? id : next;
        }
        return all;
    }

    private Optional<Snapshot> look(int id, int next, Map<String, Map<String, Object>> now) throws IOException {
        Optional<String> text = folder.text(id);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            SnapshotText read = SnapshotText.read(text.get());
            Map<String, Map<String, Object>> after = next == 0 ? now : settings(next);
            int changed = after == null ? 0 : different(read.settings(), after);
            return Optional.of(new Snapshot(
                    id, read.taken(), read.why(), read.who(), read.settings().size(), changed, ""));
        } catch (Refused e) {
            return Optional.of(new Snapshot(id, Instant.EPOCH, "", "", 0, 0, String.join("; ", e.reasons())));
        }
    }

    private @Nullable Map<String, Map<String, Object>> settings(int id) throws IOException, Refused {
        Optional<String> text = folder.text(id);
        return text.isEmpty() ? null : SnapshotText.read(text.get()).settings();
    }

    private static int different(Map<String, Map<String, Object>> from, Map<String, Map<String, Object>> to) {
        Set<String> pids = new HashSet<>(from.keySet());
        pids.addAll(to.keySet());
        return (int) pids.stream()
                .filter(pid -> !new Change(pid, from.get(pid), to.get(pid)).isNothing())
                .count();
    }
}
