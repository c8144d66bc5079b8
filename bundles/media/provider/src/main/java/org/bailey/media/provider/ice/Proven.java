package org.bailey.media.provider.ice;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The addresses a peer may send media from: those that have passed a check. */
final class Proven {
    private static final int MOST = 64;

    private record Entry(int component, int base, InetSocketAddress address) {}

    private final List<Entry> entries = new ArrayList<>();
    private final @Nullable Entry[] chosen;
    private final @Nullable InetSocketAddress[] latest;

    Proven(int components) {
        chosen = new Entry[components + 1];
        latest = new InetSocketAddress[components + 1];
    }

    void add(int component, int base, InetSocketAddress address) {
        var entry = new Entry(component, base, address);
        if (!entries.contains(entry)) {
            if (entries.size() >= MOST) {
                entries.remove(0);
            }
            entries.add(entry);
        }
    }

    void choose(int component, int base, InetSocketAddress address) {
        add(component, base, address);
        chosen[component] = new Entry(component, base, address);
        latest[component] = null;
    }

    boolean isChosen(int component, InetSocketAddress from) {
        Entry entry = chosen[component];
        return entry != null && entry.address.equals(from);
    }

    /** {@return whether the very same object was admitted as the chosen address: a socket names the same sender by it again} */
    boolean isLatest(int component, InetSocketAddress from) {
        return latest[component] == from;
    }

    boolean admits(int component, int base, InetSocketAddress from) {
        Entry entry = chosen[component];
        if (entry != null && entry.base == base && entry.address.equals(from)) {
            latest[component] = from;
            return true;
        }
        for (int i = 0; i < entries.size(); i++) {
            Entry other = entries.get(i);
            if (other.component == component && other.base == base && other.address.equals(from)) {
                return true;
            }
        }
        return false;
    }
}
