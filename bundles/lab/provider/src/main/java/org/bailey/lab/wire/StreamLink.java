package org.bailey.lab.wire;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** A TCP or TLS connection. One reading thread; writing under the link's lock. */
final class StreamLink implements Link {
    private static final AtomicInteger NUMBERS = new AtomicInteger(0x1000);

    private final Socket socket;
    private final Transport transport;
    private final Hop peer;
    private final Hop local;
    private final int number = NUMBERS.addAndGet(0x100);
    private final Thread reader;

    StreamLink(
            Socket socket,
            Transport transport,
            BiConsumer<StreamLink, String> text,
            BiConsumer<StreamLink, MalformedSip> malformed,
            Consumer<StreamLink> closed)
            throws IOException {
        this.socket = socket;
        this.transport = transport;
        this.peer = new Hop(transport, socket.getInetAddress().getHostAddress(), socket.getPort());
        this.local = new Hop(transport, socket.getLocalAddress().getHostAddress(), socket.getLocalPort());
        socket.setTcpNoDelay(true);
        this.reader = Loop.thread(() -> read(text, malformed, closed));
    }

    void start() {
        reader.start();
    }

    private void read(
            BiConsumer<StreamLink, String> text,
            BiConsumer<StreamLink, MalformedSip> malformed,
            Consumer<StreamLink> closed) {
        try {
            Framer framer = new Framer(new java.io.BufferedInputStream(socket.getInputStream()));
            for (String next = framer.next(); next != null; next = framer.next()) {
                text.accept(this, next);
            }
        } catch (MalformedSip broken) {
            malformed.accept(this, broken);
        } catch (IOException ended) {
            // the peer went away or we closed: both are told below
        } finally {
            close();
            closed.accept(this);
        }
    }

    @Override
    public synchronized void send(String text) throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write(text.getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
    }

    @Override
    public Transport transport() {
        return transport;
    }

    @Override
    public Hop peer() {
        return peer;
    }

    @Override
    public Hop local() {
        return local;
    }

    @Override
    public boolean open() {
        return !socket.isClosed();
    }

    @Override
    public int number() {
        return number;
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException alreadyGone) {
            // nothing is left to close
        }
    }

    /** Waits until the reading thread has ended. */
    void join() throws InterruptedException {
        if (Thread.currentThread() != reader) {
            reader.join(2_000);
        }
    }
}
