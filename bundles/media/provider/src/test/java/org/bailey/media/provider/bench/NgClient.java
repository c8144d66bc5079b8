package org.bailey.media.provider.bench;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.PortUnreachableException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;

/** Asks rtpengine: a cookie and a bencoded dictionary of strings in one datagram; the description in the answer is wanted. */
final class NgClient implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 3000;
    private final DatagramSocket socket;
    private int asked;

    NgClient(int port) throws IOException {
        socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        socket.connect(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(PATIENCE_MILLIS);
    }

    void await() throws IOException {
        long end = System.nanoTime() + 10_000_000_000L;
        while (true) {
            try {
                ask(Map.of("command", "ping"));
                return;
            } catch (PortUnreachableException | SocketTimeoutException notYet) {
                if (System.nanoTime() > end) {
                    throw new IOException("rtpengine does not answer", notYet);
                }
                LockSupport.parkNanos(50_000_000);
            }
        }
    }

    /** {@return the {@code sdp} of the answer, empty when there is none} */
    String ask(Map<String, String> question) throws IOException {
        String cookie = "bench" + asked++ + " ";
        var text = new StringBuilder(cookie).append('d');
        new TreeMap<>(question).forEach((key, value) -> string(string(text, key), value));
        byte[] bytes = text.append('e').toString().getBytes(StandardCharsets.ISO_8859_1);
        socket.send(new DatagramPacket(bytes, bytes.length));
        var packet = new DatagramPacket(new byte[65536], 65536);
        String answer;
        do {
            socket.receive(packet);
            answer = new String(packet.getData(), 0, packet.getLength(), StandardCharsets.ISO_8859_1);
        } while (!answer.startsWith(cookie));
        if (answer.contains("5:error")) {
            throw new IOException("rtpengine: " + answer);
        }
        int sdp = answer.indexOf("3:sdp");
        if (sdp < 0) {
            return "";
        }
        int colon = answer.indexOf(':', sdp + 5);
        return answer.substring(colon + 1, colon + 1 + Integer.parseInt(answer.substring(sdp + 5, colon)));
    }

    private static StringBuilder string(StringBuilder text, String value) {
        return text.append(value.length()).append(':').append(value);
    }

    @Override
    public void close() {
        socket.close();
    }
}
