package org.bailey.tls.provider;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.bailey.system.StoredSettings;
import org.bailey.system.SystemIdentity;
import org.bailey.tls.PrivateAuthority;
import org.bailey.tls.TlsContexts;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** TLS from PEM files in the data directory, watched for changes. */
@Component(
        service = {TlsContexts.class, PrivateAuthority.class, FileTlsContexts.class},
        configurationPid = "org.bailey.tls",
        immediate = true)
@Designate(ocd = TlsConfig.class)
@SuppressWarnings("NullAway.Init") // references and start() come before the service is seen
public final class FileTlsContexts implements TlsContexts, PrivateAuthority {
    private static final Logger LOG = LoggerFactory.getLogger(FileTlsContexts.class);

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile @Nullable SystemIdentity system;

    private final String machine = OwnNames.machineName();
    private volatile OwnNames names = OwnNames.of(null, machine);
    private Path folder;
    private TlsSettings settings;
    private Authority authority;
    private ReloadingTls tls;
    private ScheduledThreadPoolExecutor watcher;
    private ScheduledFuture<?> watching;

    @Activate
    void start(TlsConfig config, BundleContext bundle) throws IOException, UnusableFile {
        start(config, dataDirectory(bundle).resolve("tls"), ConsoleKeyStore.of(bundle));
    }

    void start(TlsConfig config, Path tlsFolder, @Nullable ConsoleKeyStore console) throws IOException, UnusableFile {
        folder = tlsFolder;
        Files.createDirectories(folder);
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        settings = stored().begin(config);
        authority = Authority.open(folder, Clock.systemUTC());
        tls = new ReloadingTls(settings, authority, Clock.systemUTC(), this::currentNames, identity -> {
            if (console != null) {
                console.write(identity);
            }
        });
        watcher = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "bailey-tls-0");
            thread.setDaemon(true);
            return thread;
        });
        watching = watch(settings.watchInterval());
    }

    @Modified
    void reconfigure(TlsConfig config) {
        settings = stored().change(settings, config);
        tls.use(settings);
        watching.cancel(false);
        watching = watch(settings.watchInterval());
    }

    @Deactivate
    void stop() {
        watcher.shutdownNow();
    }

    @Override
    public SSLContext verifying() {
        return tls.verifying();
    }

    @Override
    public SSLContext trusting() {
        return tls.trusting();
    }

    @Override
    public String verifyName(X509Certificate certificate, String name) {
        return CertificateNames.verify(certificate, name);
    }

    @Override
    public List<String> names(X509Certificate certificate) {
        return CertificateNames.of(certificate);
    }

    @Override
    public List<X509Certificate> chain() {
        return tls.identity().chain();
    }

    @Override
    public List<String> problems() {
        return tls.problems();
    }

    @Override
    public KeyStore issue(String commonName, List<String> alternativeNames) {
        Identity made = authority.issue(commonName, alternativeNames);
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setKeyEntry("identity", made.key(), new char[0], made.chain().toArray(new Certificate[0]));
            return store;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("this Java has no PKCS12 key store", e);
        }
    }

    @Override
    public String certificatePem() {
        return Pem.text(List.of(authority.certificate()));
    }

    ReloadingTls tls() {
        return tls;
    }

    Authority authority() {
        return authority;
    }

    private StoredSettings<TlsConfig, TlsSettings> stored() {
        return new StoredSettings<>("org.bailey.tls", TlsConfig.class, typed -> TlsSettings.from(typed, folder));
    }

    private ScheduledFuture<?> watch(Duration interval) {
        return watcher.scheduleWithFixedDelay(
                this::look, interval.toMillis(), interval.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void look() {
        try {
            tls.look();
        } catch (RuntimeException e) {
            // a timer that throws is never called again
            LOG.error("TLS-001: looking at the certificate files failed", e);
        }
    }

    /** While the system section is being replaced the names stay what they were. */
    OwnNames currentNames() {
        SystemIdentity now = system;
        if (now != null) {
            names = OwnNames.of(now, machine);
        }
        return names;
    }

    private static Path dataDirectory(BundleContext bundle) {
        String directory = bundle.getProperty("bailey.data");
        if (directory == null) {
            throw new IllegalStateException(
                    "the framework property bailey.data is not set: it names the data directory");
        }
        return Path.of(directory);
    }
}
