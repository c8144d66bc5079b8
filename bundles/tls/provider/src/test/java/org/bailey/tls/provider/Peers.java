package org.bailey.tls.provider;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import org.bouncycastle.asn1.x509.KeyPurposeId;

/** Peers with certificates of every kind, and the appliance they meet. */
final class Peers {
    static final List<KeyPurposeId> BOTH = List.of(KeyPurposeId.id_kp_serverAuth, KeyPurposeId.id_kp_clientAuth);
    static final List<KeyPurposeId> SERVER_ONLY = List.of(KeyPurposeId.id_kp_serverAuth);
    static final List<KeyPurposeId> CLIENT_ONLY = List.of(KeyPurposeId.id_kp_clientAuth);
    static final Clock CLOCK = Clock.systemUTC();
    static final OwnNames NAMES = new OwnNames("gw.example.com", "pool.example.com", "gwhost");

    private Peers() {}

    static Identity authority() {
        return authority("Test authority");
    }

    static Identity authority(String name) {
        return Issuer.newAuthority(name, Instant.now());
    }

    static Identity issued(Identity authority, List<KeyPurposeId> usages) {
        Instant now = Instant.now();
        return issued(authority, now.minus(Duration.ofHours(1)), now.plus(Duration.ofDays(60)), usages);
    }

    static Identity issued(Identity authority, Instant from, Instant to, List<KeyPurposeId> usages) {
        return new Issuer(authority).issue("peer.example.com", List.of("127.0.0.1"), from, to, usages);
    }

    /** A peer that shows {@code identity} and takes whatever it is shown. */
    static SSLContext taking(Identity identity) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(
                    new KeyManager[] {new ReloadingKeyManager(identity)}, new TrustManager[] {new TrustAnyone()}, null);
            return context;
        } catch (java.security.GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static TlsSettings settings(Path folder) {
        return new TlsSettings(
                folder,
                folder.resolve("server.pem"),
                folder.resolve("server.key"),
                folder.resolve("trusted"),
                Duration.ofSeconds(1));
    }

    static void write(Identity identity, Path certificate, Path key) throws IOException {
        Files.writeString(certificate, Pem.text(identity.chain()));
        Files.writeString(key, Pem.text(identity.key()));
    }
}
