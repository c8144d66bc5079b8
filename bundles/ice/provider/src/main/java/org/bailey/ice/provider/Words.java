package org.bailey.ice.provider;

import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.bailey.ice.Candidate;
import org.bailey.ice.Candidate.Transport;
import org.bailey.ice.Candidate.Type;
import org.bailey.ice.IceComponent;
import org.bailey.ice.IceFailure;
import org.bailey.ice.IcePair;
import org.bailey.ice.IceSession;

/** Sentences for people who look for why there is no media. */
final class Words {
    private static final int MOST_PAIRS = 6;

    private Words() {}

    static String place(InetSocketAddress address) {
        String host = address.getAddress().getHostAddress();
        return (address.getAddress() instanceof Inet6Address ? "[" + host + "]" : host) + ":" + address.getPort();
    }

    static String chosen(IceSession session) {
        var ways = new ArrayList<String>();
        for (IceComponent component : session.components) {
            IcePair pair = component.chosen;
            if (pair != null) {
                ways.add(component + " " + pair.local.brief() + " to " + pair.remote.brief());
            }
        }
        return String.join(", ", ways);
    }

    /** Why no pair works: what was there to be tried, then what came of it. */
    static String failure(Run run) {
        IceSession session = run.session();
        IceFailure cause = cause(session);
        if (cause == IceFailure.NO_CANDIDATES) {
            return "No way to the peer was found: it offered no candidates for the components we have";
        }
        List<IceComponent> without = without(session);
        String names = without.stream().map(IceComponent::toString).collect(Collectors.joining(" and "));
        long seconds = (run.nanos() - session.startedNanos) / 1_000_000_000;
        var text = new StringBuilder("No way for " + names + " to the peer in " + seconds + " s: ");
        text.append(told(cause, session));
        List<IcePair> pairs = session.pairs.stream()
                .filter(pair -> without.stream().anyMatch(component -> component.number == pair.component()))
                .toList();
        for (IcePair pair : pairs.subList(0, Math.min(MOST_PAIRS, pairs.size()))) {
            text.append("; ").append(pair.told());
        }
        if (pairs.size() > MOST_PAIRS) {
            text.append("; and ").append(pairs.size() - MOST_PAIRS).append(" more pairs");
        }
        if (session.refused > 0) {
            text.append("; ").append(session.refused).append(" STUN messages were refused, the last because ");
            text.append(session.lastRefusal);
        }
        return text.toString();
    }

    private static List<IceComponent> without(IceSession session) {
        return session.components.stream()
                .filter(component -> component.chosen == null
                        && session.pairs.stream()
                                .noneMatch(pair -> pair.component() == component.number && pair.valid()))
                .toList();
    }

    private static List<Candidate> theirs(IceSession session) {
        List<IceComponent> without = without(session);
        return session.remotes.stream()
                .filter(candidate -> without.stream().anyMatch(c -> c.number == candidate.component()))
                .filter(candidate -> candidate.type() != Type.PEER_REFLEXIVE)
                .toList();
    }

    /** What is most likely to blame, by what was there to be tried. */
    static IceFailure cause(IceSession session) {
        List<Candidate> theirs = theirs(session);
        if (session.components.isEmpty()) {
            return IceFailure.NO_CANDIDATES;
        }
        if (theirs.stream().noneMatch(candidate -> candidate.transport() == Transport.UDP)) {
            return IceFailure.ONLY_TCP;
        }
        if (session.pairs.isEmpty()) {
            return IceFailure.OTHER_FAMILY;
        }
        if (theirs.stream().allMatch(candidate -> candidate.type() == Type.HOST)) {
            return IceFailure.ONLY_HOST;
        }
        return theirs.stream().noneMatch(candidate -> candidate.type() == Type.RELAYED)
                ? IceFailure.NO_RELAY
                : IceFailure.NO_ANSWER;
    }

    private static String told(IceFailure cause, IceSession session) {
        boolean relay =
                session.bases.stream().anyMatch(base -> base.relayed()) && session.lost.size() < session.bases.size();
        boolean tcp = theirs(session).stream().anyMatch(candidate -> candidate.transport() != Transport.UDP);
        String first = switch (cause) {
            case ONLY_TCP -> "only TCP candidates were offered by the peer";
            case OTHER_FAMILY -> "none of the peer's candidates has an address family of ours";
            case ONLY_HOST ->
                "only host " + (tcp ? "" : "UDP ") + "candidates were offered by the peer, none reachable from here";
            case NO_RELAY -> "the peer offered no relay";
            default -> "nothing came through, relays included; look at firewalls and TURN";
        };
        return relay ? first : first + "; no relay of ours was tried";
    }
}
