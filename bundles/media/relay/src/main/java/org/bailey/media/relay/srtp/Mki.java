package org.bailey.media.relay.srtp;

import org.bailey.media.SrtpContext;
import org.bailey.media.SrtpKey;
import org.jspecify.annotations.Nullable;

/** The master key identifier in a packet (RFC 3711 section 3.1), a big-endian number. */
final class Mki {
    private Mki() {}

    /** {@return what belongs to the identifier at {@code at}; null for one nobody named} */
    static @Nullable SrtpContext named(SrtpContext context, byte[] desk, int at) {
        if (matches(context.key, desk, at)) {
            return context;
        }
        for (int i = 0; i < context.beside.size(); i++) {
            if (matches(context.beside.get(i).key, desk, at)) {
                return context.beside.get(i);
            }
        }
        return null;
    }

    private static boolean matches(SrtpKey key, byte[] desk, int at) {
        for (int i = 0; i < key.mkiBytes(); i++) {
            if (desk[at + i] != octet(key, i)) {
                return false;
            }
        }
        return true;
    }

    static void write(SrtpKey key, byte[] desk, int at) {
        for (int i = 0; i < key.mkiBytes(); i++) {
            desk[at + i] = octet(key, i);
        }
    }

    private static byte octet(SrtpKey key, int i) {
        int behind = key.mkiBytes() - 1 - i;
        return behind >= 8 ? 0 : (byte) (key.mki() >>> 8 * behind);
    }
}
