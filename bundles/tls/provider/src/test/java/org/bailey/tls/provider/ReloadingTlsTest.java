package org.bailey.tls.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReloadingTlsTest {
    @TempDir
    Path folder;

    private final List<Identity> told = new ArrayList<>();
    private OwnNames names = Peers.NAMES;
    private ReloadingTls tls;

    @BeforeEach
    void start() throws Exception {
        Authority own = Authority.open(folder, Peers.CLOCK);
        tls = new ReloadingTls(Peers.settings(folder), own, Peers.CLOCK, () -> names, told::add);
    }

    private ReloadingTls again() throws Exception {
        return new ReloadingTls(
                Peers.settings(folder), Authority.open(folder, Peers.CLOCK), Peers.CLOCK, () -> names, told::add);
    }

    @Test
    void makesAnAuthorityAndAnIdentityForBothRolesAtFirstStart() throws Exception {
        assertEquals(List.of(), tls.problems());
        Identity own = Identity.read(folder.resolve("server.pem"), folder.resolve("server.key"));
        assertEquals(own, tls.identity());
        assertEquals(2, own.chain().size());
        assertEquals(
                List.of(Certificates.SERVER_AUTH, Certificates.CLIENT_AUTH),
                own.certificate().getExtendedKeyUsage());
        assertEquals(
                List.of("gw.example.com", "pool.example.com", "gwhost", "localhost", "127.0.0.1"),
                CertificateNames.of(own.certificate()));
        for (String secret : List.of("server.key", "ca.key")) {
            assertEquals(
                    "rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(secret))));
        }
        try (var left = Files.list(folder)) {
            assertFalse(left.anyMatch(file -> file.toString().endsWith(".tmp")));
        }
    }

    @Test
    void keepsItsIdentityOverARestart() throws Exception {
        assertEquals(tls.identity(), again().identity());
    }

    @Test
    void newHandshakesUseTheNewPairWhileTheOldConnectionStaysUp() throws Exception {
        Identity peer = Peers.issued(Identity.read(folder.resolve("ca.pem"), folder.resolve("ca.key")), Peers.BOTH);
        Identity replaced = tls.identity();
        try (Handshake before = Handshake.of(Peers.taking(peer), tls.verifying())) {
            Identity fresh = Peers.issued(Peers.authority(), Peers.BOTH);
            Peers.write(fresh, folder.resolve("server.pem"), folder.resolve("server.key"));
            tls.look();
            try (Handshake after = Handshake.of(Peers.taking(peer), tls.verifying())) {
                assertEquals(fresh.certificate(), after.serverCertificate());
                assertTrue(after.alive());
            }
            assertTrue(before.alive());
            assertEquals(replaced.certificate(), before.serverCertificate());
            assertEquals(List.of(replaced, fresh), told);
        }
    }

    @Test
    void aPairThatDoesNotFitLeavesTheOldOneInUseAndSaysSo() throws Exception {
        Identity old = tls.identity();
        Identity other = Peers.issued(Peers.authority(), Peers.BOTH);
        Files.writeString(folder.resolve("server.pem"), Pem.text(other.chain()));
        tls.look();
        assertEquals(old, tls.identity());
        String said = tls.problems().get(0);
        assertTrue(said.contains("server.key does not belong to the certificate in"), said);
        assertTrue(said.contains("CN=gw.example.com stays in use"), said);

        Files.writeString(folder.resolve("server.key"), Pem.text(other.key()));
        tls.look();
        assertEquals(other, tls.identity());
    }

    @Test
    void servesAMakeshiftIdentityWhenItStartsOnDamagedFilesAndDoesNotTouchThem() throws Exception {
        Files.writeString(folder.resolve("server.pem"), "nothing of use");
        ReloadingTls second = again();
        assertEquals(
                "gw.example.com",
                CertificateNames.of(second.identity().certificate()).get(0));
        assertTrue(second.problems().get(0).contains("server.pem holds no certificate"), second.problems()::toString);
        assertEquals("nothing of use", Files.readString(folder.resolve("server.pem")));
    }

    @Test
    void issuesItsOwnCertificateAnewWhenTheApplianceGetsAnotherName() {
        Identity before = tls.identity();
        names = new OwnNames("other.example.com", "pool.example.com", "gwhost");
        tls.look();
        assertNotEquals(before, tls.identity());
        assertEquals(
                "other.example.com",
                CertificateNames.of(tls.identity().certificate()).get(0));
        assertEquals(List.of(), tls.problems());
    }

    @Test
    void neverReplacesTheOperatorsCertificateButSaysThatTheNameIsMissing() throws Exception {
        Identity operators = Peers.issued(Peers.authority(), Peers.SERVER_ONLY);
        Peers.write(operators, folder.resolve("server.pem"), folder.resolve("server.key"));
        names = new OwnNames("other.example.com", "pool.example.com", "gwhost");
        tls.look();
        assertEquals(operators, tls.identity());
        String said = String.join("\n", tls.problems());
        assertTrue(said.contains("lacks the extended key usage clientAuth"), said);
        assertTrue(said.contains("does not carry this appliance's name other.example.com"), said);
        assertTrue(said.contains("does not carry the cluster name pool.example.com"), said);
    }

    @Test
    void aDamagedFileInTheTrustListLeavesTheListAsItWas() throws Exception {
        Identity peer = Peers.issued(Identity.read(folder.resolve("ca.pem"), folder.resolve("ca.key")), Peers.BOTH);
        Files.writeString(folder.resolve("trusted/appliance.pem"), "-----BEGIN CERTIFICATE-----\nhalf");
        tls.look();
        try (Handshake up = Handshake.of(Peers.taking(peer), tls.verifying())) {
            assertTrue(up.alive());
        }
        assertTrue(tls.problems().get(0).contains("appliance.pem cannot be read as PEM"), tls.problems()::toString);
    }
}
