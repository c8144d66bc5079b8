package org.bailey.tls.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The other TLS implementation there is: OpenSSL at the far end, in both roles. */
class OpenSslTest {
    private static final int PATIENCE_MILLIS = 15_000;

    @TempDir
    Path folder;

    private final Identity trusted = Peers.authority("Site authority");
    private ReloadingTls tls;
    private Process openssl;
    private BufferedReader lines;

    @BeforeEach
    void start() throws Exception {
        Assumptions.assumeTrue(Files.isExecutable(Path.of("/usr/bin/openssl")), "openssl is not installed");
        Authority own = Authority.open(folder, Peers.CLOCK);
        Files.writeString(folder.resolve("trusted/site.pem"), Pem.text(trusted.chain()));
        tls = new ReloadingTls(Peers.settings(folder), own, Peers.CLOCK, () -> Peers.NAMES, identity -> {});
    }

    @AfterEach
    void endsTheFarEnd() throws Exception {
        if (openssl != null) {
            openssl.destroyForcibly();
            assertTrue(openssl.waitFor(PATIENCE_MILLIS, TimeUnit.MILLISECONDS));
        }
    }

    @Test
    void believesAndIsBelievedByOpensslAsClientInBothVersions() throws Exception {
        Identity peer = Peers.issued(trusted, Peers.BOTH);
        for (String version : List.of("-tls1_2", "-tls1_3")) {
            assertEquals("CN=peer.example.com", clientSeen(peer, version));
        }
    }

    @Test
    void refusesAnOpensslServerWhoseCertificateIsOver() throws Exception {
        Instant now = Instant.now();
        Identity over = Peers.issued(trusted, now.minus(Duration.ofDays(9)), now.minus(Duration.ofDays(1)), Peers.BOTH);
        try (SSLSocket socket = connected(over)) {
            String said =
                    assertThrows(SSLException.class, socket::startHandshake).getMessage();
            assertTrue(said.contains("it expired at"), said);
        }
        assertTrue(lineWith("alert").contains("certificate"));
    }

    @Test
    void believesAndIsBelievedByOpensslAsServer() throws Exception {
        Identity peer = Peers.issued(trusted, Peers.BOTH);
        try (SSLSocket socket = connected(peer)) {
            socket.startHandshake();
            X509Certificate server = (X509Certificate) socket.getSession().getPeerCertificates()[0];
            assertEquals(peer.certificate(), server);
            // In TLS 1.3 we are through before the server looked at our certificate; its words tell that it did.
            assertTrue(lineWith("subject=").contains("gw.example.com"));
            socket.setSoTimeout(1);
        }
    }

    /** {@return a connection of ours to an OpenSSL server, before the handshake} */
    private SSLSocket connected(Identity server) throws IOException {
        run(server, "s_server", "-accept", "127.0.0.1:0", "-Verify", "2", "-verify_return_error");
        int port = Integer.parseInt(lineWith("ACCEPT").replaceFirst(".*:", "").trim());
        SSLSocket socket = (SSLSocket) tls.verifying().getSocketFactory().createSocket();
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.connect(new InetSocketAddress("127.0.0.1", port), PATIENCE_MILLIS);
        return socket;
    }

    /** {@return whom our server saw in an OpenSSL client, or why it refused it} */
    private String clientSeen(Identity peer, String version) throws Exception {
        try (SSLServerSocket listener = (SSLServerSocket)
                tls.verifying().getServerSocketFactory().createServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            listener.setNeedClientAuth(true);
            listener.setSoTimeout(PATIENCE_MILLIS);
            run(peer, "s_client", "-connect", "127.0.0.1:" + listener.getLocalPort(), version, "-verify_return_error");
            try (SSLSocket socket = (SSLSocket) listener.accept()) {
                socket.setSoTimeout(PATIENCE_MILLIS);
                socket.startHandshake();
                String seen = Certificates.subject(
                        (X509Certificate) socket.getSession().getPeerCertificates()[0]);
                socket.setSoTimeout(1);
                return seen;
            } catch (SSLException e) {
                return String.valueOf(e.getMessage());
            }
        }
    }

    private void run(Identity peer, String... command) throws IOException {
        Path certificate = folder.resolve("peer.pem");
        Path key = folder.resolve("peer.key");
        Peers.write(peer, certificate, key);
        List<String> whole = new ArrayList<>(List.of("/usr/bin/openssl"));
        whole.addAll(List.of(command));
        whole.addAll(List.of("-cert", certificate.toString(), "-key", key.toString()));
        whole.addAll(List.of("-CAfile", folder.resolve("ca.pem").toString()));
        openssl = new ProcessBuilder(whole).redirectErrorStream(true).start();
        lines = openssl.inputReader();
    }

    private String lineWith(String text) throws IOException {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.contains(text)) {
                return line;
            }
        }
        throw new IOException("openssl ended without saying " + text);
    }
}
