package org.bailey.module;

import org.osgi.annotation.versioning.ProviderType;

/**
 * Where keepers say that code they were given threw; a service. Whoever reports goes on as if nothing had happened: no call
 * ends for it.
 */
@ProviderType
public interface Faults {
    /**
     * Code of a bundle that may be replaced threw. Quick, never waits, safe for use by many threads and on packet loops.
     *
     * @param code what threw; its class says which bundle it is of
     * @param where what it was asked for, in a few words: {@code step of call 7f3k: Signalled}
     * @return whether the bundle was replaced a moment ago and the version before it comes back because of this: whoever
     *     can keep what the code was given, keeps it for that one
     */
    boolean threw(Object code, String where, Throwable what);

    /** Nobody listens. */
    Faults NONE = (code, where, what) -> false;
}
