package org.bailey.media.provider.ice;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.bailey.ice.Candidate;
import org.bailey.ice.IceAgent;
import org.bailey.ice.IceBase;
import org.bailey.ice.IceOut;
import org.bailey.ice.IceParameters;
import org.bailey.ice.IceSession;
import org.bailey.ice.RemoteIce;
import org.bailey.turn.Allocation;
import org.jspecify.annotations.Nullable;

/** ICE towards one side of a media line: what is remembered of it, its relays, and what the agent has done. */
public final class IceSide implements IceOut, Relay.Owner {
    private static final int COMPONENTS = 2;

    private static final Way NOWHERE = (packet, to) -> false;

    private final IceLoop loop;
    private final IcePorts ports;
    private Gathering gathering;
    private final List<Way> ways = new ArrayList<>(); // by number of the base
    private final SideRelays relays;
    private final Proven proven = new Proven(COMPONENTS);
    private final Timer timer;
    private @Nullable IceSession session;
    private @Nullable RemoteIce remote;
    private boolean remoteTold;
    private boolean grownUntold;
    private String trouble = "";
    private boolean closed;
    private final Map<Integer, String> lost = new LinkedHashMap<>(); // bases the agent does not know are gone, and why

    /** @param needs what is to be gathered */
    public IceSide(IceLoop loop, IcePorts ports, GatherNeeds needs) {
        this.loop = loop;
        this.ports = ports;
        relays = new SideRelays(loop);
        timer = new Timer(loop, () -> ask(IceAgent::elapsed));
        gathering = new Gathering(loop, needs, socket(1), socket(2), this);
    }

    private Way socket(int component) {
        return (packet, to) -> ports.send(component, packet, to);
    }

    /**
     * Gathers candidates; {@code done} hears of them once, possibly at once. Asked again, it gathers for a restart: under
     * new credentials, with the relays that are up.
     */
    public void gather(Consumer<IceParameters> done) {
        loop.own(this);
        if (session != null) {
            gathering.cancel();
            gathering = new Gathering(loop, gathering.needs, socket(1), socket(2), this);
        }
        gathering.start(relays.all(), (parameters, found) -> {
            IceSession known = session(parameters);
            found.forEach(relay -> add(known, relay));
            done.accept(parameters);
        });
    }

    private IceSession session(IceParameters parameters) {
        IceSession known = session;
        if (known == null) {
            known = new IceSession(parameters, gathering.needs.tieBreaker());
            session = known;
            known.bases.addAll(gathering.hostBases());
            ways.add(socket(1));
            ways.add(socket(2));
        } else {
            known.local = parameters;
        }
        return known;
    }

    private void add(IceSession to, Relay relay) {
        relay.base = to.bases.size();
        to.bases.add(new IceBase(relay.component, Candidate.Transport.UDP, relay.address(), true));
        ways.add(relay);
        relays.add(relay);
        ports.changed();
    }

    /** {@return what the agent knows; null while candidates are gathered} */
    public @Nullable IceSession session() {
        return session;
    }

    /** {@return why there is no way, or what TURN servers said who gave none; empty when there is nothing to say} */
    public String trouble() {
        return trouble.isEmpty() ? String.join("; ", gathering.failures()) : trouble;
    }

    /** {@return the relays that were granted and are there} */
    public List<Relay> relays() {
        return relays.all();
    }

    /** Takes what the peer said of ICE. */
    public void remote(RemoteIce said) {
        if (said.equals(remote)) {
            return;
        }
        remote = said;
        remoteTold = false;
        relays.permit(said.parameters().candidates().stream()
                .filter(candidate -> candidate.transport() == Candidate.Transport.UDP)
                .map(candidate -> candidate.address().getAddress())
                .toList());
        tellRemote();
    }

    private void tellRemote() {
        RemoteIce said = remote;
        if (said != null && !remoteTold && session != null && loop.agent() != null) {
            remoteTold = true;
            remoteTold = ask((agent, known, nanos, out) -> agent.remote(known, said, nanos, out));
        }
    }

    /** A datagram that came in on a socket. */
    public void datagram(int component, ByteBuffer packet, InetSocketAddress from, long nanos) {
        Relay relay = proven.isChosen(component, from) ? null : relayBehind(component, from);
        if (relay != null) {
            relay.received(packet);
            if (closed) {
                relays.answered();
            }
        } else if (!closed) {
            received(component, component - 1, packet, from, nanos);
        }
    }

    private @Nullable Relay relayBehind(int component, InetSocketAddress from) {
        Relay relay = relays.behind(component, from);
        return relay == null ? gathering.relayBehind(component, from) : relay;
    }

    // the first byte says what it is (RFC 7983 section 7)
    private void received(int component, int base, ByteBuffer packet, InetSocketAddress from, long nanos) {
        int first = packet.hasRemaining() ? packet.get(packet.position()) & 0xff : 0xff;
        if (first >= 128 && first < 192) {
            if (!ports.decides() || proven.admits(component, base, from)) {
                ports.media(component, packet, from, nanos);
            } else {
                ports.stray(false);
            }
        } else if (first < 4) {
            stun(base, packet, from);
        } else {
            ports.stray(true);
        }
    }

