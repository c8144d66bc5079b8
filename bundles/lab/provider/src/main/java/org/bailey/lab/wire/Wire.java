package org.bailey.lab.wire;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/**
 * The sockets of one phone or Front End: listeners, connections, faults on the way, everything written to the journal.
 * Messages arrive on the loop; {@link #send} may be called from any thread.
 */
public final class Wire implements AutoCloseable {
    private static final int CONNECT_MILLIS = 3_000;

    private final Loop loop;
    private final Journal journal;
    private final Faults faults;
    private final Receiver receiver;
    private final @Nullable SSLContext tls;
    private final List<ServerSocket> servers = new ArrayList<>();
    private final List<DatagramSocket> datagrams = new ArrayList<>();
    private final Map<Hop, StreamLink> opened = new ConcurrentHashMap<>();
    private final List<StreamLink> streams = new java.util.concurrent.CopyOnWriteArrayList<>();
    private final List<Thread> threads = new ArrayList<>();
    private @Nullable InetAddress localAddress;
    private volatile boolean closed;

    public Wire(Loop loop, Journal journal, Faults faults, @Nullable SSLContext tls, Receiver receiver) {
        this.loop = loop;
        this.journal = journal;
        this.faults = faults;
        this.tls = tls;
        this.receiver = receiver;
    }

    /**
     * Listens. Port 0 takes a free one. Connections of ours leave from the first address listened on.
     *
     * @param clientCertificate whether a TLS peer must show a certificate
     * @return the address really bound
     */
    public Hop listen(Hop at, boolean clientCertificate) throws IOException {
        InetAddress address = InetAddress.getByName(at.host());
        if (localAddress == null && !address.isAnyLocalAddress()) {
            localAddress = address;
        }
        if (at.transport() == Transport.UDP) {
            DatagramSocket socket = new DatagramSocket(new InetSocketAddress(address, at.port()));
            datagrams.add(socket);
            Hop bound = new Hop(Transport.UDP, at.host(), socket.getLocalPort());
            start(() -> readDatagrams(socket, bound));
            return bound;
        }
        ServerSocket server = at.transport() == Transport.TLS
                ? context().getServerSocketFactory().createServerSocket()
                : new ServerSocket();
        if (server instanceof SSLServerSocket secure) {
            secure.setNeedClientAuth(clientCertificate);
        }
        server.setReuseAddress(true);
        try {
            server.bind(new InetSocketAddress(address, at.port()), 128);
        } catch (IOException taken) {
            server.close();
            throw new IOException("cannot listen on " + at + ": " + taken.getMessage(), taken);
        }
        servers.add(server);
        start(() -> accept(server, at.transport()));
        return new Hop(at.transport(), at.host(), server.getLocalPort());
    }

    /** The connection to a hop, opened if there is none; a UDP peer of the first UDP listener. */
    public Link to(Hop hop) throws IOException {
        if (hop.transport() == Transport.UDP) {
            if (datagrams.isEmpty()) {
                throw new IOException("no UDP listener to send to " + hop + " from");
            }
            DatagramSocket socket = datagrams.get(0);
            return new DatagramLink(
                    socket,
                    new Hop(Transport.UDP, socket.getLocalAddress().getHostAddress(), socket.getLocalPort()),
                    hop);
        }
        StreamLink link = opened.get(hop);
        if (link == null || !link.open()) {
            link = adopt(connect(hop), hop.transport());
            opened.put(hop, link);
        }
        return link;
    }

    /** Sends after the faults have had their say. A link that fails is noted, never thrown. */
    public void send(Link link, SipMessage message) {
        String text = message.text();
        List<Faults.Copy> copies = faults.apply(true, message, text);
        if (copies.isEmpty()) {
            journal.add(Journal.Kind.DROPPED, link.peer().toString(), text, message);
        }
        for (Faults.Copy copy : copies) {
            if (copy.delay().isZero()) {
                sendNow(link, copy.text(), message);
            } else {
                loop.after(copy.delay(), () -> sendNow(link, copy.text(), message));
            }
        }
    }

    /** Sends any octets, for tests of bad input. */
    public void sendRaw(Link link, String text) {
        sendNow(link, text, null);
    }

