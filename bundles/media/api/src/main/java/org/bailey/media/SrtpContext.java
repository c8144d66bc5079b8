package org.bailey.media;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known of the packets of one direction that are protected with one master key: the cryptographic context of
 * RFC 3711 section 3.2. Plain data of the event loop that owns the call; the packet path reads and writes it.
 */
public final class SrtpContext {
    /** More sources than this under one key are refused: each is remembered for as long as the key is used. */
    public static final int MOST_SOURCES = 1024;

    public final SrtpKey key;
    /** Session keys for RTP; null until the packet path has derived them. */
    public @Nullable SrtpSession rtp;
    /** Session keys for RTCP; null until the packet path has derived them. */
    public @Nullable SrtpSession rtcp;
    /** SRTCP index of the packet sent last, 31 bits; one for all sources. */
    public int rtcpSent;

    /** The same for the other keys of that direction, see {@link SrtpKey#beside()}. */
    public final List<SrtpContext> beside;

    private final Sources sources;

    public SrtpContext(SrtpKey key) {
        this(key, new Sources());
    }

    // indices go on when the key changes by its identifier (RFC 3711 section 3.3.1)
    private SrtpContext(SrtpKey key, Sources sources) {
        this.key = key;
        this.sources = sources;
        this.beside = key.beside().stream()
                .map(other -> new SrtpContext(other, sources))
                .toList();
    }

    /** {@return what is known of a source; null when nothing is} */
    public @Nullable SrtpSource source(int ssrc) {
        return sources.find(ssrc);
    }

    /** Remembers a source from now on. {@return it, or null when there are {@link #MOST_SOURCES}} */
    public @Nullable SrtpSource add(int ssrc) {
        return sources.add(ssrc);
    }

    private static final class Sources {
        private SrtpSource[] all = new SrtpSource[2];
        private int known;
        private @Nullable SrtpSource last;

        @Nullable
        SrtpSource find(int ssrc) {
            SrtpSource recent = last;
            if (recent != null && recent.ssrc == ssrc) {
                return recent;
            }
            for (int i = 0; i < known; i++) {
                if (all[i].ssrc == ssrc) {
                    last = all[i];
                    return last;
                }
            }
            return null;
        }

        @Nullable
        SrtpSource add(int ssrc) {
            if (known == MOST_SOURCES) {
                return null;
            }
            if (known == all.length) {
                all = Arrays.copyOf(all, 2 * known);
            }
            SrtpSource source = new SrtpSource(ssrc);
            all[known++] = source;
            last = source;
            return source;
        }
    }
}
