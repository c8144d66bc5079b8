package org.bailey.media;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The keys of one direction of a media line since its ports were opened. A key that comes back, after plain RTP, a declined
 * line or another key, finds its indices where they were: beginning anew would put two packets under one key stream, and let
 * recorded ones in. The identifier is no part of a key in this. Plain data of the event loop that owns the call.
 */
final class SrtpContexts {
    /** Ours are as many as there are suites; of a peer that changes its key all the time the first ones are forgotten. */
    static final int MOST = 64;

    private record Known(SrtpKey key, SrtpIndices indices) {}

    private final List<Known> known = new ArrayList<>();
    private @Nullable SrtpContext last;

    /** {@return what packets are protected with from now on; null for plain RTP} */
    @Nullable
    SrtpContext use(@Nullable SrtpKey key) {
        SrtpContext before = last;
        if (key == null || before != null && before.key.equals(key)) {
            return key == null ? null : before;
        }
        SrtpIndices shared = shared(key);
        List<SrtpContext> beside = key.beside().stream()
                .map(other -> new SrtpContext(other, indices(other, shared), List.of()))
                .toList();
        SrtpContext now = new SrtpContext(key, indices(key, shared), beside);
        if (before != null) {
            now.follow(before);
        }
        last = now;
        return now;
    }

    /** Of keys beside each other, a new one takes the indices of those that are known. */
    private SrtpIndices shared(SrtpKey key) {
        SrtpIndices found = find(key);
        for (SrtpKey other : key.beside()) {
            found = found == null ? find(other) : found;
        }
        return found == null ? new SrtpIndices() : found;
    }

    private SrtpIndices indices(SrtpKey key, SrtpIndices otherwise) {
        SrtpIndices found = find(key);
        SrtpIndices indices = found == null ? otherwise : found;
        known.removeIf(one -> one.key.sameBytes(key));
        known.add(new Known(key, indices));
        if (known.size() > MOST) {
            known.remove(0);
        }
        return indices;
    }

    private @Nullable SrtpIndices find(SrtpKey key) {
        for (Known one : known) {
            if (one.key.sameBytes(key)) {
                return one.indices;
            }
        }
        return null;
    }
}
