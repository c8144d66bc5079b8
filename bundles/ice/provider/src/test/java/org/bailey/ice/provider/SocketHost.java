package org.bailey.ice.provider;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.BooleanSupplier;
import org.bailey.ice.Candidate.Transport;
import org.bailey.ice.CandidateList;
import org.bailey.ice.IceBase;
import org.bailey.ice.IceDialect;
import org.bailey.ice.IceOut;
import org.bailey.ice.IceParameters;
import org.bailey.ice.IceSession;
import org.bailey.ice.RemoteIce;
import org.bailey.stun.StunMessage;

/** An agent of ours on real UDP sockets, stepped by the test. */
final class SocketHost implements IceOut, AutoCloseable {
    private final FullIceAgent agent;
    private final Selector selector = Selector.open();
    private final List<DatagramChannel> channels = new ArrayList<>();
    private final Random random;
    private final double loss;
    private final Map<String, Integer> inARow = new HashMap<>();
    final IceSession session;
    final Map<Integer, InetSocketAddress> selected = new HashMap<>();
    final List<String> media = new ArrayList<>();
    int completed;
    String failure = "";

    SocketHost(FullIceAgent agent, IceDialect dialect, int components, double loss, long seed, String... addresses)
            throws IOException {
        this.agent = agent;
        this.loss = loss;
        random = new Random(seed);
        var list = new CandidateList(dialect);
        for (String address : addresses) {
            for (int component = 1; component <= components; component++) {
                DatagramChannel channel = DatagramChannel.open();
                channel.bind(new InetSocketAddress(address, 0)).configureBlocking(false);
                channel.register(selector, SelectionKey.OP_READ, channels.size());
                channels.add(channel);
                list.host(component, Transport.UDP, (InetSocketAddress) channel.getLocalAddress());
            }
        }
        session = new IceSession(
                new IceParameters("Bail" + seed, "abcdefghijklmnopqrstuv" + seed, list.candidates()),
                random.nextLong());
        for (var candidate : list.candidates()) {
            session.bases.add(new IceBase(candidate.component(), Transport.UDP, candidate.address(), false));
        }
    }

    void remote(RemoteIce remote) {
        agent.remote(session, remote, System.nanoTime(), this);
    }

    /** Serves sockets and timers until it is so. */
    void await(String what, Duration most, BooleanSupplier condition) throws IOException {
        long end = System.nanoTime() + most.toNanos();
        while (!condition.getAsBoolean()) {
            long now = System.nanoTime();
            if (now > end) {
                throw new AssertionError(what + " did not come: " + session.history());
            }
            if (session.dueNanos <= now) {
                agent.elapsed(session, now, this);
            }
            long wait = Math.min(
                    session.dueNanos - System.nanoTime(), Duration.ofMillis(20).toNanos());
            selector.select(key -> receive((int) key.attachment()), Math.max(1, wait / 1_000_000));
        }
    }

    private void receive(int base) {
        try {
            var buffer = ByteBuffer.allocate(2000);
            var from = (InetSocketAddress) channels.get(base).receive(buffer);
            if (from == null) {
                return;
            }
            buffer.flip();
            if (StunMessage.looksLike(buffer)) {
                if (lost(base + " from " + from, loss)) {
                    return;
                }
                agent.received(session, base, buffer, from, System.nanoTime(), this);
            } else {
                media.add(StandardCharsets.UTF_8.decode(buffer).toString());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void say(int component, String text) {
        var pair = session.components.get(component - 1).current;
        send(pair.base, StandardCharsets.UTF_8.encode(text), pair.remote.address(), 0);
    }

    @Override
    public boolean send(int base, ByteBuffer message, InetSocketAddress to) {
        return send(base, message, to, loss);
    }

    private boolean send(int base, ByteBuffer message, InetSocketAddress to, double lost) {
        try {
            return lost(base + " to " + to, lost) || channels.get(base).send(message, to) > 0;
        } catch (IOException e) {
            return false;
        }
    }

    /** By chance, and never three in a row of one way: else libnice gives up now and then, which is none of ours. */
    private boolean lost(String way, double share) {
        boolean lost = random.nextDouble() < share && inARow.getOrDefault(way, 0) < 2;
        inARow.put(way, lost ? inARow.getOrDefault(way, 0) + 1 : 0);
        return lost;
    }

    @Override
    public void connect(int base, InetSocketAddress to) {
        throw new AssertionError("no TCP here");
    }

    @Override
    public void selected(int component, int base, InetSocketAddress remote) {
        selected.put(component, remote);
    }

    @Override
    public void proven(int component, int base, InetSocketAddress remote) {}

    @Override
    public void completed() {
        completed++;
    }

    @Override
    public void failed(String sentence) {
        failure = sentence;
    }

    @Override
    public void random(byte[] into) {
        random.nextBytes(into);
    }

    @Override
    public void close() throws IOException {
        for (DatagramChannel channel : channels) {
            channel.close();
        }
        selector.close();
    }
}
