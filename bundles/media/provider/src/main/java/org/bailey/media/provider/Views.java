package org.bailey.media.provider;

import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.util.List;
import org.bailey.ice.Candidate.Transport;
import org.bailey.ice.IceSession;
import org.bailey.media.Connectivity;
import org.bailey.media.Connectivity.State;
import org.bailey.media.Side;
import org.bailey.media.provider.ice.IceSide;
import org.bailey.media.provider.ice.Relay;
import org.jspecify.annotations.Nullable;

/** What people are shown of ICE. */
final class Views {
    private Views() {}

    static Connectivity of(int line, Side from, boolean withIce, IceSide side) {
        IceSession session = side.session();
        List<IceSession.Chosen> chosen = session == null ? List.of() : session.selected;
        return new Connectivity(
                line,
                from,
                state(withIce, session),
                side.trouble(),
                chosen.stream().map(pair -> way(pair, side.relays())).toList(),
                side.relays().stream().map(relay -> relay(relay, chosen)).toList(),
                session == null || session.remote == null ? null : session.history());
    }

    private static State state(boolean withIce, @Nullable IceSession session) {
        if (!withIce) {
            return State.WITHOUT_ICE;
        }
        return session == null
                ? State.GATHERING
                : switch (session.state) {
                    case NEW -> State.WAITING;
                    case CHECKING -> State.CHECKING;
                    case CONNECTED -> State.CONNECTED;
                    case FAILED -> State.FAILED;
                };
    }

    private static Connectivity.Way way(IceSession.Chosen pair, List<Relay> relays) {
        String server = relays.stream()
                .filter(relay -> relay.base == pair.base())
                .map(relay -> relay.allocation.server.toString())
                .findFirst()
                .orElse("");
        return new Connectivity.Way(
                pair.local().component(),
                pair.local().brief(),
                pair.remote().brief(),
                server,
                pair.remote().transport() != Transport.UDP);
    }

    private static String text(InetSocketAddress address) {
        String host = address.getAddress().getHostAddress();
        return (address.getAddress() instanceof Inet6Address ? "[" + host + "]" : host) + ":" + address.getPort();
    }

    private static Connectivity.Relay relay(Relay relay, List<IceSession.Chosen> chosen) {
        return new Connectivity.Relay(
                relay.component,
                relay.allocation.server.toString(),
                text(relay.address()),
                chosen.stream().anyMatch(pair -> pair.base() == relay.base));
    }
}
