package org.bailey.media.provider.ice;

import java.nio.ByteBuffer;

/** What leads to a TURN server: the media socket itself, or a connection of its own. */
interface Link {
    /** {@return false if the network did not take the message, position to limit} */
    boolean send(ByteBuffer message);

    /** @param octet goes into the IP header of what leaves */
    void mark(int octet);

    /** Reads on after the loop could not hand packets on for a while. */
    void resume();

    /** Ends it after what was sent before. */
    void close();

    /** Through the media socket, so that the server sees where that one is. */
    record Datagrams(Way socket, java.net.InetSocketAddress server) implements Link {
        @Override
        public boolean send(ByteBuffer message) {
            return socket.send(message, server);
        }

        @Override
        public void mark(int octet) {
            // the media socket is marked by its owner
        }

        @Override
        public void resume() {
            // the socket is the media loop's to resume
        }

        @Override
        public void close() {
            // the socket stays
        }
    }
}
