package org.bailey.media.relay;

import java.nio.ByteBuffer;

final class Packets {
    private Packets() {}

    /** {@return a buffer over the given octets, with room behind them as the keeper gives it} */
    static ByteBuffer of(int... octets) {
        ByteBuffer packet = ByteBuffer.allocateDirect(octets.length + 256);
        for (int octet : octets) {
            packet.put((byte) octet);
        }
        return packet.flip();
    }
}
