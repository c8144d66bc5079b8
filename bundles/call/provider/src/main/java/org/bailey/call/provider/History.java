package org.bailey.call.provider;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bailey.call.CallRecord;

/** Ended calls, the latest first, as many as asked for. */
final class History {
    private final ArrayDeque<CallRecord> calls = new ArrayDeque<>();

    synchronized void add(CallRecord record, int limit) {
        calls.addFirst(record);
        while (calls.size() > limit) {
            calls.removeLast();
        }
    }

    synchronized List<CallRecord> all() {
        return new ArrayList<>(calls);
    }

    synchronized Optional<CallRecord> find(String id) {
        return calls.stream().filter(c -> c.id().equals(id)).findFirst();
    }
}
