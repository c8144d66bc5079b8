package org.bailey.tls.provider;

import java.io.IOException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import org.bailey.tls.Fingerprint;
import org.bailey.tls.InstalledCertificate;
import org.bailey.tls.OwnCertificate;
import org.bailey.tls.PendingRequest;
import org.bailey.tls.RefusedChange;
import org.bailey.tls.TlsContexts;
import org.bailey.tls.TrustedAuthorities;
import org.bailey.tls.TrustedAuthorities.Added;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code bailey tls ...} inside the appliance: a function of command and text to exit code and answer, in types of the JDK,
 * because the launcher that calls it shares no classes with bundles.
 */
@Component(service = BiFunction.class, property = "org.bailey.control=tls")
public final class TlsCommands implements BiFunction<String, String, Map.Entry<Integer, String>> {
    private static final Logger LOG = LoggerFactory.getLogger(TlsCommands.class);
    private static final int OK = 0;
    private static final int USAGE = 64;
    private static final int REFUSED = 65;
    private static final int SOFTWARE = 70;

    private final TlsContexts contexts;
    private final OwnCertificate own;
    private final TrustedAuthorities trusted;

    @Activate
    public TlsCommands(
            @Reference TlsContexts contexts, @Reference OwnCertificate own, @Reference TrustedAuthorities trusted) {
        this.contexts = contexts;
        this.own = own;
        this.trusted = trusted;
    }

    @Override
    public Map.Entry<Integer, String> apply(String command, String text) {
        try {
            return switch (command) {
                case "show" -> answer(show());
                case "csr make" -> answer(request(own.request(RequestWords.parse(text, own.suggested()))));
                case "csr show" -> answer(pending());
                case "csr discard" -> discarded();
                case "install" -> answer(inForce(own.install(text)));
                case "restore" -> answer(inForce(own.restore()));
                case "trust list" -> answer(list());
                case "trust add" -> answer(added(trusted.add(text)));
                case "trust remove" ->
                    answer(List.of(Certificates.subject(trusted.remove(text)) + " is not trusted any more"));
                default -> Map.entry(USAGE, "tls " + command + " is not a command");
            };
        } catch (RefusedChange e) {
            LOG.info("tls {} was refused: {}", command, e.sentence());
            return Map.entry(REFUSED, "refused, nothing was changed: " + e.sentence());
        } catch (IllegalArgumentException e) {
            return Map.entry(REFUSED, "refused, nothing was changed: " + e.getMessage());
        } catch (IOException e) {
            LOG.error("tls {} could not be carried out: {}", command, e.toString());
            return Map.entry(SOFTWARE, "the files cannot be read or written: " + e);
        }
    }

    private List<String> show() throws RefusedChange, IOException {
        List<String> lines = new ArrayList<>(certificates("in use", contexts.chain()));
        lines.addAll(certificates("previous", own.previous()));
        own.pending().ifPresent(pending -> lines.addAll(describe(pending)));
        contexts.problems().forEach(problem -> lines.add("problem   " + problem));
        return lines;
    }

    private List<String> pending() throws RefusedChange, IOException {
        Optional<PendingRequest> pending = own.pending();
        return pending.isPresent() ? request(pending.get()) : List.of("no certificate request is pending");
    }

    private Map.Entry<Integer, String> discarded() throws RefusedChange, IOException {
        own.discard();
        return answer(List.of("the certificate request and its key are gone"));
    }

    private List<String> list() throws IOException {
        List<String> lines = new ArrayList<>();
        trusted.list().forEach(each -> lines.addAll(certificates("trusted", List.of(each))));
        return lines.isEmpty() ? List.of("no authority is trusted") : lines;
    }

    private static List<String> inForce(InstalledCertificate installed) {
        List<String> lines = new ArrayList<>(certificates("in use", installed.chain()));
        installed.notes().forEach(note -> lines.add("note      " + note));
        return lines;
    }

    private static List<String> added(Added added) {
        List<String> lines = new ArrayList<>();
        added.added().forEach(each -> lines.addAll(certificates("added", List.of(each))));
        lines.add(added.added().size() + " added, " + added.known() + " were on the list already");
        added.notes().forEach(note -> lines.add("note      " + note));
        return lines;
    }

    private static List<String> request(PendingRequest pending) {
        List<String> lines = new ArrayList<>(describe(pending));
        lines.add(pending.pem());
        return lines;
    }

    private static List<String> describe(PendingRequest pending) {
        return List.of(
                "requested " + pending.subject(),
                "  since   " + pending.since(),
                "  names   " + String.join(", ", pending.names()),
                "  key     " + pending.key());
    }

    private static List<String> certificates(String first, List<X509Certificate> chain) {
        List<String> lines = new ArrayList<>();
        for (X509Certificate each : chain) {
            lines.add(String.format("%-9s %s", lines.isEmpty() ? first : "  issuer", Certificates.subject(each)));
            lines.add("  until   " + each.getNotAfter().toInstant());
            lines.add("  sha256  " + Fingerprint.sha256(each));
        }
        return lines;
    }

    private static Map.Entry<Integer, String> answer(List<String> lines) {
        return Map.entry(OK, String.join("\n", lines));
    }
}
