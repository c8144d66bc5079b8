package org.bailey.tls.provider;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.bailey.system.BackupPart;
import org.bailey.system.SettingsRefused;
import org.bailey.tls.OwnCertificate;
import org.bailey.tls.RefusedChange;
import org.bailey.tls.TrustedAuthorities;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Our certificate with its chain, its key where secrets are wanted, and the authorities we believe. The appliance's own
 * authority is not in it: each has its own.
 */
@Component
public final class TlsBackup implements BackupPart {
    private static final String CHAIN = "certificate.pem";
    private static final String KEY = "certificate.key";
    private static final String TRUSTED = "trusted.pem";

    private final FileTlsContexts contexts;
    private final OwnCertificate own;
    private final TrustedAuthorities trusted;

    @Activate
    public TlsBackup(
            @Reference FileTlsContexts contexts, @Reference OwnCertificate own, @Reference TrustedAuthorities trusted) {
        this.contexts = contexts;
        this.own = own;
        this.trusted = trusted;
    }

    @Override
    public String word() {
        return "tls";
    }

    @Override
    public Map<String, byte[]> files(boolean secrets) throws IOException {
        Map<String, byte[]> files = new TreeMap<>();
        try {
            Identity identity = identity();
            files.put(CHAIN, bytes(Pem.text(identity.chain())));
            if (secrets) {
                files.put(KEY, bytes(Pem.text(identity.key())));
            }
        } catch (UnusableFile e) {
            // one that cannot be used is not worth keeping
        }
        List<X509Certificate> authorities = trusted.list();
        if (!authorities.isEmpty()) {
            files.put(TRUSTED, bytes(Pem.text(authorities)));
        }
        return files;
    }

    private Identity identity() throws UnusableFile {
        TlsSettings settings = contexts.tls().settings();
        return Identity.read(settings.certificate(), settings.key());
    }

    @Override
    public List<String> plan(Map<String, byte[]> files) throws SettingsRefused, IOException {
        List<String> sentences = new ArrayList<>();
        fresh(files)
                .ifPresent(chain -> sentences.add(
                        problem(files, chain).orElse("The certificate " + subject(chain) + " is taken into use.")));
        strangers(files)
                .forEach(each -> sentences.add("The authority " + Certificates.subject(each) + " is trusted again."));
        return sentences;
    }

    @Override
    public List<String> restore(Map<String, byte[]> files) throws SettingsRefused, IOException {
        List<String> sentences = plan(files);
        try {
            Optional<List<X509Certificate>> chain = fresh(files);
            if (chain.isPresent() && problem(files, chain.get()).isEmpty()) {
                own.install(text(files, KEY) + "\n" + text(files, CHAIN));
            }
            if (!strangers(files).isEmpty()) {
                trusted.add(text(files, TRUSTED));
            }
            return sentences;
        } catch (RefusedChange e) {
            throw new SettingsRefused("tls: " + e.sentence());
        }
    }

    /** {@return the chain in the files, when another is in use} */
    private Optional<List<X509Certificate>> fresh(Map<String, byte[]> files) throws SettingsRefused {
        List<X509Certificate> chain = certificates(files, CHAIN);
        return chain.isEmpty() || chain.equals(contexts.chain()) ? Optional.empty() : Optional.of(chain);
    }

    private Optional<String> problem(Map<String, byte[]> files, List<X509Certificate> chain) {
        String left = "The certificate " + subject(chain) + " is left out: ";
        TlsSettings settings = contexts.tls().settings();
        if (!files.containsKey(KEY)) {
            return Optional.of(left + "its private key is not in the backup.");
        }
        if (!settings.ownPlace()) {
            return Optional.of(left + "org.bailey.tls names other files for it, " + settings.certificate() + " and "
                    + settings.key() + ".");
        }
        try {
            if (own.pending().isPresent()) {
                return Optional.of(left + "a certificate request is pending; discard it first.");
            }
            new Upload(text(files, KEY) + "\n" + text(files, CHAIN)).identity(Optional.empty(), null, Instant.now());
            return Optional.empty();
        } catch (RefusedChange e) {
            return Optional.of(left + e.sentence() + ".");
        } catch (IOException e) {
            return Optional.of(left + e + ".");
        }
    }

    private List<X509Certificate> strangers(Map<String, byte[]> files) throws SettingsRefused, IOException {
        List<X509Certificate> strangers = new ArrayList<>(certificates(files, TRUSTED));
        strangers.removeAll(trusted.list());
        return strangers;
    }

    private static List<X509Certificate> certificates(Map<String, byte[]> files, String name) throws SettingsRefused {
        try {
            return files.containsKey(name) ? Pem.certificates(name, text(files, name)) : List.of();
        } catch (UnusableFile e) {
            throw new SettingsRefused("tls/" + e.sentence());
        }
    }

    private static String subject(List<X509Certificate> chain) {
        return Certificates.subject(chain.get(0));
    }

    private static String text(Map<String, byte[]> files, String name) {
        return new String(files.getOrDefault(name, new byte[0]), StandardCharsets.ISO_8859_1);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
