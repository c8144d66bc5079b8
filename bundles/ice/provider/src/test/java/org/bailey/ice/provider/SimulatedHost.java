package org.bailey.ice.provider;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bailey.ice.Candidate.Transport;
import org.bailey.ice.CandidateList;
import org.bailey.ice.IceAgent;
import org.bailey.ice.IceBase;
import org.bailey.ice.IceDialect;
import org.bailey.ice.IceOut;
import org.bailey.ice.IceParameters;
import org.bailey.ice.IceSession;
import org.bailey.ice.RemoteIce;
import org.bailey.stun.StunMessage;

/** An agent in a {@link Net}, with a host socket and perhaps a relay for each component. */
final class SimulatedHost implements IceOut {
    private static final InetSocketAddress SERVER = new InetSocketAddress("198.51.100.1", 3478);

    final Net net;
    final IceAgent agent;
    final String name;
    final String publicAddress;
    final Net.Nat nat;
    final IceDialect dialect;
    final IceSession session;
    final Map<Integer, String> selected = new HashMap<>();
    final List<String> proven = new ArrayList<>();
    final List<String> sent = new ArrayList<>();
    final List<String> failures = new ArrayList<>();
    final List<InetSocketAddress> connects = new ArrayList<>();
    /** What sees each message before it goes. */
    java.util.function.Consumer<ByteBuffer> tap = message -> {};

    int completed;
    private long scheduled = Long.MAX_VALUE;

    SimulatedHost(
            Net net,
            IceAgent agent,
            String name,
            int number,
            Net.Nat nat,
            IceDialect dialect,
            int components,
            boolean relay) {
        this.net = net;
        this.agent = agent;
        this.name = name;
        this.nat = nat;
        this.dialect = dialect;
        publicAddress = "203.0.113." + number;
        String host = nat == Net.Nat.NONE ? publicAddress : "10.0." + number + ".2";
        var list = new CandidateList(dialect);
        var bases = new ArrayList<IceBase>();
        for (int component = 1; component <= components; component++) {
            var address = new InetSocketAddress(host, 50000 + component - 1);
            list.host(component, Transport.UDP, address);
            bases.add(new IceBase(component, Transport.UDP, address, false));
            net.bind(address, this);
            if (nat != Net.Nat.NONE && nat != Net.Nat.BLOCKED) {
                list.reflexive(component, net.outside(this, address, SERVER), address, SERVER.getAddress());
            }
        }
        session = new IceSession(new IceParameters(name + name, name.repeat(24), List.of()), net.random.nextLong());
        session.bases.addAll(bases);
        if (relay) {
            for (int component = 1; component <= components; component++) {
                list.relayed(component, addRelay(component, 40000 + number * 10), null, SERVER.getAddress());
            }
        }
        session.local = new IceParameters(name + name, name.repeat(24), list.candidates());
    }

    /** Takes an address on a relay, one after the other. */
    InetSocketAddress addRelay(int component, int port) {
        var address = new InetSocketAddress("198.51.100.1", port + component);
        session.bases.add(new IceBase(component, Transport.UDP, address, true));
        net.bind(address, this);
        return address;
    }

    void remote(RemoteIce remote) {
        agent.remote(session, remote, net.nanos, this);
        schedule();
    }

    /** The other one's description. */
    void meet(SimulatedHost other, boolean controlling) {
        remote(new RemoteIce(dialect, controlling, other.session.local));
    }

    void arrive(InetSocketAddress at, ByteBuffer message, InetSocketAddress from) {
        for (int base = 0; base < session.bases.size(); base++) {
            if (session.bases.get(base).address().equals(at) && !session.lost.contains(base)) {
                agent.received(session, base, message, from, net.nanos, this);
                schedule();
                return;
            }
        }
    }

    void lose(int base, String reason) {
        net.unbind(session.bases.get(base).address());
        agent.lost(session, base, reason, net.nanos, this);
        schedule();
    }

    void grown() {
        agent.grown(session, net.nanos, this);
        schedule();
    }

    void connection(int base, InetSocketAddress peer, boolean open) {
        agent.connection(session, base, peer, open, net.nanos, this);
        schedule();
    }

    private void schedule() {
        long due = session.dueNanos;
        if (due == scheduled || due == Long.MAX_VALUE) {
            return;
        }
        scheduled = due;
        net.at(due, () -> {
            if (session.dueNanos <= net.nanos) {
                scheduled = Long.MAX_VALUE;
                agent.elapsed(session, net.nanos, this);
                schedule();
            }
        });
    }

    boolean connected() {
        return session.state == IceSession.State.CONNECTED;
    }

    @Override
    public boolean send(int base, ByteBuffer message, InetSocketAddress to) {
        tap.accept(message.duplicate());
        try {
            sent.add(StunMessage.parse(message).toString());
        } catch (org.bailey.stun.MalformedStun e) {
            throw new AssertionError(e);
        }
        IceBase from = session.bases.get(base);
        net.send(this, from.address(), from.relayed(), message, to);
        return true;
    }

    @Override
    public void connect(int base, InetSocketAddress to) {
        connects.add(to);
    }

    @Override
    public void selected(int component, int base, InetSocketAddress remote) {
        selected.put(component, session.bases.get(base).address() + " " + remote);
    }

    @Override
    public void proven(int component, int base, InetSocketAddress remote) {
        proven.add(component + " " + base + " " + remote);
    }

    @Override
    public void completed() {
        completed++;
    }

    @Override
    public void failed(String sentence) {
        failures.add(sentence);
    }

    @Override
    public void random(byte[] into) {
        net.random.nextBytes(into);
    }

    @Override
    public String toString() {
        return name + ": " + session.history();
    }
}
