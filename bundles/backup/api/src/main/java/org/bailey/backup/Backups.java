package org.bailey.backup;

import java.io.IOException;
import java.util.Collection;
import org.bailey.system.SettingsRefused;
import org.osgi.annotation.versioning.ProviderType;

/** Makes backups of this appliance and brings them back; a service. Safe for use by many threads. */
@ProviderType
public interface Backups {
    /** In bytes; a file that is longer is refused. */
    int LONGEST = 64 << 20;

    /** In characters, of what locks a backup. */
    int SHORTEST_PASSPHRASE = 10;

    /**
     * Makes a backup.
     *
     * @param passphrase locks one with private keys, secrets and users; empty for one without them, that is open
     * @throws SettingsRefused when the passphrase is too short
     */
    byte[] make(char[] passphrase) throws SettingsRefused, IOException;

    /** {@return whether a passphrase is needed to look into that file} */
    boolean isLocked(byte[] file);

    /**
     * Says what {@link #restore} would do. Changes nothing.
     *
     * @param passphrase ignored for an open file
     * @param only {@code config} for all settings, words of sections for theirs; empty for all there is
     * @throws SettingsRefused when it is none, damaged, of a newer version, or when any of it cannot be taken
     */
    Recovery plan(byte[] file, char[] passphrase, Collection<String> only) throws SettingsRefused, IOException;

    /** Makes this appliance what the backup says, or changes nothing. A snapshot of the settings is taken before. */
    Recovery restore(byte[] file, char[] passphrase, Collection<String> only, String who)
            throws SettingsRefused, IOException;
}
