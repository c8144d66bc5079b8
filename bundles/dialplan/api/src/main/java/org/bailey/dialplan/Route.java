package org.bailey.dialplan;

import java.util.List;
import org.bailey.sip.Hop;

/**
 * Where a call goes, or why it goes nowhere. Comes with the trail: one line for each transform and rule looked at, in
 * order, for the search history.
 */
public sealed interface Route {
    List<String> trail();

    /**
     * A target was found.
     *
     * @param zone name of the target zone
     * @param dialect spoken there
     * @param uri Request-URI to send
     * @param hops addresses to try in order: live peers first, balanced; never empty
     * @param hopCount upper limit for Max-Forwards towards that zone
     * @param policy how media is treated towards that zone
     */
    record Found(
            String zone,
            Dialect dialect,
            String uri,
            List<Hop> hops,
            int hopCount,
            ZonePolicy policy,
            List<String> trail)
            implements Route {
        public Found {
            hops = List.copyOf(hops);
            trail = List.copyOf(trail);
        }
    }

    /**
     * No target.
     *
     * @param status SIP status to answer with: 404 no rule matched, 480 the zone has no live peer, 403 not allowed
     * @param reason one sentence: what was looked for, and what to do
     */
    record NotFound(int status, String reason, List<String> trail) implements Route {
        public NotFound {
            trail = List.copyOf(trail);
        }
    }
}
