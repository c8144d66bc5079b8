package org.bailey.lab.media;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** NAL units to RTP payloads, packetization-mode 1: single NAL units and FU-A (RFC 6184 sections 5.6 and 5.8). */
final class H264Payload {
    private static final int LARGEST_OCTETS = 1_200;

    private H264Payload() {}

    static List<byte[]> of(List<byte[]> accessUnit) {
        List<byte[]> payloads = new ArrayList<>();
        for (byte[] nal : accessUnit) {
            if (nal.length <= LARGEST_OCTETS) {
                payloads.add(nal);
            } else {
                fragments(nal, payloads);
            }
        }
        return payloads;
    }

    private static void fragments(byte[] nal, List<byte[]> into) {
        int room = LARGEST_OCTETS - 2;
        for (int at = 1; at < nal.length; at += room) {
            int length = Math.min(room, nal.length - at);
            int start = at == 1 ? 0x80 : 0;
            int end = at + length == nal.length ? 0x40 : 0;
            into.add(ByteBuffer.allocate(length + 2)
                    .put((byte) (nal[0] & 0xE0 | NalType.FU_A))
                    .put((byte) (start | end | nal[0] & 0x1F))
                    .put(nal, at, length)
                    .array());
        }
    }
}
