package org.bailey.ice.provider;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
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

/** An agent of ours on TCP: base 0 connects, base 1 is connected to; messages are framed by RFC 4571. */
final class TcpHost implements IceOut, AutoCloseable {
    /** What belongs to one connection. */
    private record Wire(int base, InetSocketAddress peer, SocketChannel channel, ByteBuffer in) {}

    private final FullIceAgent agent = new FullIceAgent(Settings.DEFAULT);
    private final Selector selector = Selector.open();
    private final ServerSocketChannel server = ServerSocketChannel.open();
    private final Map<List<Object>, Wire> wires = new HashMap<>();
    private final Random random = new Random(6544);
    final IceSession session;
    final List<String> media = new ArrayList<>();
    int completed;

    TcpHost(IceDialect dialect, boolean active, boolean passive) throws IOException {
        server.bind(new InetSocketAddress("127.0.0.1", 0)).configureBlocking(false);
        server.register(selector, SelectionKey.OP_ACCEPT);
        var from = new InetSocketAddress("127.0.0.1", 9);
        var at = (InetSocketAddress) server.getLocalAddress();
        var list = new CandidateList(dialect);
        if (active) {
            list.host(1, Transport.TCP_ACTIVE, from);
        }
        if (passive) {
            list.host(1, Transport.TCP_PASSIVE, at);
        }
        session = new IceSession(
                new IceParameters("Bail", "abcdefghijklmnopqrstuvwx", list.candidates()), random.nextLong());
        session.bases.add(
                new IceBase(1, active ? Transport.TCP_ACTIVE : Transport.TCP_PASSIVE, active ? from : at, false));
        session.bases.add(new IceBase(1, Transport.TCP_PASSIVE, at, false));
    }

    void remote(RemoteIce remote) {
        agent.remote(session, remote, System.nanoTime(), this);
    }

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
            selector.select(this::ready, 10);
        }
    }

    private void ready(SelectionKey key) {
        try {
            SelectableChannel channel = key.channel();
            if (channel == server) {
                SocketChannel accepted = server.accept();
                keep(new Wire(1, (InetSocketAddress) accepted.getRemoteAddress(), accepted, ByteBuffer.allocate(9000)));
            } else {
                read((Wire) key.attachment());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void keep(Wire wire) throws IOException {
        wire.channel().configureBlocking(false).register(selector, SelectionKey.OP_READ, wire);
        wires.put(List.of(wire.base(), wire.peer()), wire);
        agent.connection(session, wire.base(), wire.peer(), true, System.nanoTime(), this);
    }

    private void read(Wire wire) throws IOException {
        if (wire.channel().read(wire.in()) < 0) {
            wire.channel().close();
            agent.connection(session, wire.base(), wire.peer(), false, System.nanoTime(), this);
            return;
        }
        wire.in().flip();
        while (wire.in().remaining() >= 2
                && wire.in().remaining() >= 2 + wire.in().getShort(wire.in().position())) {
            int length = wire.in().getShort();
            ByteBuffer message = wire.in().slice(wire.in().position(), length);
            wire.in().position(wire.in().position() + length);
            if (StunMessage.looksLike(message)) {
                agent.received(session, wire.base(), message, wire.peer(), System.nanoTime(), this);
            } else {
                media.add(StandardCharsets.UTF_8.decode(message).toString());
            }
        }
        wire.in().compact();
    }

    void say(String text) {
        var pair = session.components.get(0).current;
        send(pair.base, StandardCharsets.UTF_8.encode(text), pair.remote.address());
    }

    @Override
    public boolean send(int base, ByteBuffer message, InetSocketAddress to) {
        Wire wire = wires.get(List.of(base, to));
        if (wire == null) {
            return false;
        }
        var framed = ByteBuffer.allocate(2 + message.remaining())
                .putShort((short) message.remaining())
                .put(message)
                .flip();
        try {
            while (framed.hasRemaining()) {
                wire.channel().write(framed);
            }
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public void connect(int base, InetSocketAddress to) {
        try {
            SocketChannel channel = SocketChannel.open();
            channel.bind(new InetSocketAddress("127.0.0.1", 0)).connect(to);
            keep(new Wire(base, to, channel, ByteBuffer.allocate(9000)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void selected(int component, int base, InetSocketAddress remote) {}

    @Override
    public void proven(int component, int base, InetSocketAddress remote) {}

    @Override
    public void completed() {
        completed++;
    }

    @Override
    public void failed(String sentence) {}

    @Override
    public void random(byte[] into) {
        random.nextBytes(into);
    }

    @Override
    public void close() throws IOException {
        for (Wire wire : wires.values()) {
            wire.channel().close();
        }
        server.close();
        selector.close();
    }
}
