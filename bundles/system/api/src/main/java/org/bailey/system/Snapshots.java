package org.bailey.system;

import java.io.IOException;
import java.util.Collection;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The settings as they were before each change; a service. Whoever is about to change something else, such as a module,
 * takes one before. Safe for use by many threads.
 */
@ProviderType
public interface Snapshots {
    /** Stands for the settings as they are. */
    int NOW = 0;

    /**
     * Keeps the settings as they are now. The oldest ones go when there are too many.
     *
     * @param why a sentence or its beginning: {@code before the update of ...}
     * @param who asked for what comes; empty when nobody knows
     */
    Snapshot take(String why, String who) throws IOException;

    /** {@return newest first, those that cannot be read too} */
    List<Snapshot> list() throws IOException;

    /** {@return the settings of one in the form of {@code bailey config export}, secrets left out} */
    String text(int id) throws SettingsRefused, IOException;

    /**
     * Says what differs, PID by PID.
     *
     * @param from number of a snapshot
     * @param to number of a snapshot, or {@link #NOW}
     */
    List<SettingsChange> compare(int from, int to) throws SettingsRefused, IOException;

    /**
     * Says what {@link #restore} would change.
     *
     * @param pids PIDs, or where none is called so beginnings of PIDs up to a dot or tilde; empty for all
     * @throws SettingsRefused with all reasons why it cannot be
     */
    Restoration plan(int id, Collection<String> pids) throws SettingsRefused, IOException;

    /**
     * Makes the settings what they were, or changes nothing. A snapshot is taken before.
     *
     * @param pids as for {@link #plan}
     */
    Restoration restore(int id, Collection<String> pids, String who) throws SettingsRefused, IOException;
}
