package org.bailey.media.provider.ice;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.bailey.ice.Candidate;
import org.bailey.ice.Candidate.Transport;
import org.bailey.ice.IceAgent;
import org.bailey.ice.IceFailure;
import org.bailey.ice.IceOut;
import org.bailey.ice.IceParameters;
import org.bailey.ice.IceSession;
import org.bailey.ice.RemoteIce;
import org.jspecify.annotations.Nullable;

/** ICE towards one side of a media line: what is remembered of it, its relays, and what the agent has done. */
public final class IceSide implements IceOut, SideRelays.Owner, Wires.Owner {
    private static final int COMPONENTS = 2;

    private final IceLoop loop;
    private final IcePorts ports;
    private Gathering gathering;
    private final Bases bases;
    private final SideRelays relays;
    private final Wires wires;
    private final Proven proven = new Proven(COMPONENTS);
    private final Timer timer;
    private @Nullable IceSession session;
    private @Nullable RemoteIce remote;
    private boolean remoteTold;
    private String trouble = "";
    private boolean closed;
    private final List<Question> untold =
            new ArrayList<>(); // what became of bases and connections while there was no agent

    /** @param needs what is to be gathered */
    public IceSide(IceLoop loop, IcePorts ports, GatherNeeds needs) {
        this.loop = loop;
        this.ports = ports;
        relays = new SideRelays(loop, needs, component -> socket(component), this);
        wires = new Wires(loop, this);
        bases = new Bases(socket(1), socket(2), wires);
        timer = new Timer(loop, () -> ask(IceAgent::elapsed));
        gathering = gathering(needs);
    }

