package org.bailey.ice.provider;

import java.time.Duration;
import java.util.ArrayList;
import org.bailey.ice.Candidate;
import org.bailey.ice.IceComponent;
import org.bailey.ice.IcePair;
import org.bailey.ice.IceSession;
import org.jspecify.annotations.Nullable;

/** Which of the pairs that work is used (RFC 8445 sections 8.1 and 8.2, RFC 5245 section 8.1). */
final class Nomination {
    private static final long LATE_NANOS = Duration.ofSeconds(5).toNanos();

    private Nomination() {}

    /** What is true of the pairs now: tells what changed. Called at the end of every call into the agent. */
    static void review(Run run) {
        IceSession session = run.session();
        if (session.state == IceSession.State.CHECKING) {
            settle(run);
        }
        for (IceComponent component : session.components) {
            IcePair use = component.chosen != null ? component.chosen : best(session, component, null);
            if (use != null && use != component.current) {
                component.current = use;
                run.out().selected(component.number, use.base, use.remote.address());
            }
        }
        complete(run);
    }

    /** The most preferred valid pair; of those like {@code pattern} if there is one. */
    private static @Nullable IcePair best(IceSession session, IceComponent component, @Nullable IcePair pattern) {
        IcePair best = null;
        for (IcePair pair : session.pairs) {
            if (pair.component() == component.number && pair.valid()) {
                if (pattern == null || CheckList.foundation(pair).equals(CheckList.foundation(pattern))) {
                    return pair;
                }
                best = best == null ? pair : best;
            }
        }
        return best;
    }

    /** Chooses, where that is ours: once every component has a pair that works and nothing better is to be expected. */
    private static void settle(Run run) {
        IceSession session = run.session();
        if (!session.controlling && !session.healing || session.components.isEmpty()) {
            return;
        }
        boolean better = false;
        boolean relayed = false;
        IcePair pattern = null;
        for (IceComponent component : session.components) {
            IcePair best = component.chosen != null ? component.chosen : best(session, component, null);
            if (best == null) {
                session.settleNanos = Long.MAX_VALUE;
                return;
            }
            pattern = pattern == null ? best : pattern;
            relayed |= best.local.type() == Candidate.Type.RELAYED || best.remote.type() == Candidate.Type.RELAYED;
            better |= component.chosen == null && expected(session, best);
        }
        if (session.settleNanos == Long.MAX_VALUE) {
            session.settleNanos = run.nanos() + run.settings().settle().toNanos() * (relayed ? 2 : 1);
        }
        if (better && run.nanos() < session.settleNanos) {
            return;
        }
        for (IceComponent component : session.components) {
            IcePair pick = best(session, component, pattern);
            if (component.chosen != null || pick == null || choosing(session, component)) {
                continue;
            }
            if (session.controlling) {
                Checks.start(run, pick, true);
            } else {
                choose(run, pick);
                component.unconfirmed = component.chosen == pick;
            }
        }
    }

    private static boolean choosing(IceSession session, IceComponent component) {
        return session.pairs.stream()
                .anyMatch(pair -> pair.component() == component.number && pair.valid() && pair.choosing);
    }

    private static boolean expected(IceSession session, IcePair than) {
        for (IcePair pair : session.pairs) {
            if (pair.priority <= than.priority) {
                return false;
            }
            if (pair.component() == than.component() && pair.state != IcePair.State.FAILED && !pair.valid()) {
                return true;
            }
        }
        return false;
    }

    /** A pair that works was chosen, by either end. */
    static void choose(Run run, IcePair pair) {
        IceComponent component = run.component(pair.component());
        if (component == null || component.named != null && component.named != pair) {
            return;
        }
        IcePair before = component.chosen;
        if (pair == before) {
            component.unconfirmed = false;
            return;
        }
        // many at once are chosen by aggressive nomination, the most preferred counts; a late one is meant
        boolean late =
                run.session().state == IceSession.State.CONNECTED && run.nanos() - component.chosenNanos > LATE_NANOS;
        boolean better = before == null || !before.valid() || component.unconfirmed || pair.priority > before.priority;
        if (better || component.named == pair || late) {
            component.chosen = pair;
            component.unconfirmed = false;
            Losses.trust(run, component);
            component.chosenNanos = run.nanos();
            component.consents = 0;
            component.consentNanos = run.nanos();
            component.keepAliveNanos = run.nanos() + Upkeep.pause(run);
        }
    }

    /** All components have their pair. */
    private static void complete(Run run) {
        IceSession session = run.session();
        if (session.components.isEmpty()
                || session.state == IceSession.State.FAILED
                || session.state == IceSession.State.NEW) {
            return;
        }
        var selected = new ArrayList<IceSession.Chosen>();
        for (IceComponent component : session.components) {
            IcePair chosen = component.chosen;
            if (chosen == null || component.named != null && component.named != chosen) {
                return;
            }
            selected.add(new IceSession.Chosen(
                    chosen.seen == null ? chosen.local : chosen.seen, chosen.remote, chosen.base));
        }
        boolean connected = session.state == IceSession.State.CONNECTED;
        boolean unconfirmed = session.components.stream().anyMatch(component -> component.unconfirmed);
        if (connected && unconfirmed == session.unconfirmed && selected.equals(session.selected)) {
            return;
        }
        session.selected = selected;
        session.unconfirmed = unconfirmed;
        session.state = IceSession.State.CONNECTED;
        session.healing = false;
        session.deadlineNanos = Long.MAX_VALUE;
        session.settleNanos = Long.MAX_VALUE;
        session.namedNanos = Long.MAX_VALUE;
        rest(session);
        run.step("connected: " + Words.chosen(session) + (unconfirmed ? ", of our own choice" : ""));
        run.out().completed();
    }

    /** What was not finished is not needed any more. */
    private static void rest(IceSession session) {
        session.triggered.removeIf(pair -> !pair.nominated);
        session.checks.removeIf(check -> !check.pair.valid() && !check.pair.nominated);
        for (IcePair pair : session.pairs) {
            if (pair.state == IcePair.State.IN_PROGRESS && !pair.nominated) {
                pair.state = IcePair.State.WAITING;
                pair.reason = "no answer until another pair was chosen";
            }
        }
    }

    /** Time is up: what works is used, though nobody chose it. */
    static boolean makeDo(Run run) {
        IceSession session = run.session();
        if (session.components.isEmpty()) {
            return false;
        }
        for (IceComponent component : session.components) {
            if (component.chosen == null && best(session, component, null) == null) {
                return false;
            }
        }
        for (IceComponent component : session.components) {
            IcePair best = component.chosen != null ? component.chosen : best(session, component, null);
            if (best != null) {
                choose(run, best);
            }
        }
        run.step(
                session.controlling
                        ? "the peer did not answer the checks that choose; what worked before is used"
                        : "the peer chose none of the pairs that work; the best of them is used");
        return true;
    }
}
