package org.bailey.media.provider;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.bailey.turn.TurnServer;
import org.bailey.turn.TurnServerStatus;
import org.bailey.turn.TurnServers;

/** Servers in an order that is told; those that failed come last. */
final class FixedServers implements TurnServers {
    final List<String> reasons = new CopyOnWriteArrayList<>();
    private final List<TurnServer> order;

    FixedServers(TurnServer... servers) {
        order = new CopyOnWriteArrayList<>(servers);
    }

    @Override
    public boolean offered() {
        return true;
    }

    @Override
    public List<TurnServer> inOrder() {
        return new ArrayList<>(order);
    }

    @Override
    public void failed(TurnServer server, int code, String reason) {
        reasons.add(reason);
        if (order.remove(server)) {
            order.add(server);
        }
    }

    @Override
    public List<TurnServerStatus> status() {
        return List.of();
    }

    @Override
    public List<String> problems() {
        return List.of();
    }

    @Override
    public void probe() {}
}
