package org.bailey.turn;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Everything remembered of one allocation on a TURN server. Held by the keeper of the sockets, read and written by the
 * {@link TurnClient}. Plain data, touched only by the event loop that owns the call. One allocation needs a socket or
 * connection of its own (RFC 8656 section 7.1).
 */
public final class Allocation {
    public final TurnServer server;
    /** What peers are reached by: datagrams, or connections (RFC 6062) if what leads to the server is one. */
    public final Peers peers;
    /** Of which family {@link #relayed} is to be. */
    public final Family family;

    public State state = State.NEW;
    /** Where the server relays for us; null before it said so. */
    public @Nullable InetSocketAddress relayed;
    /** As the server sees us; null before it said so. */
    public @Nullable InetSocketAddress mapped;
    /** When {@link TurnClient#elapsed} is wanted; {@link Long#MAX_VALUE} for not at all. */
    public long dueNanos = Long.MAX_VALUE;
    /** What may help, told before {@link TurnOut#failed}. */
    public Remedy remedy = Remedy.NONE;
    /** The code of the answer it failed by, told with {@link #remedy}; 0 for no answer, or one without a code. */
    public int code;
    /** The program there, as it calls itself; empty while unknown. */
    public String software = "";

    /** Requests the server has not answered yet. */
    public final List<Exchange> exchanges = new ArrayList<>(4);
    /** Peers that may send to {@link #relayed}. */
    public final Map<InetAddress, Permission> permissions = new LinkedHashMap<>();
    /** The n-th has number {@link Channel#FIRST} + n. */
    public final List<Channel> channels = new ArrayList<>(2);
    /** Connections with peers, as far as {@link #peers} says so. */
    public final List<PeerConnection> connections = new ArrayList<>(0);
    /** Who we are to the server; null before it asked. */
    public @Nullable Credential credential;
    /** When the allocation is to be refreshed; {@link Long#MAX_VALUE} for not at all. */
    public long refreshNanos = Long.MAX_VALUE;
    /** When the server was last heard. */
    public long heardNanos;
    /** Packets sent to peers since then: above 0 somebody relies on the server just now. */
    public int unanswered;
    /** Messages from the server that were not for us or not well-formed. */
    public long dropped;
    /** How often the server was found to have an older allocation for our port. */
    public int cleared;
    /** Room for a transaction id. */
    public final byte[] scratch = new byte[12];

    private final Set<InetSocketAddress> visited;
    private @Nullable TurnServer alternate;

    public Allocation(TurnServer server) {
        this(server, Peers.DATAGRAMS);
    }

    public Allocation(TurnServer server, Family family) {
        this(server, Peers.DATAGRAMS, family, new HashSet<>());
    }

    /** @throws IllegalArgumentException if peers are to be reached by connections and the server is not */
    public Allocation(TurnServer server, Peers peers) {
        this(server, peers, Family.SERVERS, new HashSet<>());
    }

    private Allocation(TurnServer server, Peers peers, Family family, Set<InetSocketAddress> visited) {
        if (peers == Peers.CONNECTIONS && !server.streamed()) {
            throw new IllegalArgumentException(server + " has to be led to by TCP or TLS for connections with peers");
        }
        this.server = server;
        this.peers = peers;
        this.family = family;
        this.visited = visited;
        visited.add(server.address());
    }

    /** Notes where the server sent us (300 Try Alternate). */
    public void redirected(InetSocketAddress to) {
        alternate = server.at(to);
    }

    /** {@return the server this one sent us to; null when it sent us nowhere, or to where we were before} */
    public @Nullable TurnServer alternate() {
        TurnServer to = alternate;
        return to == null || visited.contains(to.address()) ? null : to;
    }

    /** {@return a fresh allocation at {@link #alternate}, for a socket of its own; null when there is none} */
    public @Nullable Allocation next() {
        TurnServer to = alternate();
        return to == null ? null : new Allocation(to, peers, family, visited);
    }

    /** Notes that the server was heard. */
    public void heard(long nanos) {
        heardNanos = nanos;
        unanswered = 0;
    }

    /** {@return whether an address of that kind can be a peer: the server does not pass packets between families (443)} */
    public boolean reaches(InetAddress peer) {
        InetSocketAddress ours = relayed;
        return ours == null || ours.getAddress() instanceof Inet6Address == peer instanceof Inet6Address;
    }

    /** What REQUESTED-ADDRESS-FAMILY says (RFC 8656 section 18.8). */
    public enum Family {
        /** Nothing: IPv4 (RFC 8656 section 7.2); it is for servers that know RFC 5766 only. */
        SERVERS,
        IPV6
    }

    public enum Peers {
        DATAGRAMS,
        CONNECTIONS
    }

    public enum State {
        NEW,
        ASKED,
        READY,
        /** {@link TurnOut#failed} was told. */
        FAILED,
        RELEASED
    }

    /** What whoever owns the sockets can do about a failure. */
    public enum Remedy {
        /** Another server of {@link TurnServers#inOrder}. */
        NONE,
        /** {@link Allocation#next}. */
        ALTERNATE_SERVER,
        /** The same server, from another port of ours: it takes this one for an older allocation. */
        OTHER_PORT,
        /** The same server with {@link Family#SERVERS}: it has no address of the family that was asked for. */
        OTHER_FAMILY,
        /** The same server may give another address: it has forgotten this one. */
        ANEW
    }
}
