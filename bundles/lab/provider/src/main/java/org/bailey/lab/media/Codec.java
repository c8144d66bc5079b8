package org.bailey.lab.media;

/**
 * Payload as an SDP describes it: {@code a=rtpmap:number name/clock}.
 *
 * @param parameters what {@code a=fmtp} says about it; an empty text if nothing
 */
public record Codec(int payloadType, String name, int clockRateHz, String parameters) {
    public Codec(int payloadType, String name, int clockRateHz) {
        this(payloadType, name, clockRateHz, "");
    }

    /** 1 where H.264 may be cut into fragments, else 0 (RFC 6184 section 8.1). */
    public int packetizationMode() {
        return parameters.replace(" ", "").contains("packetization-mode=1") ? 1 : 0;
    }
}
