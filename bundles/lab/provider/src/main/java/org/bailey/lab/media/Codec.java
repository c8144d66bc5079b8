package org.bailey.lab.media;

/** Payload as an SDP describes it: {@code a=rtpmap:number name/clock}. */
public record Codec(int payloadType, String name, int clockRateHz) {}
