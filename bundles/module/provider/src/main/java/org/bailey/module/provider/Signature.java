package org.bailey.module.provider;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.security.CodeSigner;
import java.security.GeneralSecurityException;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.jspecify.annotations.Nullable;

/**
 * Who signed a jar.
 *
 * @param signer name in the certificate of somebody trusted who signed every file in it; empty when there is none
 * @param complaint why there is none; empty when there is one
 */
record Signature(String signer, String complaint) {
    /** Extended key usages (RFC 5280 section 4.2.1.12). */
    private static final String ANY_USE = "2.5.29.37.0";

    private static final String CODE_SIGNING = "1.3.6.1.5.5.7.3.3";

    boolean trusted() {
        return complaint.isEmpty();
    }

    /** Reads all of it: each file must be signed, and all by the same trusted certificate or by one it issued. */
    static Signature of(Path jar, Collection<X509Certificate> trusted) throws IOException {
        Set<X509Certificate> all = null;
        Set<String> names = new HashSet<>();
        try (JarFile file = new JarFile(jar.toFile(), true)) {
            for (JarEntry entry : (Iterable<JarEntry>) file.stream()::iterator) {
                if (entry.isDirectory() || isOfSignature(entry.getName())) {
                    continue;
                }
                if (!names.add(entry.getName())) {
                    return none("it has two files named " + entry.getName());
                }
                try (InputStream in = file.getInputStream(entry)) {
                    in.transferTo(java.io.OutputStream.nullOutputStream());
                }
                Set<X509Certificate> here = certificates(entry.getCodeSigners());
                if (here.isEmpty()) {
                    return none("it is not signed" + (all == null ? "" : ": " + entry.getName() + " was added later"));
                }
                if (all == null) {
                    all = here;
                } else {
                    all.retainAll(here);
                }
            }
        } catch (SecurityException broken) {
            return none("it was changed after it was signed: " + broken.getMessage());
        }
        if (all == null) {
            return none("there is nothing in it");
        }
        for (X509Certificate each : trusted) {
            if (all.contains(each)) {
                return new Signature(each.getSubjectX500Principal().getName(), "");
            }
        }
        String by = all.stream()
                .findFirst()
                .map(each -> each.getSubjectX500Principal().getName())
                .orElse("several people, none of them all of it");
        return none("it is signed by " + by
                + ", whom nobody trusts: signers of org.bailey.module names no such certificate");
    }

    private static Signature none(String complaint) {
        return new Signature("", complaint);
    }

    /** Whoever signed, then who issued their certificate, and so on as far as that is true. */
    private static Set<X509Certificate> certificates(CodeSigner @Nullable [] signers) {
        Set<X509Certificate> found = new LinkedHashSet<>();
        for (CodeSigner signer : signers == null ? new CodeSigner[0] : signers) {
            X509Certificate below = null;
            for (Certificate each : signer.getSignerCertPath().getCertificates()) {
                if (!(each instanceof X509Certificate x509) || below != null && !issued(x509, below)) {
                    break;
                }
                found.add(x509);
                below = x509;
            }
        }
        return found;
    }

    /** The path in a signature is only what its maker says: anybody can put a certificate of somebody trusted into it. */
    private static boolean issued(X509Certificate issuer, X509Certificate below) {
        try {
            below.verify(issuer.getPublicKey());
            List<String> uses = below.getExtendedKeyUsage();
            boolean mayIssue = issuer.getBasicConstraints() >= 0;
            boolean isIssuer = below.getBasicConstraints() >= 0;
            return mayIssue && (isIssuer || uses == null || uses.contains(ANY_USE) || uses.contains(CODE_SIGNING));
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    /** The manifest and the signature itself (JAR specification, "Signed JAR File"). */
    private static boolean isOfSignature(String name) {
        String upper = name.toUpperCase(Locale.ROOT);
        return upper.equals(JarFile.MANIFEST_NAME)
                || upper.startsWith("META-INF/")
                        && upper.indexOf('/', 9) < 0
                        && (upper.endsWith(".SF")
                                || upper.endsWith(".RSA")
                                || upper.endsWith(".DSA")
                                || upper.endsWith(".EC")
                                || upper.startsWith("META-INF/SIG-"));
    }
}
