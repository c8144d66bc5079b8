package org.bailey.media.provider.ice;

import org.bailey.module.Faults;

/** Who is told when code that packets were given to threw. */
public final class Reports {
    /** Longer than a version before needs to come back; after that whatever is there is asked again. */
    public static final int PATIENCE_SECONDS = 5;

    private volatile Faults faults = Faults.NONE;

    public void to(Faults listener) {
        faults = listener;
    }

    public void end(Faults listener) {
        if (faults == listener) {
            faults = Faults.NONE;
        }
    }

    /** {@return whether the version before comes back because of this} */
    public boolean threw(Object code, String where, Throwable what) {
        return faults.threw(code, where, what);
    }
}
