package org.bailey.sip.provider;

import java.net.InetAddress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntSupplier;
import org.bailey.sip.SipEvent;
import org.bailey.sip.SipUser;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Those who hear of transactions. While one is being replaced its events wait here, in order and not without limit. */
final class Users implements Events {
    private static final Logger LOG = LoggerFactory.getLogger(Users.class);

    private final Map<String, Seat> seats = new ConcurrentHashMap<>();
    private final IntSupplier mostWaiting;
    private final Counts counts;

    Users(IntSupplier mostWaiting, Counts counts) {
        this.mostWaiting = mostWaiting;
        this.counts = counts;
    }

    private record Ranked(SipUser user, int ranking, long order) {}

    private static final class Seat {
        final List<Ranked> candidates = new ArrayList<>();
        final Queue<SipEvent> waiting = new ArrayDeque<>();
        volatile @Nullable SipUser user;
    }

    private Seat seat(String owner) {
        return seats.computeIfAbsent(owner, none -> new Seat());
    }

    /** The highest ranking user of an owner hears of its events; among equals the older one. */
    void add(String owner, SipUser user, int ranking, long order) {
        Seat seat = seat(owner);
        synchronized (seat) {
            seat.candidates.add(new Ranked(user, ranking, order));
            choose(seat);
        }
    }

    void remove(String owner, SipUser user) {
        Seat seat = seat(owner);
        synchronized (seat) {
            seat.candidates.removeIf(candidate -> candidate.user() == user);
            choose(seat);
        }
    }

    private void choose(Seat seat) {
        seat.candidates.sort(Comparator.comparingInt(Ranked::ranking).reversed().thenComparingLong(Ranked::order));
        SipUser next = seat.candidates.isEmpty() ? null : seat.candidates.get(0).user();
        if (next != null) {
            for (SipEvent event = seat.waiting.poll(); event != null; event = seat.waiting.poll()) {
                hand(next, event);
            }
        }
        seat.user = next;
    }

    @Override
    public void tell(String owner, SipEvent event) {
        Seat seat = seat(owner);
        SipUser user = seat.user;
        if (user == null) {
            synchronized (seat) {
                user = seat.user;
                if (user == null) {
                    if (seat.waiting.size() < mostWaiting.getAsInt()) {
                        seat.waiting.add(event);
                    } else {
                        counts.lostEvents.increment();
                    }
                    return;
                }
            }
        }
        hand(user, event);
    }

    private static void hand(SipUser user, SipEvent event) {
        try {
            user.happened(event);
        } catch (RuntimeException failed) {
            LOG.error("SIP-091 a user of the SIP stack failed on {}", event, failed);
        }
    }

    /** {@return whether a request for that owner would be heard now or later} */
    boolean accepts(String owner) {
        Seat seat = seat(owner);
        if (seat.user != null) {
            return true;
        }
        synchronized (seat) {
            return seat.waiting.size() < mostWaiting.getAsInt();
        }
    }

    /** {@return whether one of them knows who is at that address} */
    boolean know(InetAddress address) {
        return seats.values().stream().map(seat -> seat.user).anyMatch(user -> user != null && user.knows(address));
    }

    int waiting() {
        int sum = 0;
        for (Seat seat : seats.values()) {
            synchronized (seat) {
                sum += seat.waiting.size();
            }
        }
        return sum;
    }
}
