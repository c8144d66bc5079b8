package org.bailey.media.provider.ice;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.bailey.ice.Candidate.Transport;
import org.bailey.ice.IceBase;
import org.bailey.ice.IceSession;
import org.jspecify.annotations.Nullable;

/** What packets of one side leave from, under the numbers the agent knows: our own sockets and connections, and relays. */
final class Bases {
    private static final Way NOWHERE = (packet, to) -> false;

    private final Way[] sockets;
    private final Wires wires;
    private final List<Way> ways = new ArrayList<>(); // by number of the base

    Bases(Way rtp, Way rtcp, Wires wires) {
        sockets = new Way[] {rtp, rtcp};
        this.wires = wires;
    }

    /** Our own addresses, the first of each family. */
    void own(IceSession to, GatherNeeds needs) {
        for (InetAddress address : needs.bases()) {
            own(to, needs, Transport.UDP, address);
            if (needs.tcp().offered()) {
                own(to, needs, Transport.TCP_PASSIVE, address);
                own(to, needs, Transport.TCP_ACTIVE, address);
            }
        }
    }

    /** Lets us connect, offered or not: a peer learns who does by its checks (RFC 6544 section 4.5). */
    void mayConnect(IceSession session, GatherNeeds needs) {
        for (InetAddress address : needs.bases()) {
            if (needs.tcp().used() && own(session, 1, Transport.TCP_ACTIVE, address) < 0) {
                own(session, needs, Transport.TCP_ACTIVE, address);
            }
        }
    }

    private void own(IceSession to, GatherNeeds needs, Transport transport, InetAddress address) {
        for (int component = 1; component <= sockets.length; component++) {
            InetSocketAddress place =
                    transport == Transport.TCP_ACTIVE ? GatherNeeds.anyPort(address) : needs.host(address, component);
            int number = to.bases.size();
            Way connection = (packet, peer) -> wires.send(number, packet, peer);
            add(
                    to,
                    new IceBase(component, transport, place, false),
                    transport == Transport.UDP ? sockets[component - 1] : connection);
        }
    }

    /** {@return the number of the base that stands for our own addresses of a family; -1 when there is none} */
    int own(IceSession session, int component, Transport transport, InetAddress like) {
        for (int number = 0; number < session.bases.size(); number++) { // for each packet: no iterator
            IceBase base = session.bases.get(number);
            if (base.component() == component
                    && base.transport() == transport
                    && !base.relayed()
                    && GatherNeeds.family(base.address().getAddress()) == GatherNeeds.family(like)) {
                return number;
            }
        }
        return -1;
    }

    void add(IceSession to, Relay relay) {
        relay.base = to.bases.size();
        add(to, new IceBase(relay.component, Transport.UDP, relay.address(), true), relay);
    }

    private void add(IceSession to, IceBase base, Way way) {
        to.bases.add(base);
        ways.add(way);
    }

    /** Nothing leaves from there any more. */
    void gone(int base) {
        ways.set(base, NOWHERE);
    }

    /** {@return how media leaves from a base that is not simply a socket of ours; null where it is} */
    @Nullable
    Way beside(IceSession session, int base) {
        IceBase chosen = session.bases.get(base);
        return chosen.relayed() || chosen.transport() != Transport.UDP ? ways.get(base) : null;
    }

    boolean send(int base, ByteBuffer message, InetSocketAddress to) {
        return ways.get(base).send(message, to);
    }
}
