package org.bailey.peertest.bench;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;
import org.bailey.peertest.Peer;
import org.bailey.versions.NextVersion;

/** Who signs the next versions. */
final class Vendor {
    private static final String ALIAS = "vendor";
    private static final String PASSWORD = "of this run only";

    private final PrivateKey key;
    private final X509Certificate certificate;

    /** Makes a key pair; {@code folder} is to be empty. */
    Vendor(Path folder) {
        Path store = folder.resolve("vendor.p12");
        Peer.run(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-keystore",
                store.toString(),
                "-storepass",
                PASSWORD,
                "-alias",
                ALIAS,
                "-keyalg",
                "EC",
                "-dname",
                "CN=Modules"));
        try (InputStream in = Files.newInputStream(store)) {
            KeyStore keys = KeyStore.getInstance("PKCS12");
            keys.load(in, PASSWORD.toCharArray());
            key = (PrivateKey) keys.getKey(ALIAS, PASSWORD.toCharArray());
            certificate = (X509Certificate) keys.getCertificate(ALIAS);
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("cannot make a key pair in " + store, e);
        }
    }

    /** {@return the certificate as the appliance's setting {@code signers} wants it} */
    String certificate() throws GeneralSecurityException {
        return Base64.getEncoder().encodeToString(certificate.getEncoded());
    }

    byte[] sign(NextVersion next) throws IOException {
        return next.signed(key, certificate);
    }
}
