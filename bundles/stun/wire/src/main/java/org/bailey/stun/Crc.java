package org.bailey.stun;

import java.nio.ByteBuffer;

/** CRC-32 by the right table and by the one of old Microsoft implementations. */
final class Crc {
    private static final int MASK = 0x5354554E;
    private static final int[] RIGHT = table();
    private static final int[] OLD = old();

    private Crc() {}

    static int fingerprint(ByteBuffer bytes, int from, int to, FingerprintForm form) {
        int[] table = form == FingerprintForm.RFC ? RIGHT : OLD;
        int crc = -1;
        for (int at = from; at < to; at++) {
            crc = crc >>> 8 ^ table[(crc ^ bytes.get(at)) & 0xFF];
        }
        return ~crc ^ MASK;
    }

    private static int[] table() {
        var table = new int[256];
        for (int entry = 0; entry < 256; entry++) {
            int crc = entry;
            for (int bit = 0; bit < 8; bit++) {
                crc = (crc & 1) == 0 ? crc >>> 1 : crc >>> 1 ^ 0xEDB88320;
            }
            table[entry] = crc;
        }
        return table;
    }

    // entry 90: 0x8BBEB8EA lost a digit
    private static int[] old() {
        int[] table = RIGHT.clone();
        for (int entry = 0; entry < 256; entry++) {
            if (table[entry] == 0x8BBEB8EA) {
                table[entry] = 0x08BBE8EA;
            }
        }
        return table;
    }
}
