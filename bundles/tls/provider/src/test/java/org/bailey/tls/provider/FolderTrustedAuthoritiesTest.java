package org.bailey.tls.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.List;
import org.bailey.tls.Fingerprint;
import org.bailey.tls.RefusedChange;
import org.bailey.tls.TrustedAuthorities.Added;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderTrustedAuthoritiesTest {
    @TempDir
    Path data;

    private final FileTlsContexts contexts = new FileTlsContexts();
    private final Identity first = Peers.authority("First / Authority");
    private final Identity second = Peers.authority("Second Authority");
    private FolderTrustedAuthorities trusted;
    private Path folder;

    @BeforeEach
    void start() throws Exception {
        contexts.start(TlsConfigs.of("server.pem", 3600), data.resolve("tls"), null);
        trusted = new FolderTrustedAuthorities(contexts);
        folder = data.resolve("tls/trusted");
    }

    @AfterEach
    void stop() {
        contexts.stop();
    }

    @Test
    void whoIsAddedIsBelievedAtOnceAndWhoIsRemovedIsNot() throws Exception {
        Identity peer = Peers.issued(first, Peers.BOTH);
        assertTrue(refusal(peer).contains("no trusted authority signed it"), refusal(peer));

        Added added = trusted.add(Pem.text(List.of(first.certificate(), second.certificate())));
        assertEquals(new Added(List.of(first.certificate(), second.certificate()), 0, List.of()), added);
        try (Handshake up = Handshake.of(Peers.taking(peer), contexts.verifying())) {
            assertTrue(up.alive());
            assertEquals(3, trusted.list().size());

            String fingerprint = Fingerprint.sha256(first.certificate());
            assertEquals(first.certificate(), trusted.remove(fingerprint.toUpperCase(java.util.Locale.ROOT)));
            assertTrue(up.alive());
        }
        assertTrue(refusal(peer).contains("no trusted authority signed it"), refusal(peer));
        assertEquals(2, trusted.list().size());
    }

    private String refusal(Identity peer) {
        return Handshake.refusal(Peers.taking(peer), contexts.verifying());
    }

    @Test
    void theSameAgainIsKnownAndAnotherOfItsNameIsTold() throws Exception {
        trusted.add(Pem.text(first.chain()));
        assertEquals(new Added(List.of(), 1, List.of()), trusted.add(Pem.text(first.chain())));
        Identity anew = Peers.authority("First / Authority");
        Identity peer = Peers.issued(anew, Peers.BOTH);
        Added added = trusted.add(Pem.text(anew.chain()));
        assertTrue(added.notes().get(0).contains("is on the list too"), added::toString);
        try (Handshake up = Handshake.of(Peers.taking(peer), contexts.verifying())) {
            assertTrue(up.alive());
        }
        Added single = trusted.add(Pem.text(List.of(peer.certificate())));
        assertTrue(single.notes().get(0).contains("is not an authority's certificate"), single::toString);
    }

    @Test
    void ofAFileOfTheOperatorOnlyTheOneNamedIsTakenOut() throws Exception {
        Path file = Files.writeString(
                folder.resolve("site.pem"), Pem.text(List.of(first.certificate(), second.certificate())));
        trusted.remove(Fingerprint.sha256(first.certificate()));
        assertEquals(List.of(second.certificate()), Pem.certificates(file));
        trusted.remove(Fingerprint.sha256(second.certificate()).replace(":", ""));
        assertFalse(Files.exists(file));
    }

    @Test
    void whatCannotBeDoneIsSaid() throws Exception {
        List<X509Certificate> before = trusted.list();
        String damaged = Pem.text(first.chain()) + "-----BEGIN CERTIFICATE-----\nMAMCAQE=\n-----END CERTIFICATE-----\n";
        for (String text : List.of("", "hello", damaged)) {
            String said =
                    assertThrows(RefusedChange.class, () -> trusted.add(text)).sentence();
            assertTrue(said.startsWith("what was uploaded "), said);
        }
        for (String fingerprint : List.of("", "zz", "../../etc", "0".repeat(1000))) {
            String said = assertThrows(RefusedChange.class, () -> trusted.remove(fingerprint))
                    .sentence();
            assertTrue(said.startsWith("no trusted authority has the SHA-256 fingerprint"), said);
        }
        assertEquals(before, trusted.list());
    }
}
