package org.bailey.stun;

import java.nio.ByteBuffer;
import java.util.HexFormat;

final class Hex {
    private Hex() {}

    static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex.replaceAll("\\s", ""));
    }

    static StunMessage message(String hex) throws MalformedStun {
        return StunMessage.parse(ByteBuffer.wrap(bytes(hex)));
    }
}
