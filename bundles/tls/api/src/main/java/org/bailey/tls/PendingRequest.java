package org.bailey.tls;

import java.time.Instant;
import java.util.List;

/**
 * A certificate signing request that waits for its certificate. Its private key stays where it was made.
 *
 * @param subject as people write it: {@code CN=gw.example.com, O=Example}
 * @param names DNS names and addresses it asks for
 * @param pem the request (RFC 2986) for the authority
 */
public record PendingRequest(Instant since, String subject, List<String> names, KeyKind key, String pem) {
    public PendingRequest {
        names = List.copyOf(names);
    }
}
