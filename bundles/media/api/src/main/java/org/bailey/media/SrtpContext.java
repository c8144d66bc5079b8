package org.bailey.media;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known of the packets of one direction that are protected with one master key: the cryptographic context of
 * RFC 3711 section 3.2. Plain data of the event loop that owns the call; the packet path reads and writes it.
 */
public final class SrtpContext {
    public final SrtpKey key;
    /** Session keys for RTP; null until the packet path has derived them. */
    public @Nullable SrtpSession rtp;
    /** Session keys for RTCP; null until the packet path has derived them. */
    public @Nullable SrtpSession rtcp;
    /** Which indices were used. */
    public final SrtpIndices indices;
    /** The same for the other keys of that direction, see {@link SrtpKey#beside()}. */
    public final List<SrtpContext> beside;

    /** A key nobody has used before. */
    public SrtpContext(SrtpKey key) {
        this(key, new SrtpIndices());
    }

    // indices go on when the key changes by its identifier (RFC 3711 section 3.3.1)
    private SrtpContext(SrtpKey key, SrtpIndices indices) {
        this(
                key,
                indices,
                key.beside().stream()
                        .map(other -> new SrtpContext(other, indices))
                        .toList());
    }

    SrtpContext(SrtpKey key, SrtpIndices indices, List<SrtpContext> beside) {
        this.key = key;
        this.indices = indices;
        this.beside = beside;
    }

    /** {@return what is known of a source; null when nothing is} */
    public @Nullable SrtpSource source(int ssrc) {
        return indices.source(ssrc);
    }

    /** Remembers a source from now on. {@return it, or null when there are {@link SrtpIndices#MOST_SOURCES}} */
    public @Nullable SrtpSource add(int ssrc) {
        return indices.add(ssrc);
    }

    /** Takes over from another one. */
    void follow(SrtpContext before) {
        follow(this, before);
        for (SrtpContext other : beside) {
            if (other.indices != indices) {
                follow(other, before);
            }
        }
    }

    private static void follow(SrtpContext now, SrtpContext before) {
        if (now.indices != before.indices) {
            now.indices.follow(before.indices);
        }
        for (SrtpContext other : before.beside) {
            if (other.indices != before.indices && other.indices != now.indices) {
                now.indices.follow(other.indices);
            }
        }
    }
}
