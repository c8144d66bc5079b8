package org.bailey.ice.provider;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.bailey.ice.Candidate;
import org.bailey.ice.IceComponent;
import org.bailey.ice.IcePair;
import org.bailey.ice.IceParameters;
import org.bailey.ice.IceSession;
import org.bailey.ice.RemoteIce;
import org.jspecify.annotations.Nullable;

/** What the peer's descriptions mean: the first one, one with other credentials, the final offer. */
final class Descriptions {
    private static final int MOST_CANDIDATES = 60;

    private Descriptions() {}

    static void received(Run run, RemoteIce remote) {
        RemoteIce before = run.session().remote;
        if (before == null || !same(before.parameters(), remote.parameters()) || before.dialect() != remote.dialect()) {
            begin(run, remote);
        } else if (!before.parameters().equals(remote.parameters())) {
            run.session().remote = remote;
            more(run, remote.parameters());
        }
        if (before == null
                || !before.parameters()
                        .remoteCandidates()
                        .equals(remote.parameters().remoteCandidates())
                || !same(before.parameters(), remote.parameters())) {
            named(run, remote.parameters());
        }
    }

    private static boolean same(IceParameters one, IceParameters other) {
        return one.ufrag().equals(other.ufrag()) && one.password().equals(other.password());
    }

    private static void begin(Run run, RemoteIce remote) {
        IceSession session = run.session();
        boolean again = session.remote != null;
        session.former = session.checkedWith == session.local ? session.former : session.checkedWith;
        session.checkedWith = session.local;
        session.remote = remote;
        // a lite peer only answers: somebody has to choose
        session.controlling = remote.controlling() || remote.parameters().lite();
        session.state = IceSession.State.CHECKING;
        session.startedNanos = run.nanos();
        session.deadlineNanos = run.nanos() + run.settings().checks().toNanos();
        session.paceNanos = run.nanos();
        session.settleNanos = Long.MAX_VALUE;
        session.namedNanos = Long.MAX_VALUE;
        session.healing = false;
        session.unconfirmed = false;
        session.selected = List.of();
        session.pairs.clear();
        session.triggered.clear();
        session.checks.clear();
        session.remotes.clear();
        session.remotes.addAll(preferred(remote.parameters().candidates()));
        components(session);
        CheckList.form(run, session.remotes, 0);
        run.step((again ? "restarted, " : "") + session.remotes.size() + " candidates of the peer, "
                + session.pairs.size() + " pairs, " + (session.controlling ? "controlling" : "controlled"));
        var early = List.copyOf(session.early);
        session.early.clear();
        early.forEach(check -> Requests.follow(run, check));
    }

    private static List<Candidate> preferred(List<Candidate> candidates) {
        return candidates.stream()
                .filter(candidate -> !candidate.address().isUnresolved())
                .sorted(Comparator.comparingLong(Candidate::priority).reversed())
                .limit(MOST_CANDIDATES)
                .toList();
    }

    /** Those both ends have; the pair media goes by stays until there is another. */
    private static void components(IceSession session) {
        var before = List.copyOf(session.components);
        session.components.clear();
        session.bases.stream()
                .map(base -> base.component())
                .distinct()
                .sorted()
                .filter(number -> session.remotes.stream().anyMatch(candidate -> candidate.component() == number))
                .map(IceComponent::new)
                .forEach(session.components::add);
        for (IceComponent component : session.components) {
            before.stream()
                    .filter(old -> old.number == component.number)
                    .forEach(old -> component.current = old.current);
        }
    }

    /** Candidates the peer found later; a final offer has fewer, not others. */
    private static void more(Run run, IceParameters parameters) {
        IceSession session = run.session();
        if (session.state != IceSession.State.CHECKING) {
            return;
        }
        var fresh = new ArrayList<Candidate>();
        for (Candidate candidate : parameters.candidates()) {
            boolean known = session.remotes.stream()
                    .anyMatch(other -> other.component() == candidate.component()
                            && other.transport() == candidate.transport()
                            && other.address().equals(candidate.address()));
            if (!known && session.remotes.size() + fresh.size() < MOST_CANDIDATES) {
                fresh.add(candidate);
            }
        }
        if (!fresh.isEmpty()) {
            session.remotes.addAll(fresh);
            CheckList.form(run, fresh, 0);
        }
    }

    /** The pair the peer chose, in its final offer: a=remote-candidates has ours, the candidates are its own. */
    private static void named(Run run, IceParameters parameters) {
        IceSession session = run.session();
        if (session.state == IceSession.State.FAILED
                || session.controlling
                || parameters.remoteCandidates().isEmpty()) {
            return;
        }
        for (IceComponent component : session.components) {
            InetSocketAddress ours = parameters.remoteCandidates().get(component.number);
            IcePair pair = ours == null ? null : pair(run, component.number, ours, parameters.candidates());
            if (pair == null) {
                continue;
            }
            component.named = pair;
            pair.nominated = true;
            if (pair.valid()) {
                Nomination.choose(run, pair);
            } else {
                session.namedNanos = run.nanos() + run.settings().finalOffer().toNanos();
                Checks.trigger(run, pair);
            }
        }
    }

    private static @Nullable IcePair pair(Run run, int component, InetSocketAddress ours, List<Candidate> theirs) {
        IcePair best = null;
        for (IcePair pair : run.session().pairs) {
            if (pair.component() == component
                    && is(run.session(), pair, ours)
                    && theirs.stream()
                            .anyMatch(candidate -> candidate.component() == component
                                    && candidate.address().equals(pair.remote.address()))
                    && (best == null || pair.valid() && !best.valid())) {
                best = pair;
            }
        }
        return best != null ? best : fresh(run, component, ours, theirs);
    }

    /** A pair the peer found by itself, such as over a relay of before its restart: never seen here, so it is made. */
    private static @Nullable IcePair fresh(Run run, int component, InetSocketAddress ours, List<Candidate> theirs) {
        IceSession session = run.session();
        for (int base = 0; base < session.bases.size(); base++) {
            if (session.lost.contains(base) || !knows(session, base, component, ours)) {
                continue;
            }
            for (Candidate candidate : theirs) {
                if (CheckList.fit(session.bases.get(base), candidate)) {
                    return CheckList.add(run, base, candidate);
                }
            }
        }
        return null;
    }

    /** Whether the peer may know the local end of the pair by this address. */
    private static boolean is(IceSession session, IcePair pair, InetSocketAddress ours) {
        if (pair.local.address().equals(ours)
                || pair.seen != null && pair.seen.address().equals(ours)) {
            return true;
        }
        return knows(session, pair.base, pair.component(), ours);
    }

    private static boolean knows(IceSession session, int number, int component, InetSocketAddress ours) {
        InetSocketAddress base = session.bases.get(number).address();
        return base.equals(ours)
                || session.local.candidates().stream()
                        .anyMatch(candidate -> candidate.component() == component
                                && candidate.type() == Candidate.Type.SERVER_REFLEXIVE
                                && candidate.address().equals(ours)
                                && base.equals(candidate.related()));
    }
}
