package org.bailey.media;

import org.jspecify.annotations.Nullable;

/**
 * Which source of one direction leaves under which number. The first sources heard get the numbers of the span in turn;
 * with more sources than numbers, or more than {@value #MOST}, the one that came first gives its number up. Plain data of
 * the event loop that owns the call.
 */
public final class SsrcMap {
    private static final int MOST = 16;

    private @Nullable SsrcSpan span;
    private final int[] received = new int[MOST];
    private int size;
    private int known;
    private int next;

    /** Takes a span; the same one again keeps what is known. */
    public void use(@Nullable SsrcSpan other) {
        if (other == null ? span != null : !other.equals(span)) {
            span = other;
            size = other == null ? 0 : Math.min(MOST, other.size());
            known = 0;
            next = 0;
        }
    }

    /** {@return the number a source of RTP leaves under, from now on; its own when there is no span} */
    public int sent(int source) {
        SsrcSpan numbers = span;
        if (numbers == null) {
            return source;
        }
        long own = known(source);
        if (own >= 0) {
            return (int) own;
        }
        int place = next;
        received[place] = source;
        next = (next + 1) % size;
        known = Math.max(known, place + 1);
        return (int) numbers.first() + place;
    }

    /** {@return the number a source leaves under that has been heard; -1 for any other, and where there is no span} */
    public long known(int source) {
        SsrcSpan numbers = span;
        for (int i = 0; numbers != null && i < known; i++) {
            if (received[i] == source) {
                return (int) numbers.first() + i & 0xffff_ffffL;
            }
        }
        return -1;
    }

    /** {@return the number a source that only reports is told under: its own, else that of the next source to be heard} */
    public int told(int source) {
        SsrcSpan numbers = span;
        long own = known(source);
        return own >= 0 ? (int) own : numbers == null ? source : (int) numbers.first() + next;
    }

    /** {@return the number the first source leaves under; {@code otherwise} when there is no span} */
    public int first(int otherwise) {
        SsrcSpan numbers = span;
        return numbers == null ? otherwise : (int) numbers.first();
    }

    /** {@return the source that leaves under that number; the number itself when none does} */
    public int source(int sent) {
        SsrcSpan numbers = span;
        int place = numbers == null ? -1 : sent - (int) numbers.first();
        return place >= 0 && place < known ? received[place] : sent;
    }
}
