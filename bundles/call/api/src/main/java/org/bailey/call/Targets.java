package org.bailey.call;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.bailey.sip.Hop;
import org.jspecify.annotations.Nullable;

/**
 * Where the called side may be found: what is left of a {@link org.bailey.dialplan.Route.Found}.
 *
 * @param uri Request-URI
 * @param hops addresses not tried yet, in order
 * @param hopCount highest Max-Forwards to send
 * @param redirects 3xx answers followed so far
 * @param tried names of zones nobody was found in
 * @param failure how the last of these ended; null before
 */
public record Targets(
        String uri,
        List<Hop> hops,
        int hopCount,
        int redirects,
        Set<String> tried,
        @Nullable End failure) {
    public Targets {
        hops = List.copyOf(hops);
        tried = Set.copyOf(tried);
    }

    public Targets rest() {
        return new Targets(uri, hops.subList(1, hops.size()), hopCount, redirects, tried, failure);
    }

    /** {@return targets without addresses, after one more redirection} */
    public Targets redirected() {
        return new Targets(uri, List.of(), hopCount, redirects + 1, tried, failure);
    }

    /** {@return targets without addresses, to be found outside that zone too} */
    public Targets without(String zone, End how) {
        List<String> zones = new ArrayList<>(tried);
        zones.add(zone);
        return new Targets(uri, List.of(), hopCount, redirects, Set.copyOf(zones), how);
    }
}
