package org.bailey.peertest;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.bailey.turn.Allocation;
import org.bailey.turn.PeerConnection;
import org.bailey.turn.TurnClient;
import org.bailey.turn.TurnOut;
import org.bailey.turn.TurnServer;
import org.bailey.turn.TurnStream;
import org.bailey.turn.provider.client.StatelessTurnClient;
import org.jspecify.annotations.Nullable;

/** Owns the socket of one allocation and steps its client on the test's own thread; time can be ahead of the server's. */
final class TurnHost implements TurnOut, AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    final Allocation allocation;
    final List<String> failures = new ArrayList<>();
    /** Text of each packet, with who sent it. */
    final List<String> heard = new ArrayList<>();

    /** Connections with peers that the server has for us. */
    final List<PeerConnection> offered = new ArrayList<>();

    int allocated;
    /** First byte of everything sent. */
    final List<Integer> sent = new ArrayList<>();

    private final TurnClient client = new StatelessTurnClient();
    private final SecureRandom random = new SecureRandom();
    private final BlockingQueue<byte[]> inbox = new LinkedBlockingQueue<>();
    private final @Nullable DatagramSocket datagrams;
    private final @Nullable Socket stream;
    private final Thread reader;
    private long ahead;

    TurnHost(TurnServer server, @Nullable SSLContext tls) {
        this(new Allocation(server), tls);
    }

    TurnHost(Allocation allocation, @Nullable SSLContext tls) {
        this(allocation, tls, 0);
    }

    /** @param port of ours, over UDP; 0 for any */
    TurnHost(Allocation allocation, @Nullable SSLContext tls, int port) {
        this.allocation = allocation;
        TurnServer server = allocation.server;
        try {
            datagrams = server.streamed() ? null : new DatagramSocket(port, InetAddress.getLoopbackAddress());
            if (datagrams != null) {
                stream = null;
                reader = new Thread(() -> read(datagrams), "turn-host");
            } else {
                stream = connect(server, tls);
                InputStream in = stream.getInputStream();
                reader = new Thread(() -> read(new DataInputStream(in)), "turn-host");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        reader.setDaemon(true);
        reader.start();
    }

    private static Socket connect(TurnServer server, @Nullable SSLContext tls) throws IOException {
        Socket plain = new Socket();
        plain.connect(server.address(), 5000);
        if (tls == null) {
            return plain;
        }
        SSLSocket secured = (SSLSocket) tls.getSocketFactory()
                .createSocket(plain, server.host(), server.address().getPort(), true);
        secured.startHandshake();
        return secured;
    }

    /** Our own port over UDP. */
    int port() {
        return datagrams == null ? 0 : datagrams.getLocalPort();
    }

    private void read(DatagramSocket socket) {
        byte[] buffer = new byte[65536];
        try {
            while (true) {
                DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
                socket.receive(packet);
                inbox.add(java.util.Arrays.copyOf(buffer, packet.getLength()));
            }
        } catch (IOException closed) {
            // the end
        }
    }

    private void read(DataInputStream in) {
        try {
            while (true) {
                byte[] head = in.readNBytes(4);
                int length = TurnStream.next(ByteBuffer.wrap(head));
                byte[] message = java.util.Arrays.copyOf(head, length);
                in.readFully(message, 4, length - 4);
                inbox.add(message);
            }
        } catch (IOException | RuntimeException closed) {
            // the end
        }
    }

    private long now() {
        return System.nanoTime() + ahead;
    }

    /** From here on the client thinks it is later. */
    void skip(Duration time) {
        ahead += time.toNanos();
    }

    TurnHost allocate() {
        client.allocate(allocation, now(), this);
        return this;
    }

    TurnHost awaitAllocated() {
        await("an address, or a failure: " + failures, () -> allocated > 0 || !failures.isEmpty());
        assertTrue(failures.isEmpty(), failures.toString());
        return this;
    }

    String awaitFailure(Duration limit) {
        await(limit, "a failure", () -> !failures.isEmpty());
        return failures.get(0);
    }

    void permit(String... peers) {
        List<InetAddress> addresses = new ArrayList<>();
        for (String peer : peers) {
            addresses.add(new InetSocketAddress(peer, 0).getAddress());
        }
        client.permit(allocation, addresses, now(), this);
    }

    void bind(InetSocketAddress peer) {
        client.bind(allocation, peer, now(), this);
    }

    boolean say(String text, InetSocketAddress peer) {
        ByteBuffer packet = ByteBuffer.allocate(2048).position(TurnClient.HEADROOM);
        packet.put(text.getBytes(StandardCharsets.ISO_8859_1)).flip().position(TurnClient.HEADROOM);
        return client.send(allocation, packet, peer, this);
    }

    /** Has the server connect to a peer. */
    void connect(InetSocketAddress peer) {
        client.connect(allocation, peer, now(), this);
    }

    /** Comes for a connection with a peer: {@return the socket its bytes are on} */
    Socket join(PeerConnection connection) throws IOException {
        Socket way = new Socket();
        way.setSoTimeout(5000);
        way.connect(allocation.server.address(), 5000);
        DataInputStream in = new DataInputStream(way.getInputStream());
        TurnOut out = new Sending(way, this);
        client.join(allocation, connection, now(), out);
        while (true) {
            byte[] head = in.readNBytes(4);
            byte[] message = java.util.Arrays.copyOf(head, TurnStream.next(ByteBuffer.wrap(head)));
            in.readFully(message, 4, message.length - 4);
            if (client.joined(allocation, connection, ByteBuffer.wrap(message), now(), out)) {
                return way;
            }
            assertTrue(failures.isEmpty(), failures.toString());
        }
    }

    @Override
    public void connected(PeerConnection connection) {
        offered.add(connection);
    }

    @Override
    public void refused(PeerConnection connection, String sentence) {
        failures.add(sentence);
    }

    /** Sends over a connection of its own. */
    private record Sending(Socket way, TurnHost host) implements TurnOut {
        @Override
        public boolean send(ByteBuffer message) {
            byte[] bytes = new byte[message.remaining()];
            message.get(bytes);
            try {
                way.getOutputStream().write(bytes);
                return true;
            } catch (IOException e) {
                return false;
            }
        }

        @Override
        public void data(InetSocketAddress peer, ByteBuffer packet) {
            host.failures.add("data where none can be");
        }

        @Override
        public void allocated() {
            host.failures.add("an allocation where none can be");
        }

        @Override
        public void failed(String sentence) {
            host.failures.add(sentence);
        }

        @Override
        public void refused(PeerConnection connection, String sentence) {
            host.failures.add(sentence);
        }

        @Override
        public void random(byte[] into) {
            host.random(into);
        }
    }

    void release() {
        client.release(allocation, this);
    }

    void await(String what, BooleanSupplier condition) {
        await(PATIENCE, what, condition);
    }

    /** Lets the client work until something is so. */
    void await(Duration limit, String what, BooleanSupplier condition) {
        long deadline = System.nanoTime() + limit.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("waited " + limit.toMillis() + " ms for " + what + "; heard " + heard
                        + ", failures " + failures);
            }
            step();
        }
    }

    private void step() {
        try {
            byte[] message = inbox.poll(20, TimeUnit.MILLISECONDS);
            if (message != null) {
                client.received(allocation, ByteBuffer.wrap(message), now(), this);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
        if (allocation.dueNanos != Long.MAX_VALUE && allocation.dueNanos - now() <= 0) {
            client.elapsed(allocation, now(), this);
        }
    }

    @Override
    public boolean send(ByteBuffer message) {
        byte[] bytes = new byte[message.remaining()];
        message.get(bytes);
        sent.add(bytes[0] & 0xFF);
        try {
            if (datagrams != null) {
                datagrams.send(new DatagramPacket(bytes, bytes.length, allocation.server.address()));
            } else if (stream != null) {
                stream.getOutputStream().write(bytes);
            }
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public void data(InetSocketAddress peer, ByteBuffer packet) {
        byte[] bytes = new byte[packet.remaining()];
        packet.get(bytes);
        heard.add(new String(bytes, StandardCharsets.ISO_8859_1) + " from " + peer.getPort());
    }

    @Override
    public void allocated() {
        allocated++;
    }

    @Override
    public void failed(String sentence) {
        failures.add(sentence);
    }

    @Override
    public void random(byte[] into) {
        random.nextBytes(into);
    }

    @Override
    public void close() throws IOException, InterruptedException {
        if (datagrams != null) {
            datagrams.close();
        }
        if (stream != null) {
            stream.close();
        }
        reader.join(5000);
        assertTrue(!reader.isAlive(), "the reader of the socket has ended");
    }
}
