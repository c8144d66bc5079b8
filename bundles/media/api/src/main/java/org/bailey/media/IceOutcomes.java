package org.bailey.media;

import java.util.Map;
import org.bailey.ice.IceFailure;

/**
 * What came of ICE since the start, each side of a line and each attempt.
 *
 * @param connected how often a way was found where there was none
 * @param failed how often none was found, or the one in use was lost, by cause; all causes are there
 */
public record IceOutcomes(long connected, Map<IceFailure, Long> failed) {
    public static final IceOutcomes NONE = new IceOutcomes(0, Map.of());

    public IceOutcomes {
        failed = Map.copyOf(failed);
    }
}
