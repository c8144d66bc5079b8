package org.bailey.lab.sdp;

import java.util.List;
import org.bailey.lab.media.Codec;

/** Writes descriptions in one dialect. */
public interface SdpWriter {
    /** Whether keys are exchanged in descriptions (RFC 4568). */
    boolean exchangesKeys();

    /** Whether pictures begin and change by Microsoft's video source requests when the peer takes them. */
    default boolean sendsSourceRequests() {
        return false;
    }

    /** What this dialect offers for {@code audio} or {@code video}, the ones it can only name included. */
    List<Codec> offered(String kind);

    /** Whether a payload is one the lab can send and understand. */
    boolean understands(SdpMedia line, Codec codec);

    /**
     * The whole description.
     *
     * @param version for the o= line; a dialect may ignore it
     * @param address for the c= line; 0.0.0.0 for the old way of holding
     * @param answer whether this answers an offer: Microsoft-only extras of offers are left out
     */
    String write(long version, String address, List<LineSpec> lines, boolean answer);
}
