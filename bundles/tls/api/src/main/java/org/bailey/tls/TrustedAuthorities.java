package org.bailey.tls;

import java.io.IOException;
import java.security.cert.X509Certificate;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/** The list of authorities whose certificates we accept from peers. Changes hold for new handshakes. Safe for use by many threads. */
@ProviderType
public interface TrustedAuthorities {
    /** {@return all on the list, by subject} */
    List<X509Certificate> list() throws IOException;

    /**
     * Puts certificates on the list, all of them or, when one cannot be read, none.
     *
     * @param pem one or several certificates, at most {@link OwnCertificate#LONGEST_PEM} characters
     */
    Added add(String pem) throws RefusedChange, IOException;

    /**
     * Takes one off the list.
     *
     * @param sha256 its fingerprint, with or without colons
     */
    X509Certificate remove(String sha256) throws RefusedChange, IOException;

    /**
     * What came of it.
     *
     * @param added those that were not on the list before
     * @param known how many were
     * @param notes one sentence for each thing an administrator should know about them
     */
    record Added(List<X509Certificate> added, int known, List<String> notes) {
        public Added {
            added = List.copyOf(added);
            notes = List.copyOf(notes);
        }
    }
}
