package org.bailey.media.provider;

import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Set;
import org.bailey.media.MediaPorts.PoolStatus;

/**
 * Pairs of an even port and the odd one behind it (RFC 3550 section 11). The pair that was free longest is given out
 * first. Asked a few times per call, from several loops: hence the monitor.
 */
final class PortPool {
    private record Resting(int port, long untilNanos) {}

    private final ArrayDeque<Integer> free = new ArrayDeque<>();
    private final ArrayDeque<Resting> resting = new ArrayDeque<>();
    private final ArrayDeque<Resting> occupied = new ArrayDeque<>();
    private final Set<Integer> given = new HashSet<>();
    private int first;
    private int last;

    PortPool(int first, int last) {
        resize(first, last);
    }

    /** Makes it another range. Pairs in use stay in use; those outside of the new range do not come back. */
    synchronized void resize(int newFirst, int newLast) {
        if (newFirst == first && newLast == last) {
            return;
        }
        first = newFirst;
        last = newLast;
        resting.removeIf(pair -> !inRange(pair.port));
        occupied.removeIf(pair -> !inRange(pair.port));
        Set<Integer> known = new HashSet<>(given);
        resting.forEach(pair -> known.add(pair.port));
        occupied.forEach(pair -> known.add(pair.port));
        free.clear();
        for (int port = first + (first & 1); port < last; port += 2) {
            if (!known.contains(port)) {
                free.add(port);
            }
        }
    }

    /** {@return the even port of a free pair, or -1 when there is none} */
    synchronized int take(long nanos) {
        wake(nanos);
        Integer port = free.poll();
        if (port == null) {
            return -1;
        }
        given.add(port);
        return port;
    }

    /** Puts a pair back that was taken; it rests until {@code untilNanos}. */
    synchronized void giveBack(int port, long untilNanos) {
        if (given.remove(port) && inRange(port)) {
            resting.add(new Resting(port, untilNanos));
        }
    }

    /** As {@link #giveBack}, for a pair that another program on this machine listens on. */
    synchronized void setAside(int port, long untilNanos) {
        if (given.remove(port) && inRange(port)) {
            occupied.add(new Resting(port, untilNanos));
        }
    }

    synchronized PoolStatus status(long nanos) {
        wake(nanos);
        return new PoolStatus(
                first,
                last,
                2 * (pairs() - occupied.size()),
                2 * given.size(),
                2 * resting.size(),
                2 * free.size(),
                100,
                null);
    }

    /** {@return why nothing can be given, for whoever asked in vain} */
    synchronized String exhausted() {
        String others = occupied.isEmpty() ? "" : ", " + occupied.size() + " are taken by other programs";
        return "Media port pool exhausted: of " + pairs() + " port pairs in " + first + "-" + last + ", " + given.size()
                + " are in use, " + resting.size() + " rest after a call" + others
                + "; raise org.bailey.media lastPort";
    }

    private int pairs() {
        return (last + 1 - first - (first & 1)) / 2;
    }

    private boolean inRange(int port) {
        return port >= first && port < last;
    }

    private void wake(long nanos) {
        wake(resting, nanos);
        wake(occupied, nanos);
    }

    // in the order of their return: after a change of the resting time, a longer one holds back those behind it
    private void wake(ArrayDeque<Resting> pairs, long nanos) {
        for (Resting pair = pairs.peek(); pair != null && pair.untilNanos - nanos <= 0; pair = pairs.peek()) {
            free.add(pairs.remove().port);
        }
    }
}
