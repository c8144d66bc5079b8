package org.bailey.tls.provider;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.bailey.system.PrivateFile;
import org.bouncycastle.asn1.x509.KeyPurposeId;

/** The private authority as kept in {@code ca.pem} and {@code ca.key}. */
final class Authority {
    private static final List<KeyPurposeId> BOTH_ROLES =
            List.of(KeyPurposeId.id_kp_serverAuth, KeyPurposeId.id_kp_clientAuth);
    private static final Duration LIFETIME = Duration.ofDays(397);

    private final Identity identity;
    private final Clock clock;

    private Authority(Identity identity, Clock clock) {
        this.identity = identity;
        this.clock = clock;
    }

    /**
     * Reads the authority, or makes it when there is none yet and puts it on the trust list.
     *
     * @throws UnusableFile when its files are damaged: they are never overwritten
     */
    static Authority open(Path folder, Clock clock) throws IOException, UnusableFile {
        Path certificate = folder.resolve("ca.pem");
        Path key = folder.resolve("ca.key");
        if (Files.exists(certificate) || Files.exists(key)) {
            return new Authority(Identity.read(certificate, key), clock);
        }
        Instant now = clock.instant();
        Identity made = Issuer.newAuthority("Bailey private authority " + Long.toHexString(now.toEpochMilli()), now);
        byte[] pem = Pem.text(made.chain()).getBytes(StandardCharsets.US_ASCII);
        PrivateFile.write(key, Pem.text(made.key()).getBytes(StandardCharsets.US_ASCII), true);
        PrivateFile.write(certificate, pem, false);
        Files.createDirectories(folder.resolve("trusted"));
        PrivateFile.write(folder.resolve("trusted/appliance.pem"), pem, false);
        return new Authority(made, clock);
    }

    Identity issue(String commonName, List<String> names) {
        Instant now = clock.instant();
        Instant end = certificate().getNotAfter().toInstant();
        Instant wanted = now.plus(LIFETIME);
        return new Issuer(identity)
                .issue(
                        commonName,
                        names,
                        now.minus(Duration.ofHours(1)),
                        wanted.isBefore(end) ? wanted : end,
                        BOTH_ROLES);
    }

    boolean made(X509Certificate certificate) {
        return Certificates.signed(certificate(), certificate);
    }

    X509Certificate certificate() {
        return identity.certificate();
    }
}
