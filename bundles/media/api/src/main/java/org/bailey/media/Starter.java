package org.bailey.media;

/**
 * Silence sent towards a peer until the other side has sent something: Microsoft clients stay in "Connecting..." until they
 * receive RTP.
 *
 * @param payloadType number on the receiving side, 0 to 127
 * @param fill the byte that is silence in this format
 * @param bytes length of the payload: 20 ms
 * @param clockStep RTP clock ticks in 20 ms
 */
public record Starter(int payloadType, byte fill, int bytes, int clockStep) {
    public Starter {
        if (payloadType < 0 || payloadType > 127 || bytes < 1 || bytes > 320 || clockStep < 1) {
            throw new IllegalArgumentException("no starter: payload type " + payloadType + ", " + bytes + " bytes");
        }
    }
}
