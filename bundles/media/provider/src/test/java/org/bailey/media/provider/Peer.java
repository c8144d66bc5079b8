package org.bailey.media.provider;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import org.bailey.media.LocalPorts;
import org.bailey.media.RemotePorts;
import org.jspecify.annotations.Nullable;

/** One end of a media line: an RTP and an RTCP socket on loopback. */
final class Peer implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 5000;

    final DatagramSocket rtp;
    final DatagramSocket rtcp;

    Peer() {
        this("127.0.0.1");
    }

    Peer(String address) {
        rtp = socket(address);
        rtcp = socket(address);
    }

    /** {@return a socket on a port that no bench uses} */
    static DatagramSocket socket(String address) {
        try {
            var socket = new DatagramSocket(0, InetAddress.getByName(address));
            if (Bench.mayUse(socket.getLocalPort())) {
                try (socket) {
                    return socket(address);
                }
            }
            socket.setReceiveBufferSize(1 << 20);
            return socket;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** {@return a port that no bench uses, and nobody else at the moment} */
    static int freePort() {
        try (DatagramSocket free = socket("127.0.0.1")) {
            return free.getLocalPort();
        }
    }

    RemotePorts ports() {
        return new RemotePorts(address(rtp), address(rtcp));
    }

    static InetSocketAddress address(DatagramSocket socket) {
        return (InetSocketAddress) socket.getLocalSocketAddress();
    }

    void speak(LocalPorts to, int sequence, int type) {
        send(rtp, to.rtp(), rtpPacket(sequence, type, false));
    }

    static byte[] rtpPacket(int sequence, int type, boolean marker) {
        ByteBuffer packet = ByteBuffer.allocate(172);
        packet.put((byte) 0x80).put((byte) (type | (marker ? 0x80 : 0))).putShort((short) sequence);
        packet.putInt(160 * sequence).putInt(0x01020304);
        while (packet.hasRemaining()) {
            packet.put((byte) packet.position());
        }
        return packet.array();
    }

    static byte[] receiverReport() {
        return ByteBuffer.allocate(8).putInt(0x80c90001).putInt(0x01020304).array();
    }

    static void send(DatagramSocket from, int port, byte[] packet) {
        try {
            from.send(new DatagramPacket(packet, packet.length, InetAddress.getLoopbackAddress(), port));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    static byte[] receive(DatagramSocket at) {
        byte[] packet = receive(at, PATIENCE_MILLIS);
        if (packet == null) {
            throw new AssertionError("no packet within " + PATIENCE_MILLIS + " ms");
        }
        return packet;
    }

    static byte @Nullable [] receive(DatagramSocket at, int millis) {
        try {
            at.setSoTimeout(millis);
            var packet = new DatagramPacket(new byte[65536], 65536);
            at.receive(packet);
            return java.util.Arrays.copyOf(packet.getData(), packet.getLength());
        } catch (SocketTimeoutException e) {
            return null;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** {@return the port the next packet comes from} */
    static int senderOf(DatagramSocket at) {
        try {
            at.setSoTimeout(PATIENCE_MILLIS);
            var packet = new DatagramPacket(new byte[2048], 2048);
            at.receive(packet);
            return packet.getPort();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    static int sequence(byte[] packet) {
        return ByteBuffer.wrap(packet).getShort(2) & 0xffff;
    }

    @Override
    public void close() {
        rtp.close();
        rtcp.close();
    }
}
