package org.bailey.tls;

import java.security.cert.X509Certificate;
import java.util.List;

/**
 * What is in force after a change.
 *
 * @param chain our certificate, then its issuers, in order
 * @param notes one sentence for each thing peers will not like about it; empty when all is well
 */
public record InstalledCertificate(List<X509Certificate> chain, List<String> notes) {
    public InstalledCertificate {
        chain = List.copyOf(chain);
        notes = List.copyOf(notes);
    }
}
