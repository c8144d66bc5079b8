package org.bailey.media.relay.srtp;

import org.bailey.media.SrtpSource;
import org.jspecify.annotations.Nullable;

/** Packet indices: guessed, remembered, recognised (RFC 3711 sections 3.3.1 and 3.3.2). */
final class Indices {
    static final int WINDOW = 64;
    /** As far as numbers may leap at once before two in a row have to confirm it (RFC 3550 A.1). */
    private static final int MAX_DROPOUT = 3000;

    /** How many indices are tried at most for a packet. */
    static final int GUESSES = 3;

    static final long NO_GUESS = Long.MIN_VALUE;

    private Indices() {}

    /** {@return the index with this sequence number that is nearest to the highest one; negative before the first} */
    static long guess(long highest, int sequence) {
        return highest + (short) (sequence - (int) highest);
    }

    /**
     * What the index of a received packet may be. There is one guess while packets come under one key. The first packet of a
     * source may be one after a rollover; after a change of keys its counter goes on (RFC 3711 section 3.3.1), or begins anew
     * as Microsoft's clients do.
     *
     * @param which 0 to {@link #GUESSES} - 1
     * @return {@link #NO_GUESS} for none
     */
    static long guess(@Nullable SrtpSource source, int sequence, int which) {
        long highest = source == null ? -1 : source.highest;
        long elsewhere = source == null ? -1 : source.elsewhere;
        if (which == 0) {
            return highest < 0 ? sequence : guess(highest, sequence);
        } else if (which == 1) {
            // its first packets may have been lost just before the numbers began anew
            return highest < 0 && sequence < 0x8000 ? sequence + 0x10000L : NO_GUESS;
        }
        return elsewhere > highest ? guess(elsewhere, sequence) : NO_GUESS;
    }

    /** {@return whether an index was there, or is older than anything that is remembered} */
    static boolean seen(long highest, long window, long index) {
        long behind = highest - index;
        return index < 0 || behind >= WINDOW || behind >= 0 && (window >>> behind & 1) != 0;
    }

    /** {@return the window after an index that was not seen} */
    static long with(long highest, long window, long index) {
        long ahead = index - highest;
        if (ahead <= 0) {
            return window | 1L << -ahead;
        }
        return highest < 0 || ahead >= WINDOW ? 1 : window << ahead | 1;
    }

    static void note(SrtpSource source, long index) {
        source.window = with(source.highest, source.window, index);
        source.highest = Math.max(source.highest, index);
        source.elsewhere = -1;
    }

    /**
     * The index a packet of ours leaves with. No index may be used twice, or two packets are under one key stream: when the
     * numbers of a source begin anew, or another source leaves under the same SSRC, they go on from where they were.
     *
     * @return -1 if the packet cannot leave
     */
    static long toSend(SrtpSource source, int received, int sequence) {
        if (source.elsewhere > source.highest) {
            source.highest = source.elsewhere;
            source.window = -1;
        }
        if (source.highest < 0) {
            source.received = received;
            note(source, sequence);
            return sequence;
        }
        if (source.received != received) {
            source.received = received;
            follow(source, sequence);
        }
        long index = guess(source.highest, sequence + source.shift);
        long ahead = index - source.highest;
        if (ahead <= -WINDOW || ahead > MAX_DROPOUT) {
            if (sequence != source.expectedAfterLeap) {
                source.expectedAfterLeap = sequence + 1 & 0xffff;
                return -1;
            }
            follow(source, sequence);
            index = source.highest + 1;
        }
        source.expectedAfterLeap = -1;
        if (seen(source.highest, source.window, index)) {
            return -1;
        }
        note(source, index);
        return index;
    }

    private static void follow(SrtpSource source, int sequence) {
        source.shift = (int) (source.highest + 1) - sequence & 0xffff;
    }
}
