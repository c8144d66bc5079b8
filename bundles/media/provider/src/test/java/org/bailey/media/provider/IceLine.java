package org.bailey.media.provider;

import java.lang.annotation.Annotation;
import java.lang.reflect.Constructor;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.bailey.ice.Candidate;
import org.bailey.ice.IceAgent;
import org.bailey.ice.IceDialect;
import org.bailey.ice.IceParameters;
import org.bailey.ice.IceSession;
import org.bailey.ice.RemoteIce;
import org.bailey.ice.provider.FullIceAgent;
import org.bailey.media.Connectivity;
import org.bailey.media.LocalPorts;
import org.bailey.media.MediaFlow;
import org.bailey.media.MediaLinePlan;
import org.bailey.media.MediaListener;
import org.bailey.media.MediaNeeds;
import org.bailey.media.MediaPorts.Allocation.Granted;
import org.bailey.media.RemotePorts;
import org.bailey.media.Side;

/**
 * Two calls with ICE towards each other: the left peer speaks to call "left", that one by ICE to call "right", and that one
 * to the right peer.
 */
final class IceLine implements MediaListener, AutoCloseable {
    final Peer leftPeer = new Peer();
    final Peer rightPeer = new Peer();
    Granted left;
    Granted right;
    final List<String> connected = new CopyOnWriteArrayList<>();
    final List<String> disconnected = new CopyOnWriteArrayList<>();
    final List<String> unconfirmed = new CopyOnWriteArrayList<>();
    /** Else the right one chooses. */
    boolean leftControls = true;

    private final Bench bench;
    private final IceDialect dialect;
    private int sequence;

    IceLine(Bench bench, IceDialect dialect) {
        this(bench, dialect, () -> {});
    }

    /** @param between runs after the left side has gathered, before the right one does */
    IceLine(Bench bench, IceDialect dialect, Runnable between) {
        this(bench, dialect, between, false);
    }

    /** With TCP beside UDP. */
    static IceLine withTcp(Bench bench, IceDialect dialect) {
        return new IceLine(bench, dialect, () -> {}, true);
    }

    private IceLine(Bench bench, IceDialect dialect, Runnable between, boolean tcp) {
        this.bench = bench;
        this.dialect = dialect;
        bench.media.addListener(this);
        var ice = new MediaNeeds(InetAddress.getLoopbackAddress(), dialect, tcp);
        left = bench.open("left", Map.of(Side.CALLEE, ice));
        between.run();
        right = bench.open("right", Map.of(Side.CALLER, ice));
    }

