package org.bailey.peertest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;

/** A piece of network that delivers every datagram twice, in one direction: {@link #port} to the target. */
public final class Doubler implements AutoCloseable {
    private static final int LARGEST = 65_535;

    private final DatagramSocket socket;

    /** Starts to deliver to UDP port {@code target} of 127.0.0.1. */
    public Doubler(int target) {
        try {
            this.socket = new DatagramSocket(Ports.next(), InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread thread = new Thread(() -> deliver(target), "doubler-" + target);
        thread.setDaemon(true);
        thread.start();
    }

    /** Where to send what shall arrive twice. */
    public int port() {
        return socket.getLocalPort();
    }

    private void deliver(int target) {
        DatagramPacket packet = new DatagramPacket(new byte[LARGEST], LARGEST);
        try {
            while (true) {
                packet.setLength(LARGEST);
                socket.receive(packet);
                packet.setAddress(InetAddress.getLoopbackAddress());
                packet.setPort(target);
                socket.send(packet);
                socket.send(packet);
            }
        } catch (IOException closed) {
            // the test is over
        }
    }

    @Override
    public void close() {
        socket.close();
    }
}
