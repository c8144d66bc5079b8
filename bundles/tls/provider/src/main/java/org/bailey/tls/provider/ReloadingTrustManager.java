package org.bailey.tls.provider;

import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Checks peers against the trust list of the moment with the PKIX rules of the JDK: chain, validity, key usage and
 * extended key usage for the peer's role. A refusal is one sentence about the certificate.
 */
final class ReloadingTrustManager extends X509ExtendedTrustManager {
    private interface Check {
        void run() throws CertificateException;
    }

    private volatile @Nullable X509ExtendedTrustManager pkix;

    ReloadingTrustManager(List<X509Certificate> authorities) {
        use(authorities);
    }

    void use(List<X509Certificate> authorities) {
        // PKIX refuses to work on an empty list: then nobody is trusted.
        pkix = authorities.isEmpty() ? null : pkix(authorities);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        check(chain, Certificates.CLIENT_AUTH, () -> trusting().checkClientTrusted(chain, authType));
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        check(chain, Certificates.CLIENT_AUTH, () -> trusting().checkClientTrusted(chain, authType, socket));
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        check(chain, Certificates.CLIENT_AUTH, () -> trusting().checkClientTrusted(chain, authType, engine));
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        check(chain, Certificates.SERVER_AUTH, () -> trusting().checkServerTrusted(chain, authType));
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        check(chain, Certificates.SERVER_AUTH, () -> trusting().checkServerTrusted(chain, authType, socket));
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        check(chain, Certificates.SERVER_AUTH, () -> trusting().checkServerTrusted(chain, authType, engine));
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        X509ExtendedTrustManager now = pkix;
        return now == null ? new X509Certificate[0] : now.getAcceptedIssuers();
    }

    private X509ExtendedTrustManager trusting() throws CertificateException {
        X509ExtendedTrustManager now = pkix;
        if (now == null) {
            throw new CertificateException("the list of trusted authorities is empty");
        }
        return now;
    }

    private static void check(X509Certificate[] chain, String usage, Check check) throws CertificateException {
        try {
            check.run();
        } catch (CertificateException e) {
            throw new CertificateException(Refusal.sentence(chain, usage, e), e);
        }
    }

    private static X509ExtendedTrustManager pkix(List<X509Certificate> authorities) {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            int number = 0;
            for (X509Certificate authority : authorities) {
                store.setCertificateEntry("trusted-" + number++, authority);
            }
            TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
            factory.init(store);
            for (TrustManager manager : factory.getTrustManagers()) {
                if (manager instanceof X509ExtendedTrustManager extended) {
                    return extended;
                }
            }
            throw new IllegalStateException("this Java has no PKIX trust manager");
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("the trust list cannot be made", e);
        }
    }
}
