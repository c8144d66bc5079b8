package org.bailey.turn.provider.servers;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** What leads a probe to a server. Blocks its thread, never longer than told; closing it from another thread ends that. */
interface Wire extends Closeable {
    void send(ByteBuffer message) throws IOException;

    /**
     * Waits for a message.
     *
     * @return whole, valid until the next call; null when none came in time
     */
    @Nullable
    ByteBuffer receive(long millis) throws IOException;
}
