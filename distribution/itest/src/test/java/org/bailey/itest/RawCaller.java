package org.bailey.itest;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ThreadLocalRandom;

/** A caller over TCP that does what sipp cannot: its connection breaks, or its CANCEL crosses the answer. */
final class RawCaller implements AutoCloseable {
    private static final String SDP = """
            v=0
            o=caller 1 1 IN IP4 127.0.0.1
            s=-
            c=IN IP4 127.0.0.1
            t=0 0
            m=audio 6000 RTP/AVP 0 8
            """.replace("\n", "\r\n");

    private final String id = Long.toHexString(ThreadLocalRandom.current().nextLong());
    private final String from;
    private final String target;
    private final String domain;
    private final int contactPort;
    private final Socket socket;
    private final StringBuilder unread = new StringBuilder();
    private String tag = "";

    private RawCaller(int gateway, int contactPort, String from, String user, String domain) throws IOException {
        this.from = from;
        this.target = user;
        this.domain = domain;
        this.contactPort = contactPort;
        this.socket = new Socket(InetAddress.getLoopbackAddress(), gateway);
        socket.setSoTimeout(20_000);
        String contact = "Contact: <sip:broken@127.0.0.1:" + contactPort + ";transport=tcp>\r\n";
        send(
                "INVITE",
                1,
                "i",
                contact + "Content-Type: application/sdp\r\nContent-Length: " + SDP.length() + "\r\n\r\n" + SDP);
    }

    /** Calls, breaks off while it rings, and cannot be reached any more at {@code closedPort}. */
    static void breakWhileRinging(int gateway, int closedPort, String user, String domain) throws IOException {
        try (RawCaller caller = new RawCaller(gateway, closedPort, "broken-" + user, user, domain)) {
            caller.await("180", "INVITE");
            caller.socket.setSoLinger(true, 0); // RST
        }
    }

    /** Calls, breaks off once it is answered, and cannot be reached any more at {@code closedPort}. */
    static void breakAnswered(int gateway, int closedPort, String user, String domain) throws IOException {
        try (RawCaller caller = new RawCaller(gateway, closedPort, "broken-" + user, user, domain)) {
            caller.await("200", "INVITE");
            caller.send("ACK", 1, "a", "Content-Length: 0\r\n\r\n");
        }
    }

    /** Cancels when it rings, while the called side answers; hangs up when the answer was faster. */
    static void race(int gateway, String user, String domain) throws IOException {
        try (RawCaller caller = new RawCaller(gateway, gateway, user, user, domain)) {
            caller.await("180", "INVITE");
            caller.send("CANCEL", 1, "i", "Content-Length: 0\r\n\r\n");
            if (caller.await("[2-6][0-9][0-9]", "INVITE").startsWith("SIP/2.0 2")) {
                caller.send("ACK", 1, "a", "Content-Length: 0\r\n\r\n");
                caller.send("BYE", 2, "b", "Content-Length: 0\r\n\r\n");
                caller.await("200", "BYE");
            } else {
                caller.send("ACK", 1, "i", "Content-Length: 0\r\n\r\n");
            }
        }
    }

    private void send(String method, int sequence, String branch, String rest) throws IOException {
        String request = method + " sip:" + target + "@" + domain + " SIP/2.0\r\n"
                + "Via: SIP/2.0/TCP 127.0.0.1:" + contactPort + ";branch=z9hG4bK" + id + branch + "\r\n"
                + "From: <sip:" + from + "@127.0.0.1>;tag=f" + id + "\r\n"
                + "To: <sip:" + target + "@" + domain + ">" + (method.equals("CANCEL") ? "" : tag) + "\r\n"
                + "Call-ID: " + id + "\r\nCSeq: " + sequence + " " + method + "\r\nMax-Forwards: 70\r\n" + rest;
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    }

    /** {@return the first answer with that status to that method; others before it are passed over} */
    private String await(String status, String method) throws IOException {
        while (true) {
            String message = next();
            if (message.matches("(?s)SIP/2.0 " + status + " .*\r\nCSeq: [0-9]+ " + method + "\r\n.*")) {
                tag = message.replaceAll("(?s).*\r\nTo: [^\r]*(;tag=[^;\r]+).*", "$1");
                return message;
            }
            if (message.matches("(?s)SIP/2.0 [3-6].*\r\nCSeq: [0-9]+ " + method + "\r\n.*")) {
                throw new IOException(from + " expected " + status + ", not " + message);
            }
        }
    }

    private String next() throws IOException {
        int end;
        while ((end = end()) < 0) {
            byte[] some = new byte[8192];
            InputStream in = socket.getInputStream();
            int count = in.read(some);
            if (count < 0) {
                throw new IOException("closed by the gateway; " + from + " has " + unread);
            }
            unread.append(new String(some, 0, count, StandardCharsets.US_ASCII));
        }
        String message = unread.substring(0, end);
        unread.delete(0, end);
        return message;
    }

    /** {@return where the first message ends, or -1 when it is not complete} */
    private int end() {
        int blank = unread.indexOf("\r\n\r\n");
        if (blank < 0) {
            return -1;
        }
        String length = unread.substring(0, blank + 2).replaceAll("(?s).*\r\nContent-Length: *([0-9]+)\r\n.*", "$1");
        int end = blank + 4 + Integer.parseInt(length);
        return end <= unread.length() ? end : -1;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
