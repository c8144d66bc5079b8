package org.bailey.tls;

import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.SSLContext;
import org.osgi.annotation.versioning.ProviderType;

/**
 * TLS with our identity and our list of trusted authorities. Certificates may be replaced while it is in use: new
 * handshakes take the new ones at once, connections that are up stay up. Safe for use by many threads.
 */
@ProviderType
public interface TlsContexts {
    /**
     * {@return a context for accepting and opening connections: our chain, and for peers the PKIX check against the trusted
     * list with validity and EKU (serverAuth of servers, clientAuth of clients)} Whether a client certificate is asked for
     * is the socket's setting; names are checked by {@link #verifyName}.
     */
    SSLContext verifying();

    /** {@return a context that offers our chain and takes any chain of the peer: for zones with TLS verify mode off} */
    SSLContext trusting();

    /**
     * Compares a certificate with the name a peer was addressed by (RFC 6125, RFC 5922): subject alternative names, then
     * the common name.
     *
     * @return empty when it carries the name, else one sentence naming both
     */
    String verifyName(X509Certificate certificate, String name);

    /** {@return the names a certificate carries: common name first, then DNS and address alternative names, no doubles} */
    List<String> names(X509Certificate certificate);

    /** {@return our own certificate, then its issuers} */
    List<X509Certificate> chain();

    /** {@return what is wrong with our identity or trust list, one sentence each; empty when all is well} */
    List<String> problems();
}
