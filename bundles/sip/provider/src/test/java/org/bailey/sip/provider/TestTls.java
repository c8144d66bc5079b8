package org.bailey.sip.provider;

import java.security.KeyStore;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.bailey.tls.TlsContexts;

/** Contexts over JSSE with an identity and a trust list, each replaceable. */
final class TestTls implements TlsContexts {
    private volatile SSLContext context;

    TestTls(KeyStore identity, TestAuthority... trusted) {
        use(identity, trusted);
    }

    void use(KeyStore identity, TestAuthority... trusted) {
        try {
            KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
            keys.init(identity, new char[0]);
            KeyStore list = KeyStore.getInstance("PKCS12");
            list.load(null, null);
            for (X509Certificate authority : TestAuthority.trusting(trusted)) {
                list.setCertificateEntry(String.valueOf(list.size()), authority);
            }
            TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
            trust.init(list);
            SSLContext made = SSLContext.getInstance("TLS");
            made.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
            context = made;
        } catch (java.io.IOException | java.security.GeneralSecurityException broken) {
            throw new IllegalStateException(broken);
        }
    }

    /** {@return a context of a client that has no certificate and believes anybody} */
    static SSLContext anonymous() {
        try {
            SSLContext made = SSLContext.getInstance("TLS");
            made.init(null, new javax.net.ssl.TrustManager[] {new Credulous()}, null);
            return made;
        } catch (java.security.GeneralSecurityException broken) {
            throw new IllegalStateException(broken);
        }
    }

    private static final class Credulous extends javax.net.ssl.X509ExtendedTrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, java.net.Socket socket) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, java.net.Socket socket) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, javax.net.ssl.SSLEngine engine) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, javax.net.ssl.SSLEngine engine) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }

    @Override
    public SSLContext verifying() {
        return context;
    }

    @Override
    public SSLContext trusting() {
        return context;
    }

    @Override
    public String verifyName(X509Certificate certificate, String name) {
        return names(certificate).contains(name) ? "" : "its certificate names " + names(certificate) + ", not " + name;
    }

    @Override
    public List<String> names(X509Certificate certificate) {
        List<String> names = new ArrayList<>();
        names.add(certificate.getSubjectX500Principal().getName().replaceFirst("CN=", ""));
        try {
            certificate.getSubjectAlternativeNames().forEach(each -> names.add(String.valueOf(each.get(1))));
        } catch (CertificateParsingException broken) {
            throw new IllegalStateException(broken);
        }
        return names.stream().distinct().toList();
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
