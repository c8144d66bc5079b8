package org.bailey.tls.provider;

import java.io.IOException;
import java.nio.file.Files;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/** Reads the identity from its files, and makes or renews it where it is ours to make. */
record OwnIdentity(Authority authority, Clock clock) {
    private static final Duration RENEW_BEFORE_END = Duration.ofDays(30);

    /**
     * Makes the files when there are none, and anew when the appliance has other names than the certificate it made
     * itself, or that one ends soon. What an operator put there is read and never written.
     */
    Identity load(TlsSettings settings, OwnNames names) throws UnusableFile, IOException {
        if (settings.ownPlace()) {
            files(settings).recover();
        }
        if (settings.ownPlace() && Files.notExists(settings.certificate()) && Files.notExists(settings.key())) {
            return make(settings, names);
        }
        Identity found = Identity.read(settings.certificate(), settings.key());
        boolean ours = settings.ownPlace() && authority.made(found.certificate());
        return ours && (outdated(found, names) || endsSoon(found)) ? make(settings, names) : found;
    }

    /** {@return one that lives in memory only, so that the console stays reachable over TLS while the files are unusable} */
    Identity makeshift(OwnNames names) {
        return authority.issue(names.commonName(), names.alternatives());
    }

    boolean endsSoon(Identity identity) {
        return authority.made(identity.certificate())
                && clock.instant()
                        .plus(RENEW_BEFORE_END)
                        .isAfter(identity.certificate().getNotAfter().toInstant());
    }

    private static boolean outdated(Identity identity, OwnNames names) {
        X509Certificate own = identity.certificate();
        List<String> carried = CertificateNames.of(own);
        return !carried.contains(names.commonName()) || !carried.containsAll(names.alternatives());
    }

    private Identity make(TlsSettings settings, OwnNames names) throws IOException {
        Identity made = authority.issue(names.commonName(), names.alternatives());
        files(settings).put(made);
        return made;
    }

    private IdentityFiles files(TlsSettings settings) {
        return new IdentityFiles(settings.folder(), authority);
    }
}
