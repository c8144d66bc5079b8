package org.bailey.sip.provider;

import java.net.InetSocketAddress;
import org.bailey.sip.Source;
import org.jspecify.annotations.Nullable;

/** A way to one peer: a connection, or a UDP socket with an address. Safe for use by many threads. */
interface Path {
    /** Who waits for an answer that may never come. */
    interface Watcher {
        /** Called once, on any thread, when the path is no more. */
        void broken(String reason);
    }

    Source source();

    boolean reliable();

    /** {@return where this path ends on our side; the port is the listener's} */
    InetSocketAddress local();

    /**
     * Sends a whole message, or says through the watcher why it cannot be.
     *
     * @param watcher told as well when the path breaks later, until {@link #forget}; null when nobody cares
     */
    void send(byte[] message, @Nullable Watcher watcher);

    void forget(Watcher watcher);
}
