package org.bailey.media.provider;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.bailey.tls.TlsContexts;

/** Contexts over JSSE that trust one certificate. */
final class OneTrusted implements TlsContexts {
    private final SSLContext context;
    private final String name;

    /** @param name what certificates are for */
    OneTrusted(Path certificate, String name) {
        this.name = name;
        try (InputStream pem = Files.newInputStream(certificate)) {
            KeyStore list = KeyStore.getInstance("PKCS12");
            list.load(null, null);
            list.setCertificateEntry(
                    "one", CertificateFactory.getInstance("X.509").generateCertificate(pem));
            TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
            trust.init(list);
            context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
        } catch (IOException | GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public SSLContext verifying() {
        return context;
    }

    @Override
    public SSLContext trusting() {
        throw new AssertionError("a TURN server is always verified");
    }

    @Override
    public String verifyName(X509Certificate certificate, String wanted) {
        return wanted.equals(name) ? "" : "its certificate names " + name + ", not " + wanted;
    }

    @Override
    public List<String> names(X509Certificate certificate) {
        return List.of(name);
    }

    @Override
    public List<X509Certificate> chain() {
        return List.of();
    }

    @Override
    public List<String> problems() {
        return List.of();
    }
}
