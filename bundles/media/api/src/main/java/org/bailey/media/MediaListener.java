package org.bailey.media;

import java.util.List;
import org.bailey.ice.IceSession;
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

    /** ICE found its pairs on all components of a line: they are what a final offer names. Told again after a restart. */
    default void connected(String call, int line, Side side, List<IceSession.Chosen> pairs) {}

    /**
     * The pairs {@link #connected} just told took the place of one that was lost, and we chose them though the peer chooses: it
     * may still send to where nobody listens. When it is heard to choose them, {@link #connected} is told again without this.
     */
    default void unconfirmed(String call, int line, Side side) {}

    /** The other side wants this of the picture that comes from that side, which understands it only in signalling. */
    default void wished(String call, int line, Side of, VideoWish wish) {}

    /** ICE found no way to that side, or lost it; the sentence says what was tried. */
    default void disconnected(String call, int line, Side side, String sentence) {}
}
