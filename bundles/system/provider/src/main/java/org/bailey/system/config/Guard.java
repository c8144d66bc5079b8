package org.bailey.system.config;

import java.io.IOException;

/** Hears of a change before it is made, so that it can be undone. */
@FunctionalInterface
public interface Guard {
    /** Ends with the change that it is about. */
    interface Scope extends AutoCloseable {
        @Override
        void close();
    }

    /** @param why what is about to happen */
    Scope before(String why, String who) throws IOException;

    /**
     * Looks for changes of which nobody told, as at a start, and keeps what was before them.
     *
     * @param why what may have changed settings
     */
    default void look(String why) throws IOException {}
}
