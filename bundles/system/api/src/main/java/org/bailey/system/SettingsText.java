package org.bailey.system;

import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.osgi.annotation.versioning.ProviderType;

/** All settings of the appliance as one text, for a backup of it; a service. Safe for use by many threads. */
@ProviderType
public interface SettingsText {
    /**
     * {@return what holds now, in the form of {@code bailey config export}}
     *
     * @param secrets whether they are in it; otherwise {@code (kept)} stands in their places
     */
    String now(boolean secrets) throws IOException;

    /**
     * Says what {@link #restore} would change.
     *
     * @param pids which PIDs it is about; one that the text has not goes, another stays as it is
     * @throws SettingsRefused with all reasons why it cannot be
     */
    Restoration plan(String text, Predicate<String> pids) throws SettingsRefused, IOException;

    /** {@return all settings by PID as they would be after {@link #restore}} */
    Map<String, Map<String, Object>> after(String text, Predicate<String> pids) throws SettingsRefused, IOException;

    /** {@return the PIDs a text names} */
    Set<String> named(String text) throws SettingsRefused;

    /** Makes the settings what the text says, or changes nothing. A snapshot is taken before. */
    Restoration restore(String text, Predicate<String> pids, String why, String who)
            throws SettingsRefused, IOException;
}
