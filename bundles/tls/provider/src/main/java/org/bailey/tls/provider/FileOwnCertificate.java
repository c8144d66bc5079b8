package org.bailey.tls.provider;

import java.io.IOException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bailey.tls.InstalledCertificate;
import org.bailey.tls.KeyKind;
import org.bailey.tls.OwnCertificate;
import org.bailey.tls.PendingRequest;
import org.bailey.tls.RefusedChange;
import org.bailey.tls.RefusedChange.Kind;
import org.bailey.tls.RequestedCertificate;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Our certificate in the files of the data directory. All state is in these files. */
@Component
public final class FileOwnCertificate implements OwnCertificate {
    private static final Logger LOG = LoggerFactory.getLogger(FileOwnCertificate.class);

    private final FileTlsContexts contexts;
    private final Clock clock;

    @Activate
    public FileOwnCertificate(@Reference FileTlsContexts contexts) {
        this(contexts, Clock.systemUTC());
    }

    FileOwnCertificate(FileTlsContexts contexts, Clock clock) {
        this.contexts = contexts;
        this.clock = clock;
    }

    @Override
    public RequestedCertificate suggested() {
        OwnNames own = contexts.currentNames();
        Set<String> names = new LinkedHashSet<>(List.of(own.commonName(), own.cluster(), own.machine()));
        for (String name : names) {
            try {
                List<String> others = own.cluster().isEmpty() ? List.of() : List.of(own.cluster());
                return new RequestedCertificate(name, others, KeyKind.RSA_2048);
            } catch (IllegalArgumentException e) {
                // longer than a common name may be
            }
        }
        return new RequestedCertificate("localhost", List.of(), KeyKind.RSA_2048);
    }

    @Override
    public Optional<PendingRequest> pending() throws RefusedChange {
        return requests().find().map(KeyRequest::pending);
    }

    @Override
    public PendingRequest request(RequestedCertificate wanted) throws RefusedChange, IOException {
        refuseSecond();
        // outside the change: it may take seconds
        KeyRequest made = RequestMaker.make(wanted, clock.instant());
        contexts.tls().change(settings -> {
            refuseElsewhere(settings);
            refuseSecond();
            requests().write(made);
        });
        LOG.info("A certificate was requested for {}", made.pending().subject());
        return made.pending();
    }

    @Override
    public void discard() throws RefusedChange, IOException {
        contexts.tls().change(settings -> {
            if (!requests().exists()) {
                throw new RefusedChange(Kind.ABSENT, "no certificate request is pending");
            }
            requests().delete();
        });
        LOG.info("The pending certificate request was discarded");
    }

    @Override
    public InstalledCertificate install(String pem) throws RefusedChange, IOException {
        Upload upload = new Upload(pem);
        contexts.tls().change(settings -> {
            refuseElsewhere(settings);
            Identity fresh = upload.identity(requests().find(), inUse(), clock.instant());
            files().put(fresh);
        });
        InstalledCertificate now = inForce();
        List<String> notes = new ArrayList<>(now.notes());
        int spare = upload.certificates().size() - now.chain().size();
        if (spare > 0) {
            notes.add(spare + (spare == 1 ? " certificate was" : " certificates were")
                    + " left out: not among the issuers of ours");
        }
        return new InstalledCertificate(now.chain(), notes);
    }

    @Override
    public List<X509Certificate> previous() throws RefusedChange {
        try {
            return files().previous().map(Identity::chain).orElse(List.of());
        } catch (UnusableFile e) {
            throw new RefusedChange(Kind.STATE, e.sentence());
        }
    }

    @Override
    public InstalledCertificate restore() throws RefusedChange, IOException {
        contexts.tls().change(settings -> {
            refuseElsewhere(settings);
            try {
                files().put(files().previous()
                        .orElseThrow(() -> new RefusedChange(
                                Kind.ABSENT, "there is no previous certificate: none was replaced yet")));
            } catch (UnusableFile e) {
                throw new RefusedChange(Kind.STATE, e.sentence());
            }
        });
        return inForce();
    }

    private InstalledCertificate inForce() {
        return new InstalledCertificate(contexts.chain(), contexts.tls().notes());
    }

    private @Nullable Identity inUse() {
        try {
            return files().current();
        } catch (UnusableFile e) {
            return null;
        }
    }

    private void refuseSecond() throws RefusedChange {
        Optional<PendingRequest> pending = pending();
        if (pending.isPresent()) {
            throw new RefusedChange(
                    Kind.STATE,
                    "a certificate request for "
                            + pending.get().subject() + " is pending since "
                            + pending.get().since() + ": bring its certificate, or discard it first");
        }
    }

    /** What somebody else keeps up to date is not written here. */
    private static void refuseElsewhere(TlsSettings settings) throws RefusedChange {
        if (!settings.ownPlace()) {
            throw new RefusedChange(
                    Kind.STATE,
                    "org.bailey.tls names " + settings.certificate() + " and "
                            + settings.key() + " for certificate and key: replace these files, or take the settings"
                            + " certificateFile and keyFile back to their defaults");
        }
    }

    private IdentityFiles files() {
        return new IdentityFiles(contexts.tls().settings().folder(), contexts.authority());
    }

    private RequestFile requests() {
        return new RequestFile(contexts.tls().settings().folder());
    }
}