    private Gathering gathering(GatherNeeds needs) {
        return new Gathering(loop, needs, relays.from(1), relays.from(2), wires::listens, relays);
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
            gathering = gathering(gathering.needs);
        } else if (gathering.needs.tcp().offered()) {
            InetAddress bind = gathering.needs.tcp().bind();
            for (int component = 1; component <= COMPONENTS; component++) {
                wires.listen(component, gathering.needs.host(bind, component));
            }
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
            bases.own(known, gathering.needs);
        } else {
            known.local = parameters;
        }
        return known;
    }

    private void add(IceSession to, Relay relay) {
        bases.add(to, relay);
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

    /** {@return whether the peer's description before had these credentials} */
    public boolean knows(RemoteIce said) {
        RemoteIce before = remote;
        return before != null
                && before.dialect() == said.dialect()
                && before.parameters().ufrag().equals(said.parameters().ufrag())
                && before.parameters().password().equals(said.parameters().password());
    }

    /** Takes what the peer said of ICE as if it were the first time: all is checked again, under the same credentials. */
    public void anew(RemoteIce said) {
        if (session != null) {
            session.remote = null;
        }
        remote = null;
        remote(said);
    }

    /** Takes what the peer said of ICE. */
    public void remote(RemoteIce told) {
        RemoteIce said = Nearby.without(told, gathering.needs.addresses());
        if (said.equals(remote)) {
            return;
        }
        remote = said;
        remoteTold = false;
        List<Candidate> candidates = said.parameters().candidates();
        relays.permit(candidates.stream()
                .filter(candidate -> candidate.transport() == Transport.UDP)
                .map(candidate -> candidate.address().getAddress())
                .toList());
        candidates.forEach(wires::name);
        IceSession known = session;
        if (known != null && candidates.stream().anyMatch(peer -> peer.transport() == Transport.TCP_PASSIVE)) {
            bases.mayConnect(known, gathering.needs);
        }
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
        if (proven.isLatest(component, from) && !closed && FirstByte.isMedia(packet)) {
            ports.media(component, packet, from, nanos);
            return;
        }
        Relay relay = proven.isChosen(component, from) ? null : relayBehind(component, from);
        if (relay != null) {
            relays.received(relay, packet);
        } else if (!closed) {
            received(component, base(component, Transport.UDP, from.getAddress()), packet, from, nanos);
        }
    }

    @Override
    public int base(int component, Transport transport, InetAddress like) {
        IceSession known = session;
        return known == null ? -1 : bases.own(known, component, transport, like);
    }

    private @Nullable Relay relayBehind(int component, InetSocketAddress from) {
        Relay relay = relays.behind(component, from);
        return relay == null ? gathering.relayBehind(component, from) : relay;
    }

    private void received(int component, int base, ByteBuffer packet, InetSocketAddress from, long nanos) {
        if (FirstByte.isMedia(packet)) {
            if (!ports.decides() || proven.admits(component, base, from)) {
                ports.media(component, packet, from, nanos);
            } else {
                ports.unproven(component, packet, from, nanos);
            }
        } else if (FirstByte.isStun(packet)) {
            stun(base, packet, from);
        } else {
            ports.stray(true);
        }
    }

    private void stun(int base, ByteBuffer message, InetSocketAddress from) {
        if (loop.agent() == null) {
            loop.missed(); // the peer sends it again
        } else if (base >= 0) {
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

    /** As {@link #ask}, now or when there is an agent again. */
    private void tell(Question news) {
        if (loop.agent() == null || !ask(news)) {
            untold.add(news);
        }
    }

    void agentBack() {
        tellRemote();
        List<Question> late = List.copyOf(untold);
        untold.clear();
        late.forEach(this::tell);
        wires.agentBack();
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
        if (loop.hasTurn()) {
            gathering.resume();
            relays.resume();
        }
        wires.resume();
    }

    /** Called a few times a second. */
    public void look() {
        wires.look();
    }

    /** @param now goes into the IP header of what leaves over connections, to servers too */
    public void mark(int now) {
        wires.mark(now);
        relays.mark(now);
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
        wires.close();
        relays.close(done);
    }

    @Override
    public boolean send(int base, ByteBuffer message, InetSocketAddress to) {
        return bases.send(base, message, to);
    }

    @Override
    public void connect(int base, InetSocketAddress to) {
        IceSession known = session;
        if (known != null) {
            var from = known.bases.get(base);
            wires.connect(from.component(), base, from.address().getAddress(), to);
        }
    }

    @Override
    public void connection(int base, InetSocketAddress peer, boolean open) {
        tell((agent, known, nanos, out) -> agent.connection(known, base, peer, open, nanos, out));
    }

    @Override
    public void message(int component, int base, ByteBuffer message, InetSocketAddress from) {
        if (ports.decides()) {
            received(component, base, message, from, loop.nanos());
        } else {
            ports.stray(false); // a peer without ICE knows nothing of connections
        }
    }

    @Override
    public void stray(boolean malformed) {
        ports.stray(malformed);
    }

    @Override
    public void proven(int component, int base, InetSocketAddress address) {
        proven.add(component, base, address);
        wires.proven(base, address);
    }

    @Override
    public void selected(int component, int base, InetSocketAddress address) {
        ports.changed();
        proven.choose(component, base, address);
        relays.selected(base, address);
        Way via = session == null ? null : bases.beside(session, base);
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
            ports.connected(known.selected, known.unconfirmed);
        }
    }

    @Override
    public void failed(String sentence) {
        trouble = sentence + ports.nevertheless() + relayless();
        ports.disconnected(trouble);
    }

    /** {@return why the way did not lead over a relay of ours (T8, T9); empty where one was there, or a way had been found} */
    private String relayless() {
        if (session != null && session.failure == IceFailure.CONSENT) {
            return "";
        }
        List<String> said = gathering.failures();
        if (!said.isEmpty()) {
            return (relays.all().isEmpty() ? "; no relay here: " : "; ") + String.join("; ", said);
        }
        String none = relays.all().isEmpty() ? gathering.needs.servers().none() : "";
        return none.isEmpty() ? "" : "; no relay here: " + none;
    }

    @Override
    public void random(byte[] into) {
        loop.random(into);
    }

    @Override
    public void relayed(Relay relay, InetSocketAddress peer, ByteBuffer packet) {
        received(relay.component, relay.base, packet, peer, loop.nanos());
    }

    @Override
    public void gone(Relay relay, String sentence) {
        bases.gone(relay.base);
        tell((agent, known, nanos, out) -> agent.lost(known, relay.base, sentence, nanos, out));
    }

    @Override
    public void found(Relay relay) {
        IceSession known = session;
        if (known != null) {
            add(known, relay);
            tell(IceAgent::grown);
        }
    }
}
