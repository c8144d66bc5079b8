package org.bailey.media.provider.bench;

import java.io.IOException;
import java.util.List;

/** A relay that is measured. */
interface Subject extends AutoCloseable {
    String name();

    /** Carries calls until the next time, or {@link #release}. */
    List<Carried> carry(Load load, Way way, int portA, int portB) throws IOException;

    void release() throws IOException;

    /** {@return what the generator is told beside: the password of ICE and the first number of sources that come back, or nothing} */
    default List<String> terms() {
        return List.of();
    }

    /** {@return the process whose time counts} */
    long pid();

    @Override
    void close();
}
