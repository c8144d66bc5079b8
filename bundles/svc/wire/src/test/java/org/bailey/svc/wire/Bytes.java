package org.bailey.svc.wire;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;

/** Bytes as tests write and read them. */
final class Bytes {
    private Bytes() {}

    static ByteBuffer hex(String text) {
        return ByteBuffer.wrap(HexFormat.of().parseHex(text.replaceAll("[\\s|]", "")));
    }

    static String hex(ByteBuffer bytes) {
        return HexFormat.of().formatHex(Arrays.copyOf(bytes.array(), bytes.position()));
    }
}
