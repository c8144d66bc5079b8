package org.bailey.peertest;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Sends bytes as they are to a SIP port of 127.0.0.1 and reads what comes back. */
public final class RawSip {
    private static final int LARGEST = 65_535;
    private static final Pattern FINAL = Pattern.compile("(?s)SIP/2\\.0 [2-6]\\d\\d .*\\r\\n\\r\\n");

    private RawSip() {}

    /** Everything that comes back over UDP until nothing comes for {@code quiet}; empty for no answer. */
    public static String udp(int port, byte[] message, Duration quiet) {
        StringBuilder answers = new StringBuilder();
        try (DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            socket.setSoTimeout((int) quiet.toMillis());
            socket.send(new DatagramPacket(message, message.length, InetAddress.getLoopbackAddress(), port));
            DatagramPacket answer = new DatagramPacket(new byte[LARGEST], LARGEST);
            while (true) {
                socket.receive(answer);
                answers.append(new String(answer.getData(), 0, answer.getLength(), StandardCharsets.ISO_8859_1));
            }
        } catch (SocketTimeoutException nothingMore) {
            return answers.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What comes back over TCP until a final answer is there, or the other side closes; at most for {@code patience}. */
    public static String answer(int port, byte[] message, Duration patience) {
        return tcp(port, message, patience, so -> FINAL.matcher(so).find());
    }

    /** Everything that comes back over TCP until the other side closes, or nothing comes for {@code quiet}. */
    public static String tcp(int port, byte[] message, Duration quiet) {
        return tcp(port, message, quiet, never -> false);
    }

    private static String tcp(int port, byte[] message, Duration quiet, Predicate<CharSequence> enough) {
        StringBuilder answers = new StringBuilder();
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 5000);
            socket.setSoTimeout((int) quiet.toMillis());
            socket.getOutputStream().write(message);
            InputStream in = socket.getInputStream();
            byte[] buffer = new byte[LARGEST];
            int read = 0;
            while (read >= 0 && !enough.test(answers)) {
                read = in.read(buffer);
                answers.append(new String(buffer, 0, Math.max(read, 0), StandardCharsets.ISO_8859_1));
            }
            return answers.toString();
        } catch (SocketTimeoutException nothingMore) {
            return answers.toString();
        } catch (IOException reset) {
            return answers.toString();
        }
    }

    /** An OPTIONS that any SIP server answers. */
    public static byte[] options(String transport, int port) {
        long now = System.nanoTime();
        return ("OPTIONS sip:127.0.0.1:" + port + " SIP/2.0\r\n"
                        + "Via: SIP/2.0/" + transport + " 127.0.0.1:" + port + ";rport;branch=z9hG4bK" + now + "\r\n"
                        + "From: <sip:probe@127.0.0.1>;tag=" + now + "\r\n"
                        + "To: <sip:127.0.0.1>\r\n"
                        + "Call-ID: " + now + "@127.0.0.1\r\n"
                        + "CSeq: 1 OPTIONS\r\n"
                        + "Max-Forwards: 70\r\n"
                        + "Content-Length: 0\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }
}
