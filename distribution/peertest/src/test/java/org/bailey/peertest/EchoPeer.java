package org.bailey.peertest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;

/** Sends back what it gets, and says something by itself when told to. */
final class EchoPeer implements AutoCloseable {
    private final DatagramSocket socket;
    private final Thread thread = new Thread(this::echo, "echo-peer");

    EchoPeer() {
        this(InetAddress.getLoopbackAddress());
    }

    EchoPeer(InetAddress host) {
        try {
            socket = new DatagramSocket(0, host);
        } catch (SocketException e) {
            throw new UncheckedIOException(e);
        }
        thread.setDaemon(true);
        thread.start();
    }

    InetSocketAddress address() {
        return new InetSocketAddress(socket.getLocalAddress(), socket.getLocalPort());
    }

    void say(String text, InetSocketAddress to) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        try {
            socket.send(new DatagramPacket(bytes, bytes.length, to));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void echo() {
        byte[] buffer = new byte[65536];
        try {
            while (true) {
                DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
                socket.receive(packet);
                socket.send(packet);
            }
        } catch (IOException closed) {
            // the end
        }
    }

    @Override
    public void close() throws InterruptedException {
        socket.close();
        thread.join(5000);
    }
}
