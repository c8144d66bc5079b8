package org.bailey.tls;

import java.io.IOException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Replaces the certificate we show to others. What is replaced is used by new handshakes at once; connections that are up
 * stay up. Safe for use by many threads. All methods read or write files.
 */
@ProviderType
public interface OwnCertificate {
    /** In characters: what is longer is refused. */
    int LONGEST_PEM = 1 << 20;

    /** {@return what to ask for when nothing else is wanted: our names, and a key that all peers know} */
    RequestedCertificate suggested();

    /** {@return the request that waits for its certificate} */
    Optional<PendingRequest> pending() throws RefusedChange, IOException;

    /**
     * Makes a private key and a request for a certificate of it (RFC 2986), for serverAuth and clientAuth. The key stays
     * here, over restarts too, until the certificate comes or the request is discarded.
     */
    PendingRequest request(RequestedCertificate wanted) throws RefusedChange, IOException;

    /** Forgets the pending request and its key. */
    void discard() throws RefusedChange, IOException;

    /**
     * Takes a certificate into use. Alone it must belong to the key of the pending request, or where none is pending to the
     * key in use; otherwise it comes with its key, which must have no password. The one before is kept.
     *
     * @param pem our certificate and its issuers in any order; a private key before, among or after them
     */
    InstalledCertificate install(String pem) throws RefusedChange, IOException;

    /** {@return the chain that {@link #restore} would put back; empty when there is none} */
    List<X509Certificate> previous() throws RefusedChange, IOException;

    /** Puts back certificate and key from before the last {@link #install}; what is in use now becomes the previous one. */
    InstalledCertificate restore() throws RefusedChange, IOException;
}
