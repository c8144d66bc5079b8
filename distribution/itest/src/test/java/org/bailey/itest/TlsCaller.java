package org.bailey.itest;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;

/** A connection with mutual TLS to a SIP listener, which asks for OPTIONS on it. */
final class TlsCaller implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 30_000;

    private final SSLSocket socket;
    private int asked;

    private TlsCaller(SSLSocket socket) {
        this.socket = socket;
    }

    /** @param identity without password */
    static TlsCaller to(int port, KeyStore identity) throws IOException, GeneralSecurityException {
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(identity, new char[0]);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), new TrustManager[] {new Https.TakeAny()}, null);
        SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket();
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), PATIENCE_MILLIS);
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.startHandshake();
        return new TlsCaller(socket);
    }

    /** {@return who signed the certificate that the listener showed} */
    String issuer() throws IOException {
        X509Certificate shown = (X509Certificate) socket.getSession().getPeerCertificates()[0];
        return shown.getIssuerX500Principal().getName();
    }

    /** {@return the first line of the answer to one more request} */
    String options() throws IOException {
        String id = Integer.toHexString(System.identityHashCode(this)) + "-" + ++asked;
        String request = "OPTIONS sip:127.0.0.1 SIP/2.0\r\nVia: SIP/2.0/TLS 127.0.0.1:" + socket.getLocalPort()
                + ";branch=z9hG4bK" + id + "\r\nMax-Forwards: 70\r\nFrom: <sip:a@127.0.0.1>;tag=" + id
                + "\r\nTo: <sip:127.0.0.1>\r\nCall-ID: " + id + "\r\nCSeq: " + asked
                + " OPTIONS\r\nContent-Length: 0\r\n\r\n";
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        StringBuilder answer = new StringBuilder();
        while (answer.indexOf("\r\n\r\n") < 0) {
            int next = socket.getInputStream().read();
            if (next < 0) {
                throw new IOException("closed by the appliance after " + answer);
            }
            answer.append((char) next);
        }
        return answer.substring(0, answer.indexOf("\r\n"));
    }

    @Override
    public void close() throws IOException {
        socket.setSoTimeout(1);
        socket.close();
    }
}