    private void stun(int base, ByteBuffer message, InetSocketAddress from) {
        if (loop.agent() == null) {
            loop.missed(); // the peer sends it again
        } else if (session != null) {
            ask((agent, known, nanos, out) -> agent.received(known, base, message, from, nanos, out));
        }
    }

    /** One question to the agent. */
    private interface Question {
        void to(IceAgent agent, IceSession session, long nanos, IceOut out);
    }

    /** {@return false when it has to be asked again, of the agent that comes} */
    private boolean ask(Question question) {
        IceAgent agent = loop.agent();
        IceSession known = session;
        if (agent == null || known == null || closed) {
            return true;
        }
        boolean asked = true;
        try {
            question.to(agent, known, loop.nanos(), this);
        } catch (RuntimeException | LinkageError e) {
            asked = !loop.failed(agent, "ICE of " + ports.name(), e);
        }
        timer.set(closed ? Long.MAX_VALUE : known.dueNanos);
        ports.changed();
        return asked;
    }

    void agentBack() {
        tellRemote();
        tellLost();
        tellGrown();
        IceSession known = session;
        if (known != null && known.dueNanos - loop.nanos() <= 0 && known.dueNanos != Long.MAX_VALUE) {
            ask(IceAgent::elapsed);
        }
    }

    void turnBack() {
        gathering.clientBack();
        relays.clientBack();
    }

    void resume() {
        gathering.resume();
        relays.resume();
    }

    /**
     * Ends everything; relayed addresses are given back.
     *
     * @param done runs when the sockets are not needed any more: a server may want to be told twice
     */
    public void close(Runnable done) {
        closed = true;
        loop.disown(this);
        timer.cancel();
        gathering.cancel();
        relays.close(done);
    }

    @Override
    public boolean send(int base, ByteBuffer message, InetSocketAddress to) {
        return ways.get(base).send(message, to);
    }

    @Override
    public void connect(int base, InetSocketAddress to) {
        // only bases of TCP are told so, and none is offered
    }

    @Override
    public void proven(int component, int base, InetSocketAddress address) {
        proven.add(component, base, address);
    }

    @Override
    public void selected(int component, int base, InetSocketAddress address) {
        ports.changed();
        proven.choose(component, base, address);
        Relay via = relays.of(base);
        if (via != null) {
            via.permit(Set.of(address.getAddress()));
            via.bind(address);
        }
        ports.route(component, address, via);
        if (component == 1 && !peerHasRtcp()) {
            ports.route(2, address, via);
        }
    }

    // a peer that carries RTP and RTCP on one port says nothing of a second component (RFC 5761)
    private boolean peerHasRtcp() {
        RemoteIce peer = remote;
        return peer == null
                || peer.parameters().candidates().stream().anyMatch(candidate -> candidate.component() == 2);
    }

    @Override
    public void completed() {
        IceSession known = session;
        trouble = "";
        if (known != null) {
            ports.connected(known.selected);
        }
    }

    @Override
    public void failed(String sentence) {
        trouble = sentence;
        ports.disconnected(sentence);
    }

    @Override
    public void random(byte[] into) {
        loop.random(into);
    }

    @Override
    public void data(Relay relay, InetSocketAddress peer, ByteBuffer packet) {
        if (relay.base >= 0) {
            received(relay.component, relay.base, packet, peer, loop.nanos());
        }
    }

    @Override
    public void allocated(Relay relay) {
        // told to whoever searched for it
    }

    @Override
    public void failed(Relay relay, String sentence) {
        relays.remove(relay);
        if (relay.base >= 0) {
            ways.set(relay.base, NOWHERE);
        }
        if (closed) {
            return;
        }
        boolean forgotten = relay.allocation.remedy == Allocation.Remedy.ANEW;
        if (!forgotten) {
            gathering.needs.servers().failed(relay.allocation.server, sentence);
        }
        if (relay.base >= 0) {
            lost.put(relay.base, sentence);
            tellLost();
            replace(relay, forgotten);
        }
    }

    private void tellLost() {
        if (loop.agent() != null && !lost.isEmpty()) {
            Map<Integer, String> now = Map.copyOf(lost);
            lost.clear();
            now.forEach((base, reason) -> {
                if (!ask((agent, known, nanos, out) -> agent.lost(known, base, reason, nanos, out))) {
                    lost.put(base, reason);
                }
            });
        }
    }

    /** Looks for another relay; the agent tries it, and has what else there is meanwhile. */
    private void replace(Relay gone, boolean sameFirst) {
        long patience = gathering.needs.patience().toNanos();
        Way socket = socket(gone.component);
        var terms = new RelaySearch.Terms(
                loop, gone.component, socket, gathering.needs.servers(), List.of(), patience, this);
        relays.replace(gone, terms, sameFirst, relay -> {
            IceSession known = session;
            if (known != null) {
                add(known, relay);
                grownUntold = true;
                tellGrown();
            }
        });
    }

    private void tellGrown() {
        if (grownUntold && loop.agent() != null) {
            grownUntold = false;
            grownUntold = !ask(IceAgent::grown);
        }
    }
}
