package org.bailey.system;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Who asked for what the running thread does: noted where requests come in, read where something is written down. */
public final class Requester {
    /** {@code THREAD NAME}: whom a thread inherits counts only where that is said below. */
    private static final ThreadLocal<@Nullable String> WHO = new InheritableThreadLocal<>();
    /** The Felix console updates bundles there, each thread made for one request. */
    private static final String BACKGROUND = "Background ";
    /** The launcher answers {@code bin/bailey} there; it shares no classes with bundles. */
    private static final String COMMANDS = "bailey-control-";

    private Requester() {}

    /** Holds for this thread until something else is noted. @param who null for nobody */
    public static void note(@Nullable String who) {
        if (who == null) {
            WHO.remove();
        } else {
            WHO.set(Thread.currentThread().getId() + " " + who);
        }
    }

    /** {@return a name, {@code the command line}, or nothing when nobody knows} */
    public static String now() {
        Thread thread = Thread.currentThread();
        if (thread.getName().startsWith(COMMANDS)) {
            return "the command line";
        }
        String noted = Objects.requireNonNullElse(WHO.get(), "");
        boolean own = noted.startsWith(thread.getId() + " ");
        return own || thread.getName().startsWith(BACKGROUND) ? noted.substring(noted.indexOf(' ') + 1) : "";
    }
}
