package org.bailey.call.provider;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bailey.call.CallAction;
import org.bailey.call.CallEvent;
import org.bailey.call.CallState;
import org.bailey.call.Step;
import org.bailey.media.Connectivity;
import org.bailey.media.StreamStatistics;
import org.bailey.sip.Hop;
import org.bailey.sip.SipEvent.Requested;
import org.bailey.sip.TransactionId;
import org.jspecify.annotations.Nullable;

/**
 * The serial lane of one call: its waiting events, its state, the actions still to be done. One worker at a time runs it;
 * fields other than the queue belong to that worker, and {@code state} and {@code steps} may be read by anyone.
 */
final class Lane {
    final String callId;
    /** What opened the call, so that it can be refused when the machine fails on it. */
    final TransactionId opening;

    final String mergeKey;
    /** Whether the caller is a peer of a zone or a trusted host. */
    volatile boolean known = true;

    volatile @Nullable CallState state;
    volatile boolean finished;
    /** Actions of the last step not done yet, because one of them waits for a name to be resolved or a service to return. */
    final ArrayDeque<CallAction> pending = new ArrayDeque<>();

    /** Why the first pending action cannot be done yet. */
    enum Pause {
        NONE,
        /** A name is being resolved. */
        NAME,
        /** A service is being replaced. */
        SERVICE
    }

    volatile Pause pause = Pause.NONE;
    /** What the name of the first pending action resolved to. */
    volatile @Nullable Hop nextHop;

    /** Counters of lines given back already. */
    volatile List<StreamStatistics> statistics = List.of();
    /** How the peers of lines given back already were reached. */
    volatile List<Connectivity> connectivity = List.of();
    /** Running timers by name. */
    final Map<String, Timer> timers = new HashMap<>();

    final List<TransactionId> serverTransactions = new ArrayList<>();
    private final ArrayDeque<CallEvent> waiting = new ArrayDeque<>();
    private final List<Step> steps = new ArrayList<>();
    private boolean scheduled;
    /** Somebody woke the lane after its worker had looked. */
    private boolean woken;

    Lane(String callId, TransactionId opening, String mergeKey) {
        this.callId = callId;
        this.opening = opening;
        this.mergeKey = mergeKey;
    }

    /**
     * {@return false when the queue is full and the event was not taken} Only requests of peers are ever not taken: what
     * answers the call's own doing is awaited, and there is no more of it than was asked for.
     */
    synchronized boolean offer(CallEvent event, int limit) {
        boolean request = event instanceof CallEvent.Signalled signalled && signalled.event() instanceof Requested;
        if (request && waiting.size() >= limit) {
            return false;
        }
        waiting.add(event);
        return true;
    }

    synchronized @Nullable CallEvent poll() {
        return waiting.poll();
    }

    /** Puts an event back in front: nobody is there to handle it. */
    synchronized void unpoll(CallEvent event) {
        waiting.addFirst(event);
    }

    synchronized int waiting() {
        return waiting.size();
    }

    /** {@return whether the lane has to be given to a worker now: not while it waits for a name or a service} */
    synchronized boolean schedule() {
        if (pause != Pause.NONE) {
            return false;
        }
        woken = scheduled;
        scheduled = true;
        return !woken;
    }

    /** The worker is through. {@return whether something came meanwhile, so that it must go on} */
    synchronized boolean rest(boolean mayWork) {
        boolean more = (mayWork || woken) && (!waiting.isEmpty() || !pending.isEmpty()) && pause == Pause.NONE;
        woken = false;
        scheduled = more;
        return more;
    }

    void note(Step step) {
        synchronized (steps) {
            if (steps.size() < 500) {
                steps.add(step);
            }
        }
    }

    List<Step> steps() {
        synchronized (steps) {
            return List.copyOf(steps);
        }
    }
}
