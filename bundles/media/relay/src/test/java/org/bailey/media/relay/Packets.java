package org.bailey.media.relay;

import java.nio.ByteBuffer;

final class Packets {
    private Packets() {}

    static boolean wellFormed(ByteBuffer packet) {
        int header = RtpHeader.length(packet);
        return header > 0 && RtpHeader.padded(packet, header);
    }

    /** {@return a buffer over the given octets, with room behind them as the keeper gives it} */
    static ByteBuffer of(int... octets) {
        ByteBuffer packet = ByteBuffer.allocateDirect(octets.length + 256);
        for (int octet : octets) {
            packet.put((byte) octet);
        }
        return packet.flip();
    }
}
