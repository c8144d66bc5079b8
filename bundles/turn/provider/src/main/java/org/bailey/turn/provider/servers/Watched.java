package org.bailey.turn.provider.servers;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.TreeMap;
import org.bailey.turn.TurnServer;
import org.bailey.turn.TurnServerStatus;
import org.bailey.turn.TurnServerStatus.State;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One configured server with what is known of it. Safe for use by many threads. */
final class Watched {
    private static final Logger LOG = LoggerFactory.getLogger(Watched.class);

    final ServerEntry entry;
    private volatile Knowledge known;
    private final Map<Integer, Long> failures = new TreeMap<>();

    Watched(ServerEntry entry) {
        this.entry = entry;
        this.known = Knowledge.none(entry.literal());
    }

    Knowledge known() {
        return known;
    }

    /** Replaces what is known, and logs when that changes something for calls. */
    synchronized void learn(Knowledge now) {
        Knowledge before = known;
        known = now;
        if (before.state() != now.state()) {
            if (now.state() == State.WORKING) {
                LOG.info("{}", now.detail());
            } else {
                LOG.warn("{}", now.detail());
            }
        }
    }

    /** A call could not use it. {@return whether it was thought to work until now} */
    synchronized boolean failed(int code, String reason) {
        failures.merge(code, 1L, Long::sum);
        boolean first = known.rank() == 0;
        if (first) {
            learn(known.suspect(entry.name(), reason));
        }
        return first;
    }

    /** {@return what calls use; null while the name was not found yet} */
    @Nullable
    TurnServer server() {
        InetAddress address = known.address();
        return address == null ? null : at(address);
    }

    TurnServer at(InetAddress address) {
        return new TurnServer(
                entry.name(),
                new InetSocketAddress(address, entry.port()),
                entry.host(),
                entry.transport(),
                entry.username(),
                entry.password());
    }

    synchronized TurnServerStatus status() {
        Knowledge now = known;
        return new TurnServerStatus(
                entry.name(),
                entry.where(),
                entry.transport(),
                entry.description(),
                now.state(),
                now.detail(),
                now.software(),
                now.relayed(),
                now.mapped(),
                now.roundTrip(),
                now.probed(),
                failures);
    }
}
