package org.bailey.dialplan.provider.peer;

import java.util.List;
import org.bailey.sip.Hop;

/**
 * How a zone is reached by one call.
 *
 * @param hops in the order to try them; empty with a reason
 * @param reason empty when there are hops
 */
public record Way(List<Hop> hops, String reason) {
    public Way {
        hops = List.copyOf(hops);
    }
}
