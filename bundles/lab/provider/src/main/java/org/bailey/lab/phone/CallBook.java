package org.bailey.lab.phone;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The calls of one phone; of those that ended the oldest are forgotten. Safe for many threads. */
final class CallBook {
    private static final int KEPT = 1_000;

    private final Deque<LabCall> calls = new ArrayDeque<>();
    private final Map<String, List<LabCall>> byCallId = new HashMap<>();
    private final List<LabCall> incoming = new ArrayList<>();
    private int incomingForgotten;

    synchronized void add(LabCall call) {
        calls.add(call);
        byCallId.computeIfAbsent(call.callId(), id -> new ArrayList<>(1)).add(call);
        if (!call.outgoing()) {
            incoming.add(call);
        }
        Iterator<LabCall> oldest = calls.iterator();
        while (calls.size() > KEPT && oldest.hasNext()) {
            LabCall old = oldest.next();
            if (old.state() != CallState.ENDED) {
                break;
            }
            oldest.remove();
            forget(old);
        }
    }

    private void forget(LabCall old) {
        List<LabCall> same = byCallId.get(old.callId());
        if (same != null) {
            same.remove(old);
            if (same.isEmpty()) {
                byCallId.remove(old.callId());
            }
        }
        if (!old.outgoing()) {
            incoming.remove(old);
            incomingForgotten++;
        }
    }

    synchronized @Nullable LabCall find(String callId, Predicate<LabCall> which) {
        return byCallId.getOrDefault(callId, List.of()).stream()
                .filter(which)
                .findFirst()
                .orElse(null);
    }

    /** The incoming call with this index, the first one ever being 0; null if it has not come or is forgotten. */
    synchronized @Nullable LabCall incoming(int index) {
        int at = index - incomingForgotten;
        return at < 0 || at >= incoming.size() ? null : incoming.get(at);
    }

    synchronized int incomingCount() {
        return incomingForgotten + incoming.size();
    }

    synchronized List<LabCall> all() {
        return List.copyOf(calls);
    }
}
