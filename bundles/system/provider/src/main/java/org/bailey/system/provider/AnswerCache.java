package org.bailey.system.provider;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.function.LongSupplier;
import org.xbill.DNS.Name;

/** Keeps replies for their TTL and lets everybody who asks the same thing meanwhile wait for the one answer. */
final class AnswerCache {
    private static final int MOST_ENTRIES = 20_000;

    private record Key(Name name, int type) {}

    private record Entry(CompletableFuture<Held> reply) {
        boolean holds(long now) {
            Held held = reply.getNow(WAITING);
            return held == WAITING || held.until - now > 0;
        }
    }

    /** @param until nano clock value from which on the reply is stale */
    record Held(Reply reply, long until) {}

    private static final Held WAITING = new Held(new Reply.Records(List.of(), 0), 0);

    private final Map<Key, Entry> entries = new ConcurrentHashMap<>();
    private final LongSupplier nanoClock;
    private final long longestSeconds;

    AnswerCache(LongSupplier nanoClock, long longestSeconds) {
        this.nanoClock = nanoClock;
        this.longestSeconds = longestSeconds;
    }

    /** @param ask called at most once while an answer is on its way or fresh */
    CompletionStage<Held> get(Name name, int type, BiFunction<Name, Integer, CompletionStage<Reply>> ask) {
        Key key = new Key(name, type);
        long now = nanoClock.getAsLong();
        Entry fresh = new Entry(new CompletableFuture<>());
        Entry entry = entries.compute(key, (k, old) -> old != null && old.holds(now) ? old : fresh);
        if (entry == fresh) {
            makeRoom(now);
            ask.apply(name, type).whenComplete((reply, failure) -> fresh.reply.complete(held(reply, failure)));
        }
        return entry.reply;
    }

    private Held held(Reply reply, Throwable failure) {
        Reply known = failure == null ? reply : new Reply.Failed("looking up a name failed: " + failure, 1);
        long seconds = Math.min(longestSeconds, Math.max(0, ttl(known)));
        return new Held(known, nanoClock.getAsLong() + seconds * 1_000_000_000L);
    }

    private static long ttl(Reply reply) {
        if (reply instanceof Reply.Records records) {
            return records.ttl();
        }
        if (reply instanceof Reply.Nothing nothing) {
            return nothing.ttl();
        }
        return reply instanceof Reply.Failed failed ? failed.ttl() : 0;
    }

    private void makeRoom(long now) {
        if (entries.size() > MOST_ENTRIES) {
            entries.values().removeIf(e -> !e.holds(now));
            if (entries.size() > MOST_ENTRIES) {
                entries.clear();
            }
        }
    }

    int size() {
        return entries.size();
    }
}
