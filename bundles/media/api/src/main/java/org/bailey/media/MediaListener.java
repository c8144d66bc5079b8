package org.bailey.media;

import org.osgi.annotation.versioning.ConsumerType;

/** Hears what becomes of media; a service. Called on media threads: enqueue and return. */
@ConsumerType
public interface MediaListener {
    /** The first RTP packet of a line came from that side. */
    void started(String call, int line, Side from);

    /** No RTP came from that side for {@code seconds} although its direction is open. Told once until packets come again. */
    void silent(String call, int line, Side from, int seconds);

    /** Packets come again after {@link #silent}. */
    void resumed(String call, int line, Side from);
}
