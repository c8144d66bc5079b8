package org.bailey.sip.provider;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.bailey.sip.Source;
import org.bailey.sip.Transport;

/** A way to a peer that keeps what is sent. */
final class CapturedPath implements Path {
    final Queue<byte[]> sent = new ConcurrentLinkedQueue<>();
    private final Source source;

    CapturedPath(Transport transport) {
        this(transport, 5070);
    }

    CapturedPath(Transport transport, int port) {
        source = new Source(
                "main",
                transport,
                new InetSocketAddress("127.0.0.9", port),
                new InetSocketAddress("127.0.0.1", 5060),
                List.of());
    }

    @Override
    public Source source() {
        return source;
    }

    @Override
    public boolean reliable() {
        return source.transport().reliable();
    }

    @Override
    public InetSocketAddress local() {
        return source.local();
    }

    @Override
    public void send(byte[] message, Watcher watcher) {
        sent.add(message);
    }

    @Override
    public void forget(Watcher watcher) {
        // nobody is remembered
    }

    /** {@return the status lines sent so far} */
    List<String> statusLines() {
        return sent.stream()
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
                .map(text -> text.substring(0, text.indexOf('\r')))
                .toList();
    }
}
