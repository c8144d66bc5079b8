package org.bailey.turn.provider.client;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.bailey.turn.Allocation;
import org.bailey.turn.Allocation.State;
import org.bailey.turn.Channel;
import org.bailey.turn.Exchange;
import org.bailey.turn.Exchange.Purpose;
import org.bailey.turn.Permission;
import org.bailey.turn.TurnOut;

/** What is due when. */
final class Timers {
    /** A permission lives 300 s, whatever the allocation has (RFC 8656 section 9). */
    static final long PERMISSION = TimeUnit.SECONDS.toNanos(240);
    /** A channel lives 600 s (RFC 8656 section 12). */
    static final long CHANNEL = TimeUnit.SECONDS.toNanos(540);
    /** What was refused for lack of something may be granted after a while. */
    static final long RETRY = TimeUnit.SECONDS.toNanos(30);
    /** A server silent for so long is asked whether it is there; it also keeps the way through a NAT open. */
    static final long SILENCE = TimeUnit.SECONDS.toNanos(10);
    /** The same while media goes through it. */
    static final long URGENT_SILENCE = TimeUnit.MILLISECONDS.toNanos(1500);

    private static final long NEVER = Long.MAX_VALUE;

    private Timers() {}

    static void elapsed(Allocation allocation, long nanos, TurnOut out) {
        for (Exchange exchange : List.copyOf(allocation.exchanges)) {
            if (due(exchange.dueNanos, nanos)
                    && allocation.exchanges.contains(exchange)
                    && !Exchanges.repeat(allocation, exchange, nanos, out)) {
                Answers.none(allocation, exchange, nanos, out);
            }
        }
        if (allocation.state != State.READY) {
            return;
        }
        if (due(allocation.refreshNanos, nanos)) {
            allocation.refreshNanos = NEVER;
            Exchanges.begin(allocation, new Exchange(Purpose.REFRESH, null, null), nanos, out);
        }
        for (Permission permission : allocation.permissions.values()) {
            if (due(permission.refreshNanos, nanos)) {
                permission.refreshNanos = NEVER;
                Exchanges.begin(allocation, new Exchange(Purpose.PERMIT, permission, null), nanos, out);
            }
        }
        for (Channel channel : allocation.channels) {
            if (due(channel.refreshNanos, nanos)) {
                channel.refreshNanos = NEVER;
                Exchanges.begin(allocation, new Exchange(Purpose.BIND, null, channel), nanos, out);
            }
        }
        boolean urgent = allocation.unanswered > 0;
        long silence = allocation.heardNanos + (urgent ? URGENT_SILENCE : SILENCE);
        if (due(silence, nanos) && !Exchanges.underWay(allocation, Purpose.PROBE)) {
            Exchange probe = new Exchange(Purpose.PROBE, null, null);
            probe.urgent = urgent;
            Exchanges.begin(allocation, probe, nanos, out);
        }
    }

    /** Says when the next of them is due. */
    static void set(Allocation allocation, long nanos) {
        long next = NEVER;
        for (int i = 0; i < allocation.exchanges.size(); i++) {
            next = earlier(next, allocation.exchanges.get(i).dueNanos, nanos);
        }
        if (allocation.state == State.READY) {
            next = earlier(next, allocation.refreshNanos, nanos);
            for (Permission permission : allocation.permissions.values()) {
                next = earlier(next, permission.refreshNanos, nanos);
            }
            for (Channel channel : allocation.channels) {
                next = earlier(next, channel.refreshNanos, nanos);
            }
            if (!Exchanges.underWay(allocation, Purpose.PROBE)) {
                next = earlier(next, look(allocation, nanos), nanos);
            }
        }
        boolean over = allocation.state == State.FAILED || allocation.state == State.RELEASED;
        allocation.dueNanos = over ? NEVER : next;
    }

    /** Packets are sent without a word to this clock, so every so often it is looked whether somebody relies on the server. */
    private static long look(Allocation allocation, long nanos) {
        long soon = allocation.heardNanos + URGENT_SILENCE;
        return due(soon, nanos) ? earlier(nanos + URGENT_SILENCE, allocation.heardNanos + SILENCE, nanos) : soon;
    }

    private static boolean due(long when, long nanos) {
        return when != NEVER && when - nanos <= 0;
    }

    private static long earlier(long one, long other, long nanos) {
        if (one == NEVER || other == NEVER) {
            return one == NEVER ? other : one;
        }
        return one - nanos <= other - nanos ? one : other;
    }
}
