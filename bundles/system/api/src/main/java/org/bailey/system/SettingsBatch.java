package org.bailey.system;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * Hears that several settings are about to be changed that belong together, so that nobody acts on half of them. A service of a
 * section that reads more than one PID.
 */
@ConsumerType
public interface SettingsBatch {
    /** The next changes belong together. Called by the thread that makes them. */
    void begin();

    /** They are all made, or put back. Follows every {@link #begin}. */
    void end();
}
