package org.bailey.tls.provider;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.bailey.tls.OwnCertificate;
import org.bailey.tls.PendingRequest;
import org.bailey.tls.RefusedChange;
import org.bailey.tls.RefusedChange.Kind;
import org.jspecify.annotations.Nullable;

/** What an administrator brought, turned into an identity or refused with what to do. */
final class Upload {
    private static final String SOURCE = "what was uploaded";

    /** In bits. */
    private static final int SHORTEST_RSA = 2048;

    private final String pem;

    /** @throws RefusedChange when it is too long to be looked at */
    Upload(String pem) throws RefusedChange {
        if (pem.length() > OwnCertificate.LONGEST_PEM) {
            throw refused(SOURCE + " is longer than " + OwnCertificate.LONGEST_PEM
                    + " characters: bring no more than the certificates that are needed");
        }
        this.pem = pem;
    }

    List<X509Certificate> certificates() throws RefusedChange {
        try {
            return Pem.certificates(SOURCE, pem);
        } catch (UnusableFile e) {
            throw refused(e.sentence());
        }
    }

    /**
     * Finds the certificate that belongs to the key.
     *
     * @param pending takes precedence over {@code inUse}
     * @param inUse null when the present files cannot be used
     */
    Identity identity(Optional<KeyRequest> pending, @Nullable Identity inUse, Instant now) throws RefusedChange {
        try {
            boolean withKey = Pem.hasKey(SOURCE, pem);
            if (withKey && pending.isPresent()) {
                PendingRequest request = pending.get().pending();
                throw new RefusedChange(
                        Kind.STATE,
                        "a certificate request for " + request.subject()
                                + " is pending since " + request.since()
                                + ": bring the certificate that answers it, without a key,"
                                + " or discard the request first");
            }
            PrivateKey key = withKey ? usable(Pem.key("the private key that was uploaded", pem)) : null;
            if (Pem.request(SOURCE, pem) != null) {
                throw refused(SOURCE + " is a request for a certificate: give it to an authority, and bring the"
                        + " certificate it makes of it");
            }
            return valid(matching(key, pending, inUse), now);
        } catch (UnusableFile e) {
            throw refused(e.sentence());
        }
    }

    private Identity matching(@Nullable PrivateKey key, Optional<KeyRequest> pending, @Nullable Identity inUse)
            throws RefusedChange {
        List<X509Certificate> found = certificates();
        Identity identity = null;
        String wrong;
        if (key != null) {
            identity = Identity.of(key, found);
            wrong =
                    "the private key does not belong to any of these certificates: bring the pair that was made together; ";
        } else if (pending.isPresent()) {
            identity = Identity.of(pending.get().key(), found);
            wrong = "none of these certificates is for the key of the pending request of "
                    + pending.get().since() + ": bring the one that was issued for this request; ";
        } else {
            identity = inUse == null ? null : Identity.of(inUse.key(), found);
            wrong =
                    "no request is pending, and none of these certificates is for the key in use: bring the certificate with"
                            + " its private key, or make a request first; ";
        }
        if (identity == null) {
            throw refused(wrong + found.size() + (found.size() == 1 ? " certificate was" : " certificates were")
                    + " uploaded: " + subjects(found));
        }
        return identity;
    }

    private static Identity valid(Identity identity, Instant now) throws RefusedChange {
        X509Certificate own = identity.certificate();
        if (now.isAfter(own.getNotAfter().toInstant())) {
            throw refused("the certificate " + Certificates.subject(own) + " expired at "
                    + own.getNotAfter().toInstant() + ": have a new one issued");
        }
        if (now.isBefore(own.getNotBefore().toInstant())) {
            throw refused("the certificate " + Certificates.subject(own) + " is not valid before "
                    + own.getNotBefore().toInstant() + ", and here it is " + now
                    + ": check the clock of this machine, or bring it then");
        }
        if (own.getPublicKey() instanceof RSAPublicKey rsa && rsa.getModulus().bitLength() < SHORTEST_RSA) {
            throw refused("the certificate " + Certificates.subject(own) + " has an RSA key of "
                    + rsa.getModulus().bitLength() + " bits, which peers refuse: have one issued with 2048 or more");
        }
        return identity;
    }

    private static PrivateKey usable(PrivateKey key) throws RefusedChange {
        if (!Identity.usable(key)) {
            throw refused("the private key is for " + key.getAlgorithm() + ": bring one for RSA or an elliptic curve");
        }
        return key;
    }

    private static String subjects(List<X509Certificate> certificates) {
        return certificates.stream().limit(5).map(Certificates::subject).collect(Collectors.joining(" / "));
    }

    private static RefusedChange refused(String sentence) {
        return new RefusedChange(Kind.CONTENT, sentence);
    }
}
