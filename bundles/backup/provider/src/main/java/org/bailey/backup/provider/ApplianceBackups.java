package org.bailey.backup.provider;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.bailey.backup.Backups;
import org.bailey.backup.Recovery;
import org.bailey.system.BackupPart;
import org.bailey.system.SettingsRefused;
import org.bailey.system.SettingsText;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Version;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Backups of the appliance that this bundle runs in. One restores at a time. */
@Component
public final class ApplianceBackups implements Backups {
    private static final Logger LOG = LoggerFactory.getLogger(ApplianceBackups.class);

    /** Who is the appliance. */
    interface Mirror {
        Self look() throws IOException;
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    private final Collection<BackupPart> parts = new CopyOnWriteArrayList<>();

    private final SettingsText settings;
    private final Mirror mirror;
    private final Clock clock;

    @Activate
    public ApplianceBackups(BundleContext context, @Reference SettingsText settings) {
        this(settings, () -> Self.of(context), Clock.systemUTC(), List.of());
    }

    ApplianceBackups(SettingsText settings, Mirror mirror, Clock clock, List<BackupPart> parts) {
        this.settings = settings;
        this.mirror = mirror;
        this.clock = clock;
        this.parts.addAll(parts);
    }

    @Override
    public byte[] make(char[] passphrase) throws SettingsRefused, IOException {
        boolean secrets = passphrase.length > 0;
        if (secrets && passphrase.length < SHORTEST_PASSPHRASE) {
            throw new SettingsRefused("the passphrase has " + passphrase.length + " characters, and needs at least "
                    + SHORTEST_PASSPHRASE + ": it guards private keys");
        }
        Map<String, byte[]> files = new TreeMap<>();
        files.put(Archive.CONFIG, settings.now(secrets).getBytes(StandardCharsets.UTF_8));
        for (BackupPart part : parts()) {
            part.files(secrets).forEach((name, content) -> files.put(part.word() + "/" + name, content));
        }
        Self self = mirror.look();
        About about = new About(
                clock.instant().truncatedTo(ChronoUnit.SECONDS),
                self.version(),
                self.serial(),
                secrets,
                self.modules(),
                Archive.hashes(files));
        byte[] open = new Archive(about, files).bytes();
        LOG.info("A backup was made, {} private keys and secrets", secrets ? "locked, with" : "without");
        return secrets ? Lock.lock(open, passphrase) : open;
    }

    private List<BackupPart> parts() {
        return parts.stream().sorted(Comparator.comparing(BackupPart::word)).toList();
    }

    @Override
    public boolean isLocked(byte[] file) {
        return Lock.isLocked(file);
    }

    @Override
    public Recovery plan(byte[] file, char[] passphrase, Collection<String> only) throws SettingsRefused, IOException {
        return recovering(file, passphrase, only).plan();
    }

    @Override
    public synchronized Recovery restore(byte[] file, char[] passphrase, Collection<String> only, String who)
            throws SettingsRefused, IOException {
        Recovery done = recovering(file, passphrase, only).carryOut(who);
        LOG.info("The backup of {} was restored{}", done.made(), only.isEmpty() ? "" : ", of it " + only);
        return done;
    }

    private Recovering recovering(byte[] file, char[] passphrase, Collection<String> only)
            throws SettingsRefused, IOException {
        if (file.length > LONGEST) {
            throw new SettingsRefused("the file is longer than " + (LONGEST >> 20) + " MiB: no backup of ours is");
        }
        Archive archive = Archive.read(Lock.isLocked(file) ? Lock.open(file, passphrase) : file);
        Self self = mirror.look();
        refuseNewer(archive.about(), self);
        return Recovering.of(archive, only, settings, parts(), self);
    }

    private static void refuseNewer(About about, Self self) throws SettingsRefused {
        try {
            if (Version.parseVersion(about.version()).compareTo(Version.parseVersion(self.version())) > 0) {
                throw new SettingsRefused("the backup was made by version " + about.version() + ", this is "
                        + self.version() + ": update this appliance first");
            }
        } catch (IllegalArgumentException e) {
            throw new SettingsRefused("this is not a backup of an appliance: \"version\" in its backup.json is none");
        }
    }
}
