package org.bailey.call.provider;

import java.util.Collection;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.bailey.call.CallEvent;
import org.bailey.sip.TransactionId;
import org.jspecify.annotations.Nullable;

/** The lanes of all calls, and who finds which. Safe for use by many threads. */
final class Lanes {
    private final ConcurrentHashMap<String, Lane> byCall = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<TransactionId, Lane> byServerTransaction = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<String, Lane> byInvite = new ConcurrentHashMap<>();
    private final AtomicInteger unknown = new AtomicInteger();
    private final AtomicLong lost = new AtomicLong();
    private final ExecutorService workers;
    private final Consumer<Lane> run;

    Lanes(ExecutorService workers, Consumer<Lane> run) {
        this.workers = workers;
        this.run = run;
    }

    /**
     * @param known whether the caller is somebody we know; others are counted
     * @return a lane for a new call; null when the same INVITE is being handled already (RFC 3261 section 8.2.2.2)
     */
    @Nullable
    Lane open(String callId, TransactionId opening, String inviteKey, boolean known) {
        Lane lane = new Lane(callId, opening, inviteKey);
        lane.known = known;
        if (byInvite.putIfAbsent(inviteKey, lane) != null) {
            return null;
        }
        byCall.put(callId, lane);
        if (!known) {
            unknown.incrementAndGet();
        }
        watch(lane, opening);
        return lane;
    }

    /** {@return the lane of an INVITE whose key begins like that} */
    @Nullable
    Lane openedBy(String keyStart) {
        return byInvite.values().stream()
                .filter(lane -> lane.mergeKey.startsWith(keyStart))
                .findFirst()
                .orElse(null);
    }

    /** Events of that server transaction belong to this lane from now on. */
    void watch(Lane lane, TransactionId transaction) {
        synchronized (lane.serverTransactions) {
            if (!lane.finished) {
                lane.serverTransactions.add(transaction);
                byServerTransaction.put(transaction, lane);
            }
        }
    }

    /** That server transaction has its final answer. */
    void unwatch(Lane lane, TransactionId transaction) {
        synchronized (lane.serverTransactions) {
            lane.serverTransactions.remove(transaction);
            byServerTransaction.remove(transaction, lane);
        }
    }

    @Nullable
    Lane of(String callId) {
        return byCall.get(callId);
    }

    @Nullable
    Lane of(TransactionId server) {
        return byServerTransaction.get(server);
    }

    Collection<Lane> all() {
        return byCall.values();
    }

    void close(Lane lane) {
        if (byCall.remove(lane.callId, lane) && !lane.known) {
            unknown.decrementAndGet();
        }
        byInvite.remove(lane.mergeKey, lane);
        synchronized (lane.serverTransactions) {
            lane.serverTransactions.forEach(transaction -> byServerTransaction.remove(transaction, lane));
        }
    }

    /** {@return false when the lane's queue is full} */
    boolean tell(Lane lane, CallEvent event, int limit) {
        boolean taken = lane.offer(event, limit);
        if (taken) {
            wake(lane);
        } else {
            lost.incrementAndGet();
        }
        return taken;
    }

    void wake(Lane lane) {
        if (lane.schedule()) {
            try {
                workers.execute(() -> run.accept(lane));
            } catch (RejectedExecutionException stopped) {
                lane.rest(false);
            }
        }
    }

    int size() {
        return byCall.size();
    }

    /** {@return calls whose caller nobody knows} */
    int unknown() {
        return unknown.get();
    }

    int waiting() {
        return byCall.values().stream().mapToInt(Lane::waiting).sum();
    }

    int timers() {
        return byCall.values().stream().mapToInt(lane -> lane.timers.size()).sum();
    }

    long lost() {
        return lost.get();
    }
}
