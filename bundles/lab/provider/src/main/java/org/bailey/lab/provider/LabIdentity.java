package org.bailey.lab.provider;

import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A TLS context out of one key store: its identity is shown, the root of its chain is trusted. */
final class LabIdentity {
    private LabIdentity() {}

    static SSLContext context(KeyStore identity, char[] password) throws GeneralSecurityException, java.io.IOException {
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(identity, password);
        KeyStore roots = KeyStore.getInstance("PKCS12");
        roots.load(null, null);
        for (String alias : java.util.Collections.list(identity.aliases())) {
            Certificate[] chain = identity.getCertificateChain(alias);
            Certificate root = chain == null ? identity.getCertificate(alias) : chain[chain.length - 1];
            roots.setCertificateEntry(alias, root);
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(roots);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }
}
