package org.bailey.lab.wire;

import java.net.InetSocketAddress;
import java.util.Locale;

/** Where a message goes next, or where somebody listens: {@code tls:127.0.0.1:65072}. */
public record Hop(Transport transport, String host, int port) {
    public Hop {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("port of " + host + " must be 0 to 65535, is " + port);
        }
    }

    /** Reads {@code transport:host:port}. */
    public static Hop of(String text) {
        String[] parts = text.split(":", 3);
        if (parts.length != 3 || !parts[2].matches("\\d{1,5}")) {
            throw new IllegalArgumentException("a hop is transport:host:port, not '" + text + "'");
        }
        return new Hop(Transport.valueOf(parts[0].toUpperCase(Locale.ROOT)), parts[1], Integer.parseInt(parts[2]));
    }

    public InetSocketAddress address() {
        return new InetSocketAddress(host, port);
    }

    @Override
    public String toString() {
        return transport.token() + ":" + host + ":" + port;
    }
}
