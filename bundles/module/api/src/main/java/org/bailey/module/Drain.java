package org.bailey.module;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/** Maintenance: no new calls, those that are up go on until they end; a service. Safe for use by many threads. */
@ProviderType
public interface Drain {
    /**
     * Where it is.
     *
     * @param since null while calls are taken
     * @param who asked for it; empty while calls are taken
     * @param overRestart whether it holds after a restart too
     * @param calls that are up
     * @param refused calls not taken since it began
     */
    record Status(boolean on, @Nullable Instant since, String who, boolean overRestart, int calls, long refused) {}

    Status status();

    /** New calls are refused from now on. Asked again, it only takes over {@code overRestart}. */
    Status on(String who, boolean overRestart);

    /** Calls are taken again. */
    Status off(String who);
}
