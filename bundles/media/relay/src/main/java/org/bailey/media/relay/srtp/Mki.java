package org.bailey.media.relay.srtp;

import org.bailey.media.SrtpKey;

/** The master key identifier in a packet (RFC 3711 section 3.1), a big-endian number. */
final class Mki {
    private Mki() {}

    static boolean matches(SrtpKey key, byte[] desk, int at) {
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
