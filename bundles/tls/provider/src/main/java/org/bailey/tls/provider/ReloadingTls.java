package org.bailey.tls.provider;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSessionContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.bailey.tls.RefusedChange;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The two contexts and what they read from files. The contexts stay the same objects for life; {@link #look} changes what
 * they offer and whom they believe. Safe for use by many threads; one looks at a time.
 */
final class ReloadingTls {
    /** In seconds. A resumed session skips the checks, so it must not outlive a change of the trust list. */
    private static final int RESUMPTION_SECONDS = 1;

    /** What is done to the files. */
    interface Change {
        void of(TlsSettings settings) throws RefusedChange, IOException;
    }

    private static final Logger LOG = LoggerFactory.getLogger(ReloadingTls.class);

    private final Clock clock;
    private final OwnIdentity own;
    private final Supplier<OwnNames> names;
    private final Consumer<Identity> changed;
    private final ReloadingKeyManager keys;
    private final ReloadingTrustManager trust;
    private final SSLContext verifying;
    private final SSLContext trusting;
    private TlsSettings settings;
    private @Nullable FileStamps stamps;
    private @Nullable OwnNames named;
    private String fileProblem = "";
    private volatile List<String> listProblems = List.of();
    private volatile List<String> problems = List.of();

    /** @param changed told the identity at first and after each change, on the thread that looked */
    ReloadingTls(
            TlsSettings settings,
            Authority authority,
            Clock clock,
            Supplier<OwnNames> names,
            Consumer<Identity> changed) {
        this.settings = settings;
        this.clock = clock;
        this.names = names;
        this.changed = changed;
        own = new OwnIdentity(authority, clock);
        keys = new ReloadingKeyManager(first(settings, names.get()));
        trust = new ReloadingTrustManager(TrustList.read(settings.trusted()).authorities());
        verifying = context(keys, trust);
        trusting = context(keys, new TrustAnyone());
        changed.accept(keys.identity());
        look();
    }

    synchronized void use(TlsSettings fresh) {
        settings = fresh;
        stamps = null;
        look();
    }

    /**
     * Changes files while nobody looks at them, then looks.
     *
     * @throws RefusedChange as the change throws it
     */
    synchronized void change(Change change) throws RefusedChange, IOException {
        try {
            change.of(settings);
        } finally {
            stamps = null;
            look();
        }
    }

    synchronized TlsSettings settings() {
        return settings;
    }

    /** {@return what peers will not like about our certificate} */
    List<String> notes() {
        return IdentityCheck.problems(keys.identity(), names.get(), clock.instant());
    }

    /** Reads the files again if they, or our names, are not what they were. */
    synchronized void look() {
        OwnNames now = names.get();
        FileStamps seen = FileStamps.of(settings);
        if (!seen.equals(stamps) || !now.equals(named) || own.endsSoon(keys.identity())) {
            loadIdentity(now);
            loadTrust();
            stamps = FileStamps.of(settings);
            named = now;
        }
        tell(now);
    }

    SSLContext verifying() {
        return verifying;
    }

    SSLContext trusting() {
        return trusting;
    }

    Identity identity() {
        return keys.identity();
    }

    List<String> problems() {
        return problems;
    }

    private Identity first(TlsSettings at, OwnNames now) {
        try {
            return own.load(at, now);
        } catch (UnusableFile | IOException e) {
            return own.makeshift(now);
        }
    }

    private void loadIdentity(OwnNames now) {
        try {
            Identity loaded = own.load(settings, now);
            fileProblem = "";
            if (!loaded.equals(keys.identity())) {
                keys.use(loaded);
                forgetSessions();
                LOG.info("TLS identity is now {}", Certificates.subject(loaded.certificate()));
                changed.accept(loaded);
            }
        } catch (UnusableFile e) {
            fileProblem = e.sentence() + "; until then "
                    + Certificates.subject(keys.identity().certificate()) + " stays in use";
        } catch (IOException e) {
            fileProblem = "our certificate and key cannot be written to " + settings.folder() + ": " + e;
        }
    }

    private void loadTrust() {
        TrustList list = TrustList.read(settings.trusted());
        if (list.complete()) {
            trust.use(list.authorities());
            forgetSessions();
            listProblems = list.problems();
        } else {
            List<String> told = new ArrayList<>(list.problems());
            told.add("the list of trusted authorities stays as it was until every file of it can be read");
            listProblems = told;
        }
    }

    private void tell(OwnNames now) {
        List<String> found = new ArrayList<>();
        if (!fileProblem.isEmpty()) {
            found.add(fileProblem);
        }
        found.addAll(listProblems);
        found.addAll(IdentityCheck.problems(keys.identity(), now, clock.instant()));
        List<String> before = problems;
        problems = List.copyOf(found);
        found.stream().filter(sentence -> !before.contains(sentence)).forEach(LOG::warn);
        if (found.isEmpty() && !before.isEmpty()) {
            LOG.info("TLS identity and trust list are well again");
        }
    }

    private void forgetSessions() {
        for (SSLContext context : List.of(verifying, trusting)) {
            for (SSLSessionContext side :
                    List.of(context.getServerSessionContext(), context.getClientSessionContext())) {
                for (byte[] id : Collections.list(side.getIds())) {
                    SSLSession session = side.getSession(id);
                    if (session != null) {
                        session.invalidate();
                    }
                }
            }
        }
    }

    private static SSLContext context(KeyManager keys, X509ExtendedTrustManager trust) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(new KeyManager[] {keys}, new TrustManager[] {trust}, null);
            context.getServerSessionContext().setSessionTimeout(RESUMPTION_SECONDS);
            context.getClientSessionContext().setSessionTimeout(RESUMPTION_SECONDS);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no TLS", e);
        }
    }
}
