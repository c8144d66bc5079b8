package org.bailey.svc.bridge;

import java.util.List;
import java.util.Optional;
import org.bailey.sdp.MediaDescription;
import org.bailey.sdp.PayloadType;

/** {@code X-H264UC/90000}: H.264 UC as Microsoft's descriptions name it ([MS-SDPEXT]; the packets are [MS-H264PF]). */
final class Layered {
    private static final String ENCODING = "X-H264UC";
    /** The number Microsoft's clients give it. */
    private static final int NUMBER = 122;

    /** Pieces and aggregates; layers in sources of their own, in one session. Clients write nothing else. */
    private static final String FMTP = "packetization-mode=1;mst-mode=NI-TC";

    private Layered() {}

    static PayloadType offered() {
        return numbered(NUMBER);
    }

    static PayloadType numbered(int number) {
        return PayloadType.of(number, ENCODING, 90000).withFmtp(FMTP);
    }

    static boolean is(PayloadType type) {
        return type.is(ENCODING, 90000);
    }

    static Optional<PayloadType> in(MediaDescription line) {
        return first(line.payloadTypes());
    }

    static Optional<PayloadType> first(List<PayloadType> types) {
        return types.stream().filter(Layered::is).findFirst();
    }
}
