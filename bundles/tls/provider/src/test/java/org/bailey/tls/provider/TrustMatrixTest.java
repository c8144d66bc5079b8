package org.bailey.tls.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every kind of peer certificate, with the peer as client and as server, against a real handshake. */
class TrustMatrixTest {
    @TempDir
    Path folder;

    private final Identity trusted = Peers.authority();
    private ReloadingTls tls;

    @BeforeEach
    void start() throws Exception {
        Authority own = Authority.open(folder, Peers.CLOCK);
        Files.writeString(folder.resolve("trusted/site.pem"), Pem.text(trusted.chain()));
        tls = new ReloadingTls(Peers.settings(folder), own, Peers.CLOCK, () -> Peers.NAMES, identity -> {});
    }

    private String asClient(Identity peer) {
        return Handshake.refusal(Peers.taking(peer), tls.verifying());
    }

    private String asServer(Identity peer) {
        return Handshake.refusal(tls.verifying(), Peers.taking(peer));
    }

    @Test
    void takesAPeerOfATrustedAuthorityInBothRoles() throws Exception {
        Identity peer = Peers.issued(trusted, Peers.BOTH);
        try (Handshake up = Handshake.of(Peers.taking(peer), tls.verifying())) {
            assertTrue(up.alive());
            assertEquals(peer.certificate(), up.clientCertificate());
        }
        try (Handshake up = Handshake.of(tls.verifying(), Peers.taking(peer))) {
            assertEquals(peer.certificate(), up.serverCertificate());
            assertEquals(tls.identity().certificate(), up.clientCertificate());
        }
    }

    @Test
    void refusesAnAuthorityThatIsNotOnTheListAndSaysWhichOneIsMissing() {
        Identity stranger = Peers.issued(Peers.authority("Strange authority"), Peers.BOTH);
        for (String said : List.of(asClient(stranger), asServer(stranger))) {
            assertTrue(
                    said.contains("no trusted authority signed it; if CN=Strange authority is to be believed"), said);
        }
    }

    @Test
    void saysThatTheAuthorityHasAnotherKeyThanTheOneOnTheList() {
        String said = asClient(Peers.issued(Peers.authority(), Peers.BOTH));
        assertTrue(said.contains("is on the list, but another key made the signature"), said);
    }

    @Test
    void refusesAServerWithoutServerAuthAndAClientWithoutClientAuth() {
        String server = asServer(Peers.issued(trusted, Peers.CLIENT_ONLY));
        assertTrue(server.contains("extended key usage lacks serverAuth (1.3.6.1.5.5.7.3.1)"), server);
        String client = asClient(Peers.issued(trusted, Peers.SERVER_ONLY));
        assertTrue(client.contains("extended key usage lacks clientAuth (1.3.6.1.5.5.7.3.2)"), client);
    }

    @Test
    void refusesACertificateThatIsOverOrNotYetValidAndSaysWhen() {
        Instant now = Instant.now();
        Instant end = Instant.ofEpochSecond(now.minus(Duration.ofDays(1)).getEpochSecond());
        Identity over = Peers.issued(trusted, now.minus(Duration.ofDays(9)), end, Peers.BOTH);
        Instant begin = Instant.ofEpochSecond(now.plus(Duration.ofDays(1)).getEpochSecond());
        Identity early = Peers.issued(trusted, begin, now.plus(Duration.ofDays(9)), Peers.BOTH);
        for (String said : List.of(asClient(over), asServer(over))) {
            assertTrue(said.contains("it expired at " + end), said);
        }
        for (String said : List.of(asClient(early), asServer(early))) {
            assertTrue(said.contains("it is not valid before " + begin), said);
        }
    }

    @Test
    void refusesAClientThatShowsNoCertificate() throws Exception {
        SSLContext bare = SSLContext.getInstance("TLS");
        bare.init(null, new TrustManager[] {new TrustAnyone()}, null);
        String said = Handshake.refusal(bare, tls.verifying());
        assertTrue(said.contains("Empty client certificate chain"), said);
    }

    @Test
    void takesAnyoneWhereVerifyingIsOff() throws Exception {
        Identity stranger = Peers.issued(Peers.authority(), Peers.SERVER_ONLY);
        try (Handshake up = Handshake.of(Peers.taking(stranger), tls.trusting())) {
            assertTrue(up.alive());
        }
    }

    @Test
    void believesAnAuthorityFromTheMomentItsFileIsThere() throws Exception {
        Identity late = Peers.authority("Late authority");
        Identity peer = Peers.issued(late, Peers.BOTH);
        assertTrue(asClient(peer).contains("no trusted authority"), "not yet");
        Files.writeString(folder.resolve("trusted/late.crt"), Pem.text(late.chain()));
        tls.look();
        try (Handshake up = Handshake.of(Peers.taking(peer), tls.verifying())) {
            assertTrue(up.alive());
        }
    }

    @Test
    void believesNobodyOnceTheListIsEmptyNotEvenOnResumption() throws Exception {
        Identity peer = Peers.issued(trusted, Peers.BOTH);
        SSLContext client = Peers.taking(peer);
        try (Handshake up = Handshake.of(client, tls.verifying())) {
            assertTrue(up.alive());
        }
        Files.delete(folder.resolve("trusted/site.pem"));
        Files.delete(folder.resolve("trusted/appliance.pem"));
        tls.look();
        String said = Handshake.refusal(client, tls.verifying());
        assertTrue(said.contains("the list of trusted authorities is empty"), said);
        assertTrue(tls.problems().get(0).contains("is empty: no peer is accepted"), tls.problems()::toString);
    }
}
