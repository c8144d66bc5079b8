package org.bailey.call;

import java.util.List;
import org.bailey.sip.Hop;

/**
 * Where the called side may be found: what is left of a {@link org.bailey.dialplan.Route.Found}.
 *
 * @param uri Request-URI
 * @param hops addresses not tried yet, in order
 * @param hopCount highest Max-Forwards to send
 * @param redirects 3xx answers followed so far
 */
public record Targets(String uri, List<Hop> hops, int hopCount, int redirects) {
    public Targets {
        hops = List.copyOf(hops);
    }

    public Targets rest() {
        return new Targets(uri, hops.subList(1, hops.size()), hopCount, redirects);
    }
}
