package org.bailey.tls.provider;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.bailey.system.PrivateFile;
import org.bailey.tls.Fingerprint;
import org.bailey.tls.RefusedChange;
import org.bailey.tls.RefusedChange.Kind;
import org.bailey.tls.TrustedAuthorities;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The folder {@code trusted}: what is added here gets a file of its own each, what an operator put there stays in its file. */
@Component
public final class FolderTrustedAuthorities implements TrustedAuthorities {
    private static final Logger LOG = LoggerFactory.getLogger(FolderTrustedAuthorities.class);
    private static final int FINGERPRINT_DIGITS = 64;

    private final FileTlsContexts contexts;

    @Activate
    public FolderTrustedAuthorities(@Reference FileTlsContexts contexts) {
        this.contexts = contexts;
    }

    @Override
    public List<X509Certificate> list() {
        return TrustList.read(contexts.tls().settings().trusted()).authorities().stream()
                .sorted(Comparator.comparing(Certificates::subject, String.CASE_INSENSITIVE_ORDER))
                .toList();
    }

    @Override
    public Added add(String pem) throws RefusedChange, IOException {
        List<X509Certificate> brought =
                new Upload(pem).certificates().stream().distinct().toList();
        List<X509Certificate> added = new ArrayList<>(brought);
        List<String> notes = new ArrayList<>();
        contexts.tls().change(settings -> {
            Path folder = folder(settings);
            List<X509Certificate> known = list();
            added.removeAll(known);
            for (X509Certificate fresh : added) {
                notes.addAll(notes(fresh, known));
                byte[] text = Pem.text(List.of(fresh)).getBytes(StandardCharsets.US_ASCII);
                PrivateFile.write(folder.resolve(fileName(fresh)), text, false);
            }
        });
        added.forEach(each -> LOG.info("{} is trusted now", Certificates.subject(each)));
        return new Added(added, brought.size() - added.size(), notes);
    }

    @Override
    public X509Certificate remove(String sha256) throws RefusedChange, IOException {
        String wanted = digits(sha256);
        List<X509Certificate> removed = new ArrayList<>();
        contexts.tls().change(settings -> {
            for (Path file : TrustList.files(folder(settings))) {
                removed.addAll(remove(wanted, file));
            }
            if (removed.isEmpty()) {
                throw new RefusedChange(
                        Kind.ABSENT, "no trusted authority has the SHA-256 fingerprint " + shortened(sha256));
            }
        });
        LOG.info("{} is not trusted any more", Certificates.subject(removed.get(0)));
        return removed.get(0);
    }

    private static List<X509Certificate> remove(String wanted, Path file) throws IOException {
        List<X509Certificate> held;
        try {
            held = Pem.certificates(file);
        } catch (UnusableFile e) {
            return List.of(); // whatever is in it, nobody is trusted for it
        }
        List<X509Certificate> gone = held.stream()
                .filter(each -> digits(Fingerprint.sha256(each)).equals(wanted))
                .toList();
        if (gone.size() == held.size()) {
            PrivateFile.delete(file);
        } else if (!gone.isEmpty()) {
            List<X509Certificate> left = new ArrayList<>(held);
            left.removeAll(gone);
            PrivateFile.write(file, Pem.text(left).getBytes(StandardCharsets.US_ASCII), false);
        }
        return gone;
    }

    private static List<String> notes(X509Certificate fresh, List<X509Certificate> known) {
        List<String> notes = new ArrayList<>();
        String what = Certificates.subject(fresh);
        if (fresh.getBasicConstraints() < 0) {
            notes.add(what + " is not an authority's certificate: it vouches for itself only");
        }
        if (Instant.now().isAfter(fresh.getNotAfter().toInstant())) {
            notes.add(what + " expired at " + fresh.getNotAfter().toInstant() + ": it makes nobody trusted");
        }
        if (known.stream().anyMatch(each -> each.getSubjectX500Principal().equals(fresh.getSubjectX500Principal()))) {
            notes.add("another certificate of " + what + " is on the list too: remove it when it is no longer used");
        }
        return notes;
    }

    private static Path folder(TlsSettings settings) throws RefusedChange, IOException {
        if (!settings.trusted().equals(settings.folder().resolve("trusted"))) {
            throw new RefusedChange(
                    Kind.STATE,
                    "org.bailey.tls names " + settings.trusted()
                            + " for the trusted authorities: change what is there, or take the setting trusted back to its default");
        }
        return Files.createDirectories(settings.trusted());
    }

    /** {@return the common name as far as it fits a file's name, and what tells it from others of that name} */
    private static String fileName(X509Certificate certificate) {
        List<String> names = CertificateNames.of(certificate);
        String name = (names.isEmpty() ? "authority" : names.get(0)).toLowerCase(Locale.ROOT);
        String plain = name.replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
        String digits = digits(Fingerprint.sha256(certificate)).substring(0, 16);
        return (plain.isEmpty() ? "authority" : plain.substring(0, Math.min(plain.length(), 40))) + "-" + digits
                + ".pem";
    }

    private static String digits(String fingerprint) {
        return fingerprint.replaceAll("[^0-9A-Fa-f]", "").toLowerCase(Locale.ROOT);
    }

    private static String shortened(String text) {
        return text.length() <= FINGERPRINT_DIGITS * 2 ? text : text.substring(0, FINGERPRINT_DIGITS * 2) + "...";
    }
}
