package org.bailey.turn.provider.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicInteger;
import org.bailey.stun.MalformedStun;
import org.bailey.stun.StunAttribute;
import org.bailey.stun.StunClass;
import org.bailey.stun.StunError;
import org.bailey.stun.StunMessage;
import org.bailey.stun.StunMethod;
import org.bailey.stun.StunWriter;

/** A small server over UDP that asks for no password. */
final class LoopbackServer implements AutoCloseable {
    final AtomicInteger asked = new AtomicInteger();
    private final DatagramSocket socket;
    private final Thread thread = new Thread(this::serve, "loopback-server");
    private volatile Manner manner;
    private volatile int elsewhere;

    /** What it does when it is asked. */
    enum Manner {
        GRANTS,
        IS_FULL,
        SENDS_ELSEWHERE,
        IS_SILENT
    }

    LoopbackServer(Manner manner) {
        this.manner = manner;
        try {
            socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        } catch (SocketException e) {
            throw new UncheckedIOException(e);
        }
        thread.start();
    }

    int port() {
        return socket.getLocalPort();
    }

    void becomes(Manner now) {
        manner = now;
    }

    void sendsTo(int port) {
        elsewhere = port;
    }

    private void serve() {
        byte[] buffer = new byte[2048];
        try {
            while (true) {
                DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
                socket.receive(packet);
                asked.incrementAndGet();
                ByteBuffer answer = answer(StunMessage.parse(ByteBuffer.wrap(buffer, 0, packet.getLength())));
                if (manner != Manner.IS_SILENT) {
                    byte[] bytes = new byte[answer.remaining()];
                    answer.get(bytes);
                    socket.send(new DatagramPacket(bytes, bytes.length, packet.getSocketAddress()));
                }
            }
        } catch (IOException | MalformedStun closed) {
            // the end
        }
    }

    private ByteBuffer answer(StunMessage request) {
        boolean grants = manner == Manner.GRANTS || request.method() != StunMethod.ALLOCATE;
        StunWriter writer = StunWriter.begin(
                ByteBuffer.allocate(512),
                grants ? StunClass.SUCCESS : StunClass.ERROR,
                request.method(),
                request.transaction());
        if (grants) {
            return writer.address(StunAttribute.XOR_RELAYED_ADDRESS, new InetSocketAddress("192.0.2.9", 49152))
                    .address(StunAttribute.XOR_MAPPED_ADDRESS, new InetSocketAddress("198.51.100.9", 56000))
                    .text(StunAttribute.SOFTWARE, "loopback")
                    .end();
        }
        if (manner == Manner.IS_FULL) {
            return writer.error(new StunError(508, "full")).end();
        }
        return writer.error(new StunError(300, ""))
                .address(StunAttribute.ALTERNATE_SERVER, new InetSocketAddress("127.0.0.1", elsewhere))
                .end();
    }

    @Override
    public void close() throws InterruptedException {
        socket.close();
        thread.join(5000);
    }
}
