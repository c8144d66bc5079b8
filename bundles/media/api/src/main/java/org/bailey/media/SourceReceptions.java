package org.bailey.media;

import org.jspecify.annotations.Nullable;

/**
 * What was received of each source of a stream: layers of pictures have sources of their own. Of more than {@value #MOST} the one
 * that was silent longest gives its place up. Plain data of the event loop that owns the call; {@link #lost()} may be asked by
 * anyone.
 */
public final class SourceReceptions {
    public static final int MOST = 16;

    private final @Nullable Reception[] known = new Reception[MOST];
    private int size;

    SourceReceptions(Reception first) {
        known[0] = first;
        size = 1;
    }

    public int size() {
        return size;
    }

    /** {@return one of them; perhaps it has not begun} */
    public Reception get(int place) {
        Reception reception = known[place];
        if (reception == null) {
            throw new IndexOutOfBoundsException(place);
        }
        return reception;
    }

    /** {@return that of a source; null when it was not heard} */
    public @Nullable Reception find(int ssrc) {
        for (int i = 0; i < size; i++) {
            Reception each = get(i);
            if (each.begun && each.ssrc == ssrc) {
                return each;
            }
        }
        return null;
    }

    /** {@return that of a source that is heard now; a new one perhaps in the place of another} */
    public Reception of(int ssrc, long nanos) {
        Reception found = find(ssrc);
        if (found == null) {
            found = place();
        }
        found.heardNanos = nanos;
        return found;
    }

    private Reception place() {
        Reception silent = get(0);
        for (int i = 0; i < size; i++) {
            Reception each = get(i);
            if (!each.begun) {
                return each;
            }
            silent = each.heardNanos - silent.heardNanos < 0 ? each : silent;
        }
        if (size == MOST) {
            return silent;
        }
        Reception another = new Reception();
        known[size] = another;
        size++;
        return another;
    }

    /** {@return packets of all of them that are missing, 0 or more} */
    public long lost() {
        long lost = 0;
        for (int i = 0; i < size; i++) {
            lost += get(i).lost();
        }
        return lost;
    }
}
