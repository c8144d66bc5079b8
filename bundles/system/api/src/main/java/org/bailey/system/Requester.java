package org.bailey.system;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Who asked for what the running thread does: noted where requests come in, read where something is written down. */
public final class Requester {
    private static final ThreadLocal<@Nullable String> WHO = new ThreadLocal<>();
    /** The launcher answers {@code bin/bailey} there; it shares no classes with bundles. */
    private static final String COMMANDS = "bailey-control-";

    private Requester() {}

    /** Holds for this thread until something else is noted. @param who null for nobody */
    public static void note(@Nullable String who) {
        if (who == null) {
            WHO.remove();
        } else {
            WHO.set(who);
        }
    }

    /** {@return a name, {@code the command line}, or nothing when nobody knows} */
    public static String now() {
        return Thread.currentThread().getName().startsWith(COMMANDS)
                ? "the command line"
                : Objects.requireNonNullElse(WHO.get(), "");
    }
}