    /** An agent with its defaults, but for these settings. */
    static IceAgent agent(Map<String, Object> set) {
        try {
            for (Constructor<?> constructor : FullIceAgent.class.getConstructors()) {
                Class<?> config = constructor.getParameterTypes()[0];
                // what else it refers to, such as its option key, it does not ask
                Object[] with = new Object[constructor.getParameterCount()];
                with[0] = Proxy.newProxyInstance(
                        config.getClassLoader(),
                        new Class<?>[] {config, Annotation.class},
                        (proxy, method, arguments) -> set.getOrDefault(method.getName(), method.getDefaultValue()));
                return (IceAgent) constructor.newInstance(with);
            }
            throw new AssertionError("no way to make an agent");
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }

    /** Both hear of the candidates of the other that are let through. */
    void describe(Predicate<Candidate> known) {
        describeLeft(known);
        describeRight(known);
    }

    void describeLeft(Predicate<Candidate> known) {
        bench.apply(
                "left",
                new MediaLinePlan(
                        0,
                        "audio",
                        new MediaFlow(peer(right.caller(), leftControls, known), true, Bench.AUDIO),
                        new MediaFlow(leftPeer.ports(), true, Bench.AUDIO)));
    }

    void describeRight(Predicate<Candidate> known) {
        bench.apply(
                "right",
                new MediaLinePlan(
                        0,
                        "audio",
                        new MediaFlow(rightPeer.ports(), true, Bench.AUDIO),
                        new MediaFlow(peer(left.callee(), !leftControls, known), true, Bench.AUDIO)));
    }

    private RemotePorts peer(LocalPorts ports, boolean controlling, Predicate<Candidate> known) {
        IceParameters said = ports.ice();
        var heard = new IceParameters(
                said.ufrag(),
                said.password(),
                said.candidates().stream().filter(known).toList());
        return new RemotePorts(
                new InetSocketAddress("127.0.0.77", 9),
                new InetSocketAddress("127.0.0.77", 10),
                new RemoteIce(dialect, controlling, heard));
    }

    /** Both gather again. */
    void restart() {
        connected.clear();
        left = (Granted) bench.answer(bench.media.restart("left", 0, Side.CALLEE));
        right = (Granted) bench.answer(bench.media.restart("right", 0, Side.CALLER));
    }

    void awaitConnected() {
        Bench.await(
                "both are connected: " + disconnected,
                () -> connected.contains("left CALLEE") && connected.contains("right CALLER") && bothGoTheSameWay());
    }

    Connectivity view(String call, Side side) {
        return bench.media.connectivity(call).stream()
                .filter(view -> view.side() == side)
                .findFirst()
                .orElseThrow();
    }

    List<Connectivity.Way> ways(String call, Side side) {
        return view(call, side).ways();
    }

    /** Whether each sends to where the other says it is. */
    boolean bothGoTheSameWay() {
        List<Connectivity.Way> here = ways("left", Side.CALLEE);
        List<Connectivity.Way> there = ways("right", Side.CALLER);
        return here.size() == 2
                && there.size() == 2
                && IntStream.range(0, 2)
                        .allMatch(i -> address(here.get(i).local())
                                        .equals(address(there.get(i).remote()))
                                && address(here.get(i).remote())
                                        .equals(address(there.get(i).local())));
    }

    private static String address(String words) {
        return words.substring(0, words.indexOf(' '));
    }

    /** Some RTP and a report each way. */
    void bothHearEachOther() {
        for (int i = 0; i < 20; i++) {
            leftPeer.speak(left.caller(), ++sequence, 0);
            awaitPacket(rightPeer, sequence);
            rightPeer.speak(right.callee(), ++sequence, 8);
            awaitPacket(leftPeer, sequence);
        }
        Peer.send(leftPeer.rtcp, left.caller().rtcp(), Peer.receiverReport());
        awaitReport(rightPeer);
        Peer.send(rightPeer.rtcp, right.callee().rtcp(), Peer.receiverReport());
        awaitReport(leftPeer);
    }

    private void awaitPacket(Peer at, int wanted) {
        byte[] packet = Peer.receive(at.rtp, 5000);
        if (packet == null || Peer.sequence(packet) != (wanted & 0xffff)) {
            throw new AssertionError((packet == null ? "nothing" : "packet " + Peer.sequence(packet))
                    + " instead of packet " + wanted + at(at));
        }
    }

    private void awaitReport(Peer at) {
        if (Peer.receive(at.rtcp, 5000) == null) {
            throw new AssertionError("nothing instead of a report" + at(at));
        }
    }

    private String at(Peer peer) {
        return " at the " + (peer == leftPeer ? "left" : "right") + " peer; " + bench.media.connectivity("left")
                + bench.media.statistics("left") + bench.media.connectivity("right") + bench.media.statistics("right");
    }

    @Override
    public void connected(String call, int line, Side side, List<IceSession.Chosen> pairs) {
        connected.add(call + " " + side);
    }

    @Override
    public void unconfirmed(String call, int line, Side side) {
        unconfirmed.add(call + " " + side);
    }

    @Override
    public void disconnected(String call, int line, Side side, String sentence) {
        disconnected.add(call + " " + side + ": " + sentence);
    }

    @Override
    public void started(String call, int line, Side from) {}

    @Override
    public void silent(String call, int line, Side from, int seconds) {}

    @Override
    public void resumed(String call, int line, Side from) {}

    @Override
    public void close() {
        leftPeer.close();
        rightPeer.close();
        bench.media.removeListener(this);
    }
}
