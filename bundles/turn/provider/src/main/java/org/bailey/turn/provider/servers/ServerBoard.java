package org.bailey.turn.provider.servers;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.bailey.turn.TurnServer;
import org.bailey.turn.TurnServerStatus;
import org.jspecify.annotations.Nullable;

/** All configured servers and what is known of them. Safe for use by many threads. */
public final class ServerBoard {
    private final RandomGenerator random;
    private volatile Map<String, Watched> servers = Map.of();

    public ServerBoard(RandomGenerator random) {
        this.random = random;
    }

    /** Takes what is configured now; what is known of a server stays while its settings do. */
    public synchronized void configured(Collection<ServerEntry> entries) {
        Map<String, Watched> now = new LinkedHashMap<>();
        entries.stream().sorted(Comparator.comparing(ServerEntry::name)).forEach(entry -> {
            Watched before = servers.get(entry.pid());
            now.put(entry.pid(), before != null && before.entry.equals(entry) ? before : new Watched(entry));
        });
        servers = Collections.unmodifiableMap(now);
    }

    /** {@return those that work in random order, then the others} */
    public List<TurnServer> inOrder() {
        List<Watched> order = new ArrayList<>(servers.values());
        synchronized (random) {
            for (int last = order.size() - 1; last > 0; last--) {
                Collections.swap(order, last, random.nextInt(last + 1));
            }
        }
        Map<Watched, Integer> ranks = new java.util.IdentityHashMap<>();
        order.forEach(server -> ranks.put(server, server.known().rank()));
        order.sort(Comparator.comparing(ranks::get));
        List<TurnServer> found = new ArrayList<>(order.size());
        for (Watched watched : order) {
            TurnServer server = watched.server();
            if (server != null) {
                found.add(server);
            }
        }
        return found;
    }

    public List<TurnServerStatus> status() {
        return servers.values().stream().map(Watched::status).toList();
    }

    Collection<Watched> all() {
        return servers.values();
    }

    /** {@return the server a call could not use, when it was thought to work until now} */
    @Nullable
    Watched failed(TurnServer server, int code, String reason) {
        for (Watched watched : servers.values()) {
            if (watched.entry.name().equals(server.name())) {
                return watched.failed(code, reason) ? watched : null;
            }
        }
        return null;
    }
}
