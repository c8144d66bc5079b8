package org.bailey.turn.provider.servers;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSocket;
import org.bailey.tls.TlsContexts;
import org.bailey.turn.TurnServer;
import org.bailey.turn.TurnStream;
import org.jspecify.annotations.Nullable;

/** TCP, with or without TLS. */
final class StreamWire implements Wire {
    private final ByteBuffer bytes = ByteBuffer.allocate(TurnStream.LONGEST);
    private final Socket plain = new Socket();
    private volatile Socket socket = plain;
    private int taken;

    /** Connects, and over TLS checks the certificate: chain by the appliance's trusted authorities, then the name. */
    void open(TurnServer server, @Nullable TlsContexts tls, int millis) throws IOException {
        InetSocketAddress address = server.address();
        plain.setTcpNoDelay(true);
        plain.setSoTimeout(millis);
        plain.connect(address, millis);
        if (server.transport() == TurnServer.Transport.TLS) {
            if (tls == null) {
                throw new IOException("section tls is not there, so nothing can be sent over TLS");
            }
            SSLSocket secured = (SSLSocket)
                    tls.verifying().getSocketFactory().createSocket(plain, server.host(), address.getPort(), true);
            socket = secured;
            secured.startHandshake();
            Certificate[] chain = secured.getSession().getPeerCertificates();
            String wrong = tls.verifyName((X509Certificate) chain[0], server.host());
            if (!wrong.isEmpty()) {
                throw new SSLPeerUnverifiedException(wrong);
            }
        }
        bytes.limit(0);
    }

    @Override
    public void send(ByteBuffer message) throws IOException {
        byte[] copy = new byte[message.remaining()];
        message.get(copy);
        socket.getOutputStream().write(copy);
    }

    @Override
    public @Nullable ByteBuffer receive(long millis) throws IOException {
        bytes.position(bytes.position() + taken);
        taken = 0;
        long end = System.nanoTime() + millis * 1_000_000;
        while (true) {
            int next;
            try {
                next = TurnStream.next(bytes);
            } catch (IllegalArgumentException notOurs) {
                throw new IOException(notOurs.getMessage());
            }
            if (next > 0 && next <= bytes.remaining()) {
                taken = next;
                return bytes.duplicate().limit(bytes.position() + next);
            }
            long left = (end - System.nanoTime()) / 1_000_000;
            if (left <= 0 || !more((int) left)) {
                return null;
            }
        }
    }

    private boolean more(int millis) throws IOException {
        bytes.compact();
        try {
            socket.setSoTimeout(Math.max(1, millis));
            int count = socket.getInputStream().read(bytes.array(), bytes.position(), bytes.remaining());
            if (count < 0) {
                throw new EOFException("the server closed the connection");
            }
            bytes.position(bytes.position() + count);
            return true;
        } catch (SocketTimeoutException none) {
            return false;
        } finally {
            bytes.flip();
        }
    }

    @Override
    public void close() throws IOException {
        plain.close();
        socket.close();
    }
}
