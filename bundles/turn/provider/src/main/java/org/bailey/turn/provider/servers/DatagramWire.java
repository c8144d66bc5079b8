package org.bailey.turn.provider.servers;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** UDP; hears nobody but the server. */
final class DatagramWire implements Wire {
    private final byte[] buffer = new byte[65536];
    private final DatagramSocket socket;

    DatagramWire(InetSocketAddress server) throws IOException {
        socket = new DatagramSocket();
        try {
            socket.connect(server);
        } catch (IOException | RuntimeException e) {
            socket.close();
            throw e;
        }
    }

    @Override
    public void send(ByteBuffer message) throws IOException {
        byte[] bytes = new byte[message.remaining()];
        message.get(bytes);
        socket.send(new DatagramPacket(bytes, bytes.length));
    }

    @Override
    public @Nullable ByteBuffer receive(long millis) throws IOException {
        DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
        socket.setSoTimeout((int) Math.max(1, millis));
        try {
            socket.receive(packet);
            return ByteBuffer.wrap(buffer, 0, packet.getLength());
        } catch (SocketTimeoutException none) {
            return null;
        }
    }

    @Override
    public void close() {
        socket.close();
    }
}
