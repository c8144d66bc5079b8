package org.bailey.tls.provider;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.cert.X509Certificate;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;

/** A mutual TLS connection over loopback; both ends have read one byte of the other when it is up. */
record Handshake(SSLSocket client, SSLSocket server) implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 10_000;

    static Handshake of(SSLContext client, SSLContext server) throws Exception {
        try (SSLServerSocket listener = (SSLServerSocket)
                server.getServerSocketFactory().createServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            listener.setNeedClientAuth(true);
            listener.setSoTimeout(PATIENCE_MILLIS);
            CompletableFuture<SSLSocket> accepted = CompletableFuture.supplyAsync(() -> accept(listener));
            SSLSocket connecting = (SSLSocket) client.getSocketFactory().createSocket();
            connecting.connect(new InetSocketAddress(listener.getInetAddress(), listener.getLocalPort()));
            connecting.setSoTimeout(PATIENCE_MILLIS);
            Handshake both = null;
            try {
                connecting.getOutputStream().write(1);
                connecting.getInputStream().read();
                both = new Handshake(connecting, accepted.get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS));
                return both;
            } catch (IOException clientSaw) {
                // In TLS 1.3 the client learns of the server's refusal only when it reads.
                throw new IOException(clientSaw.getMessage() + " / server: " + serverSaw(accepted), clientSaw);
            } finally {
                if (both == null) {
                    connecting.close();
                }
            }
        }
    }

    /** {@return the refusals of both ends in one text} */
    static String refusal(SSLContext client, SSLContext server) {
        try (Handshake up = of(client, server)) {
            return "no refusal, the server is " + up.serverCertificate().getSubjectX500Principal();
        } catch (Exception e) {
            return String.valueOf(e.getMessage());
        }
    }

    X509Certificate serverCertificate() throws IOException {
        return (X509Certificate) client.getSession().getPeerCertificates()[0];
    }

    X509Certificate clientCertificate() throws IOException {
        return (X509Certificate) server.getSession().getPeerCertificates()[0];
    }

    /** Sends a byte each way. */
    boolean alive() throws IOException {
        client.getOutputStream().write(7);
        boolean there = server.getInputStream().read() == 7;
        server.getOutputStream().write(8);
        return there && client.getInputStream().read() == 8;
    }

    @Override
    public void close() throws IOException {
        // closing waits for the other end's farewell as long as reading would
        client.setSoTimeout(1);
        server.setSoTimeout(1);
        client.close();
        server.close();
    }

    private static String serverSaw(CompletableFuture<SSLSocket> accepted) throws Exception {
        try (SSLSocket socket = accepted.get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)) {
            return "accepted";
        } catch (ExecutionException e) {
            return String.valueOf(e.getCause());
        }
    }

    private static SSLSocket accept(SSLServerSocket listener) {
        try {
            SSLSocket socket = (SSLSocket) listener.accept();
            socket.setSoTimeout(PATIENCE_MILLIS);
            try {
                socket.getInputStream().read();
                socket.getOutputStream().write(1);
                return socket;
            } catch (IOException e) {
                socket.close();
                throw e;
            }
        } catch (IOException e) {
            throw new CompletionException(e);
        }
    }
}
