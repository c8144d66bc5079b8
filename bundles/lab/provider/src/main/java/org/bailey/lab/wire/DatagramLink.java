package org.bailey.lab.wire;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/** One UDP peer of one of our UDP sockets. */
record DatagramLink(DatagramSocket socket, Hop local, Hop peer) implements Link {
    @Override
    public Transport transport() {
        return Transport.UDP;
    }

    @Override
    public void send(String text) throws IOException {
        byte[] octets = text.getBytes(StandardCharsets.ISO_8859_1);
        InetSocketAddress to = peer.address();
        if (to.isUnresolved()) {
            throw new IOException("cannot resolve " + peer.host());
        }
        socket.send(new DatagramPacket(octets, octets.length, to));
    }

    @Override
    public boolean open() {
        return !socket.isClosed();
    }

    @Override
    public int number() {
        return peer.port();
    }

    @Override
    public void close() {
        // the socket belongs to the wire and serves other peers too
    }
}
