package org.bailey.tls.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileTlsContextsTest {
    @TempDir
    Path data;

    private final FileTlsContexts tls = new FileTlsContexts();

    @BeforeEach
    void start() throws Exception {
        tls.start(TlsConfigs.of("server.pem", 1), data.resolve("tls"), null);
    }

    @AfterEach
    void leavesNoThread() {
        tls.stop();
        assertTrue(becomes(() -> Thread.getAllStackTraces().keySet().stream()
                .noneMatch(thread -> thread.getName().startsWith("bailey-tls"))));
    }

    @Test
    void seesAReplacedPairByItself() throws Exception {
        Identity fresh = Peers.issued(Peers.authority(), Peers.BOTH);
        Peers.write(fresh, data.resolve("tls/server.pem"), data.resolve("tls/server.key"));
        assertTrue(becomes(() -> tls.chain().get(0).equals(fresh.certificate())));
    }

    @Test
    void takesTheFilesNamedByAChangedConfiguration() throws Exception {
        Identity other = Peers.issued(Peers.authority(), Peers.BOTH);
        Peers.write(other, data.resolve("tls/other.pem"), data.resolve("tls/server.key"));
        tls.reconfigure(TlsConfigs.of("other.pem", 60));
        assertEquals(other.chain(), tls.chain());
    }

    @Test
    void keepsTheSettingsBeforeWhenNewOnesAreOutOfRange() {
        List<X509Certificate> before = tls.chain();
        tls.reconfigure(TlsConfigs.of("elsewhere.pem", 0));
        assertEquals(before, tls.chain());
        assertFalse(String.join(" ", tls.problems()).contains("elsewhere.pem"));
    }

    @Test
    void startsOnTheDefaultsWhenASettingIsOutOfRange() throws Exception {
        FileTlsContexts other = new FileTlsContexts();
        other.start(TlsConfigs.of("elsewhere.pem", 0), data.resolve("second"), null);
        assertEquals(List.of(), other.problems());
        assertTrue(Files.exists(data.resolve("second/server.pem")));
        other.stop();
    }

    @Test
    void issuesIdentitiesForOthersThatItsOwnTrustListAccepts() throws Exception {
        KeyStore store = tls.issue("fe.example.com", List.of("pool.example.com", "127.0.0.3"));
        PrivateKey key = (PrivateKey) store.getKey("identity", new char[0]);
        assertNotNull(key);
        List<X509Certificate> chain = java.util.Arrays.stream(store.getCertificateChain("identity"))
                .map(X509Certificate.class::cast)
                .toList();
        assertEquals(List.of("fe.example.com", "pool.example.com", "127.0.0.3"), tls.names(chain.get(0)));
        assertEquals("", tls.verifyName(chain.get(0), "127.0.0.3"));
        assertEquals(Files.readString(data.resolve("tls/ca.pem")), tls.certificatePem());
        try (Handshake up = Handshake.of(Peers.taking(new Identity(key, chain)), tls.verifying())) {
            assertTrue(up.alive());
        }
    }

    private static boolean becomes(java.util.function.BooleanSupplier condition) {
        long end = System.nanoTime() + 15_000_000_000L;
        while (!condition.getAsBoolean() && System.nanoTime() < end) {
            LockSupport.parkNanos(20_000_000);
        }
        return condition.getAsBoolean();
    }
}
