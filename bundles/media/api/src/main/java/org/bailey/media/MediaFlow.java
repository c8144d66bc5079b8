package org.bailey.media;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How one media line is carried in one direction.
 *
 * @param to where packets go; null while unknown: packets are then counted and dropped
 * @param open whether packets pass; a held direction still carries RTCP
 * @param payloadTypes payload type number as received to the number to send, 0 to 127; one that is missing is dropped and counted
 */
public record MediaFlow(@Nullable RemotePorts to, boolean open, Map<Integer, Integer> payloadTypes) {
    public MediaFlow {
        payloadTypes = Map.copyOf(payloadTypes);
    }
}
