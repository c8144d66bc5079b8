package org.bailey.media;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Which indices of one direction were used, source by source: what has to be remembered of a key for as long as it may come
 * back. Keys that stand beside each other share them (RFC 3711 section 3.3.1). Plain data of the event loop that owns the call.
 */
public final class SrtpIndices {
    /** More sources than this under one key are refused: each is remembered for as long as the key is. */
    public static final int MOST_SOURCES = 1024;
    /** As many sources go on under another key; who has more of them in a call changes its mind all the time. */
    private static final int MOST_FOLLOWED = 64;

    /** SRTCP index of the packet sent last, 31 bits; one for all sources. */
    public int rtcpSent;

    private SrtpSource[] all = new SrtpSource[2];
    private int known;
    private @Nullable SrtpSource last;

    /** {@return what is known of a source; null when nothing is} */
    public @Nullable SrtpSource source(int ssrc) {
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

    /** Remembers a source from now on. {@return it, or null when there are {@link #MOST_SOURCES}} */
    public @Nullable SrtpSource add(int ssrc) {
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

    /** Another key has been used meanwhile, or before: neither counter begins anew for it (RFC 3711 sections 3.3.1 and 3.4). */
    void follow(SrtpIndices other) {
        rtcpSent = Math.max(rtcpSent, other.rtcpSent);
        for (int i = Math.max(0, other.known - MOST_FOLLOWED); i < other.known; i++) {
            SrtpSource before = other.all[i];
            SrtpSource mine = source(before.ssrc);
            mine = mine == null ? add(before.ssrc) : mine;
            if (mine != null) {
                mine.follow(before);
            }
        }
    }
}
