package org.bailey.ice.provider;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import org.bailey.ice.Candidate;
import org.bailey.ice.Candidate.Transport;
import org.bailey.ice.Candidate.Type;
import org.bailey.ice.CandidatePriority;
import org.bailey.ice.IceBase;
import org.bailey.ice.IceDialect;
import org.bailey.ice.IcePair;
import org.bailey.ice.IceSession;
import org.jspecify.annotations.Nullable;

/** Which pairs there are, and in which order they are tried (RFC 8445 section 6.1.2). */
final class CheckList {
    private CheckList() {}

    /** Adds the pairs of bases and candidates that have none yet; the least preferred go when there are too many. */
    static void form(Run run, Collection<Candidate> remotes, int firstBase) {
        IceSession session = run.session();
        for (int base = firstBase; base < session.bases.size(); base++) {
            for (Candidate remote : remotes) {
                if (!session.lost.contains(base) && fit(session.bases.get(base), remote)) {
                    add(run, base, remote);
                }
            }
        }
        session.basesPaired = session.bases.size();
        trim(run);
        thaw(session);
    }

    /** {@return the pair, known or new; a base and a candidate have one} */
    static IcePair add(Run run, int base, Candidate remote) {
        IcePair known = find(run.session(), base, remote.address());
        if (known != null) {
            return known;
        }
        var pair = new IcePair(base, local(run, base), remote);
        pair.priority = priority(run.session().controlling, pair);
        run.session().pairs.add(pair);
        sort(run.session());
        return pair;
    }

    static @Nullable IcePair find(IceSession session, int base, InetSocketAddress remote) {
        for (IcePair pair : session.pairs) {
            if (pair.base == base && pair.remote.address().equals(remote)) {
                return pair;
            }
        }
        return null;
    }

    static boolean fit(IceBase base, Candidate remote) {
        return base.component() == remote.component()
                && switch (base.transport()) {
                    case UDP -> remote.transport() == Transport.UDP;
                    case TCP_ACTIVE -> remote.transport() == Transport.TCP_PASSIVE;
                    // the peer connects, and its checks make the pair (RFC 6544 section 6.2)
                    case TCP_PASSIVE -> false;
                }
                && family(base.address().getAddress())
                        == family(remote.address().getAddress());
    }

    // link-local addresses only reach each other (RFC 8445 section 6.1.2.2)
    private static int family(InetAddress address) {
        return address instanceof Inet6Address ? address.isLinkLocalAddress() ? 2 : 1 : 0;
    }

    private static Candidate local(Run run, int number) {
        IceBase base = run.session().bases.get(number);
        Candidate best = null;
        for (Candidate candidate : run.session().local.candidates()) {
            if (candidate.component() == base.component()
                    && candidate.transport() == base.transport()
                    && candidate.address().equals(base.address())
                    && (best == null || candidate.priority() > best.priority())) {
                best = candidate;
            }
        }
        return best != null ? best : unnamed(run, base);
    }

    /** A base our description does not tell of, such as a relay that took the place of another. */
    private static Candidate unnamed(Run run, IceBase base) {
        Type type = base.relayed() ? Type.RELAYED : Type.HOST;
        IceDialect dialect = run.remote().dialect();
        return new Candidate(
                "99",
                base.component(),
                base.transport(),
                CandidatePriority.of(dialect, type, base.transport(), 100, base.component()),
                base.address(),
                type,
                null);
    }

    /** RFC 8445 section 6.1.2.3. */
    static long priority(boolean controlling, IcePair pair) {
        long ours = pair.local.priority();
        long theirs = pair.remote.priority();
        boolean more = controlling ? ours > theirs : theirs > ours;
        return (Math.min(ours, theirs) << 32) + 2 * Math.max(ours, theirs) + (more ? 1 : 0);
    }

    /** After the roles changed. */
    static void reorder(IceSession session) {
        session.pairs.forEach(pair -> pair.priority = priority(session.controlling, pair));
        sort(session);
    }

    private static void sort(IceSession session) {
        session.pairs.sort(Comparator.comparingLong((IcePair pair) -> pair.priority)
                .reversed()
                .thenComparingInt(IcePair::component));
    }

    private static void trim(Run run) {
        List<IcePair> pairs = run.session().pairs;
        int surplus = pairs.size() - run.settings().mostPairs();
        for (int at = pairs.size() - 1; at >= 0 && surplus > 0; at--) {
            if (pairs.get(at).state == IcePair.State.FROZEN) {
                pairs.remove(at);
                surplus--;
            }
        }
    }

    /** Of each foundation the first goes ahead; the others follow when it succeeded or nothing else is left. */
    private static void thaw(IceSession session) {
        var seen = new HashSet<String>();
        for (IcePair pair : session.pairs) {
            if (pair.state != IcePair.State.FROZEN) {
                seen.add(foundation(pair));
            }
        }
        session.pairs.stream()
                .filter(pair -> pair.state == IcePair.State.FROZEN)
                .sorted(Comparator.comparingInt(IcePair::component))
                .filter(pair -> seen.add(foundation(pair)))
                .forEach(pair -> pair.state = IcePair.State.WAITING);
    }

    static void thawLike(IceSession session, IcePair succeeded) {
        String foundation = foundation(succeeded);
        for (IcePair pair : session.pairs) {
            if (pair.state == IcePair.State.FROZEN && foundation(pair).equals(foundation)) {
                pair.state = IcePair.State.WAITING;
            }
        }
    }

    static String foundation(IcePair pair) {
        return pair.local.foundation() + ":" + pair.remote.foundation();
    }

    /** {@return the pair to be checked next when nothing triggered one; null when all have been} */
    static @Nullable IcePair next(IceSession session) {
        IcePair frozen = null;
        for (IcePair pair : session.pairs) {
            if (pair.state == IcePair.State.WAITING) {
                return pair;
            }
            if (pair.state == IcePair.State.FROZEN && frozen == null) {
                frozen = pair;
            }
        }
        return frozen;
    }
}
