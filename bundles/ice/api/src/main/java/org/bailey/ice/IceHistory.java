package org.bailey.ice;

import java.util.ArrayList;
import java.util.List;

/**
 * What ICE did on one media line, for people. Immutable.
 *
 * @param state where it stands, such as CONNECTED
 * @param role controlling or controlled; empty before the peer's description
 * @param dialect empty before the peer's description
 * @param pairs most preferred first
 * @param steps what else happened, oldest first
 * @param refused STUN messages that were no good
 * @param lastRefusal why the last of them was not; empty when there were none
 */
public record IceHistory(
        String state,
        String role,
        String dialect,
        List<Pair> pairs,
        List<String> steps,
        long refused,
        String lastRefusal) {
    public IceHistory {
        pairs = List.copyOf(pairs);
        steps = List.copyOf(steps);
    }

    /**
     * A way that was tried.
     *
     * @param component 1 RTP, 2 RTCP
     * @param local such as 192.0.2.1:50000 (host)
     * @param state such as FAILED
     * @param selected whether media goes by it
     * @param told what was tried and what came of it
     */
    public record Pair(int component, String local, String remote, String state, boolean selected, String told) {}

    static IceHistory of(IceSession session) {
        var pairs = new ArrayList<Pair>();
        for (IcePair pair : session.pairs) {
            pairs.add(new Pair(
                    pair.component(),
                    pair.local.brief(),
                    pair.remote.brief(),
                    pair.state.name(),
                    session.components.stream().anyMatch(component -> component.current == pair),
                    pair.told()));
        }
        RemoteIce remote = session.remote;
        return new IceHistory(
                session.state.name(),
                remote == null ? "" : session.controlling ? "controlling" : "controlled",
                remote == null ? "" : remote.dialect().name(),
                pairs,
                session.steps,
                session.refused,
                session.lastRefusal);
    }
}