    private void sendNow(Link link, String text, @Nullable SipMessage message) {
        try {
            journal.add(Journal.Kind.SENT, link.peer().toString(), text, message);
            link.send(text);
        } catch (IOException gone) {
            journal.note("cannot send to " + link.peer() + ": " + gone.getMessage());
            if (link.transport().reliable()) {
                link.close();
            }
        }
    }

    private void arrived(Link link, String text) {
        SipMessage message;
        try {
            message = SipParser.parse(text);
        } catch (MalformedSip malformed) {
            broken(link, text, malformed);
            return;
        }
        List<Faults.Copy> copies = faults.apply(false, message, text);
        if (copies.isEmpty()) {
            journal.add(Journal.Kind.DROPPED, link.peer().toString(), text, message);
        }
        for (Faults.Copy copy : copies) {
            if (copy.delay().isZero()) {
                deliver(link, copy.text());
            } else {
                loop.after(copy.delay(), () -> deliver(link, copy.text()));
            }
        }
    }

    private void deliver(Link link, String text) {
        try {
            SipMessage message = SipParser.parse(text);
            journal.add(Journal.Kind.RECEIVED, link.peer().toString(), text, message);
            loop.run(() -> receiver.received(link, message));
        } catch (MalformedSip malformed) {
            broken(link, text, malformed);
        }
    }

    private void broken(Link link, String text, MalformedSip malformed) {
        journal.add(Journal.Kind.MALFORMED, link.peer().toString(), malformed.getMessage() + "\n" + text, null);
        loop.run(() -> receiver.malformed(link, malformed));
    }

    private void accept(ServerSocket server, Transport transport) {
        while (!closed) {
            try {
                adopt(server.accept(), transport);
            } catch (IOException ended) {
                if (server.isClosed()) {
                    return;
                }
            }
        }
    }

    private StreamLink adopt(Socket socket, Transport transport) throws IOException {
        StreamLink link =
                new StreamLink(socket, transport, this::arrived, (l, broken) -> broken(l, "", broken), gone -> {
                    streams.remove(gone);
                    opened.values().remove(gone);
                    loop.run(() -> receiver.closed(gone));
                });
        streams.add(link);
        link.start();
        if (closed) {
            link.close();
        }
        return link;
    }

    private Socket connect(Hop hop) throws IOException {
        Socket plain = new Socket();
        try {
            if (localAddress != null) {
                plain.bind(new InetSocketAddress(localAddress, 0));
            }
            plain.connect(hop.address(), CONNECT_MILLIS);
            if (hop.transport() == Transport.TCP) {
                return plain;
            }
            SSLSocket secure =
                    (SSLSocket) context().getSocketFactory().createSocket(plain, hop.host(), hop.port(), true);
            secure.setSoTimeout(CONNECT_MILLIS);
            secure.startHandshake();
            secure.setSoTimeout(0);
            return secure;
        } catch (IOException failed) {
            plain.close();
            throw failed;
        }
    }

    private void readDatagrams(DatagramSocket socket, Hop local) {
        byte[] buffer = new byte[65_536];
        while (!socket.isClosed()) {
            DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
            try {
                socket.receive(packet);
            } catch (IOException ended) {
                continue; // closed, or an ICMP refusal of something we sent
            }
            byte[] octets = Arrays.copyOf(packet.getData(), packet.getLength());
            String text = new String(octets, java.nio.charset.StandardCharsets.ISO_8859_1);
            Hop peer = new Hop(Transport.UDP, packet.getAddress().getHostAddress(), packet.getPort());
            if (!text.isBlank()) {
                arrived(new DatagramLink(socket, local, peer), text);
            }
        }
    }

    private SSLContext context() {
        if (tls == null) {
            throw new UncheckedIOException(new IOException("TLS is asked for but no SSLContext was given"));
        }
        return tls;
    }

    private void start(Runnable work) {
        Thread thread = Loop.thread(work);
        threads.add(thread);
        thread.start();
    }

    /** Closes every socket and waits for the reading threads. */
    @Override
    public void close() {
        closed = true;
        try {
            for (ServerSocket server : servers) {
                server.close();
            }
            datagrams.forEach(DatagramSocket::close);
            for (StreamLink link : List.copyOf(streams)) {
                link.close();
                link.join();
            }
            for (Thread thread : threads) {
                thread.join(2_000);
            }
        } catch (IOException ended) {
            journal.note("closing: " + ended.getMessage());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
