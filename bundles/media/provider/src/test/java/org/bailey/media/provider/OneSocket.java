package org.bailey.media.provider;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.concurrent.ThreadLocalRandom;
import org.bailey.turn.TurnOut;

/** What a TURN client needs to ask a server from one socket, and nothing more. */
record OneSocket(DatagramSocket socket) implements TurnOut {
    ByteBuffer receive() throws IOException {
        var packet = new DatagramPacket(new byte[2048], 2048);
        socket.receive(packet);
        return ByteBuffer.wrap(packet.getData(), 0, packet.getLength());
    }

    @Override
    public boolean send(ByteBuffer message) {
        byte[] bytes = new byte[message.remaining()];
        message.get(bytes);
        try {
            socket.send(new DatagramPacket(bytes, bytes.length));
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void data(InetSocketAddress peer, ByteBuffer packet) {
        throw new AssertionError("nobody may send here");
    }

    @Override
    public void allocated() {
        // the address is there
    }

    @Override
    public void failed(String sentence) {
        throw new AssertionError(sentence);
    }

    @Override
    public void random(byte[] into) {
        ThreadLocalRandom.current().nextBytes(into);
    }
}
