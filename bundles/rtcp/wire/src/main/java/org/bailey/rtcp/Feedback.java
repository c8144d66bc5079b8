package org.bailey.rtcp;

import java.util.List;

/**
 * One feedback message (RFC 4585 section 6.1).
 *
 * <pre>
 * |V=2|P|   FMT   |  PT 205, 206  |             length            |
 * |                  SSRC of packet sender                        |
 * |                  SSRC of media source                         |
 * :            Feedback Control Information (FCI)                 :
 * </pre>
 */
public sealed interface Feedback {
    /** Feedback about the transport. */
    int TRANSPORT = 205;
    /** Feedback about the payload. */
    int PAYLOAD = 206;

    /** {@return who says it} */
    int sender();

    /** Picture loss indication (RFC 4585 section 6.3.1): no FCI. */
    record PictureLoss(int sender, int source) implements Feedback {}

    /** Full intra request (RFC 5104 section 4.3.1). */
    record FullIntra(int sender, List<Request> requests) implements Feedback {
        /** @param sequence 0 to 255; the same number again is a repetition */
        public record Request(int source, int sequence) {}

        public FullIntra {
            requests = List.copyOf(requests);
        }
    }

    /** Temporary maximum media stream bit rate: request or notification (RFC 5104 sections 4.2.1 and 4.2.2). */
    record BitRates(int sender, boolean notification, List<Limit> limits) implements Feedback {
        /**
         * @param bitsPerSecond 0 or more; sent rounded down to 17 significant bits
         * @param overheadBytes headers counted for each packet, 0 to 511
         */
        public record Limit(int source, long bitsPerSecond, int overheadBytes) {}

        public BitRates {
            limits = List.copyOf(limits);
        }
    }

    /** Receiver estimated maximum bit rate (draft-alvestrand-rmcat-remb-03): FMT 15, {@code REMB}. */
    record ReceiverMaximum(int sender, long bitsPerSecond, List<Integer> sources) implements Feedback {
        public ReceiverMaximum {
            sources = List.copyOf(sources);
        }
    }

    /** Packets that are missing (RFC 4585 section 6.2.1). */
    record Missing(int sender, int source, List<Loss> losses) implements Feedback {
        /** @param following bit n: packet {@code first + n + 1} is missing too */
        public record Loss(int first, int following) {}

        public Missing {
            losses = List.copyOf(losses);
        }
    }

    /**
     * Microsoft's picture loss indication: FMT 1 with 12 bytes of FCI ([MS-RTP] section 2.2.12).
     *
     * @param requestId 0 to 65535; a repetition has the same
     * @param layers bit n: the layer with priority id n; 0x01 is the base layer
     */
    record LayerLoss(int sender, int source, int requestId, long layers) implements Feedback {}

    /** Microsoft's dominant speaker history: FMT 15, type 3; the newest first. */
    record SpeakerHistory(int sender, int source, List<Integer> speakers) implements Feedback {
        public SpeakerHistory {
            speakers = List.copyOf(speakers);
        }
    }

    /** Microsoft's messages that have a file of their own. */
    sealed interface Extended extends Feedback permits SourceRequest {}

    /** Something else, or one of the above that is damaged. */
    record Unknown(int sender, int type, int format) implements Feedback {}
}
