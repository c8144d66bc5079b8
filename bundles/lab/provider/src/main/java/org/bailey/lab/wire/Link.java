package org.bailey.lab.wire;

import java.io.IOException;

/** One way to one peer: a TCP or TLS connection, or a UDP address. Sending is safe from any thread. */
public interface Link {
    Transport transport();

    /** The other end as {@code transport:host:port}. */
    Hop peer();

    /** Our own end, as it belongs into a Via. */
    Hop local();

    void send(String text) throws IOException;

    boolean open();

    /** A short number that tells connections apart, as {@code ms-received-cid} does. */
    int number();

    void close();
}
