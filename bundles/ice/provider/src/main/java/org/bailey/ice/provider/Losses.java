package org.bailey.ice.provider;

import java.net.InetSocketAddress;
import java.time.Duration;
import org.bailey.ice.Candidate;
import org.bailey.ice.IceComponent;
import org.bailey.ice.IcePair;
import org.bailey.ice.IceSession;

/** Ways that end: a relay that is gone, a connection that broke, a pair the peer left. */
final class Losses {
    /** How long after a choice checks on other pairs may be those of before it. */
    private static final long CHOSEN_NANOS = Duration.ofSeconds(1).toNanos();
    /** How often a pair is doubted at most: there are peers that check all pairs all the time. */
    private static final long DOUBT_NANOS = Duration.ofSeconds(5).toNanos();

    private Losses() {}

    /**
     * Whether a check on another pair than the one we chose is to be taken seriously: a peer that is chosen for has no reason
     * for one unless its end of the chosen pair is gone.
     */
    static boolean doubtful(Run run, int base, InetSocketAddress from) {
        IceSession session = run.session();
        IceComponent component = run.component(session.bases.get(base).component());
        if (!session.controlling || component == null || component.chosen == null) {
            return false;
        }
        IcePair chosen = component.chosen;
        return !(chosen.base == base && chosen.remote.address().equals(from));
    }

    /** The chosen pair is to be asked whether it still works, as soon as that may be: the peer may not say so again. */
    static void doubt(Run run, int number) {
        IceComponent component = run.component(number);
        if (component != null) {
            component.doubtNanos = Math.min(component.doubtNanos, Math.max(run.nanos(), component.trustNanos));
        }
    }

    static void trust(Run run, IceComponent chosen) {
        chosen.doubtNanos = Long.MAX_VALUE;
        chosen.trustNanos = run.nanos() + CHOSEN_NANOS;
    }

    /** Asks on the chosen pairs that are doubted. */
    static void look(Run run) {
        for (IceComponent component : run.session().components) {
            if (component.doubtNanos > run.nanos()) {
                continue;
            }
            component.doubtNanos = Long.MAX_VALUE;
            IcePair chosen = component.chosen;
            if (chosen != null && chosen.valid() && run.session().state != IceSession.State.FAILED) {
                component.trustNanos = run.nanos() + DOUBT_NANOS;
                Checks.doubt(run, chosen);
            }
        }
    }

    /** A chosen pair did not answer when it was doubted. */
    static void silent(Run run, IcePair pair) {
        IceComponent component = run.component(pair.component());
        if (component != null && component.chosen == pair) {
            Checks.fail(run, pair, "answered before, but not any more, while the peer tried others");
            heal(run);
        }
    }

    static void base(Run run, int base, String reason) {
        IceSession session = run.session();
        if (!session.lost.add(base)) {
            return;
        }
        session.checks.removeIf(check -> check.pair.base == base);
        for (IcePair pair : session.pairs) {
            if (pair.base == base) {
                Checks.fail(run, pair, reason);
            }
        }
        run.step("base " + base + " is gone, " + reason);
        heal(run);
    }

    static void connection(Run run, int base, InetSocketAddress peer, boolean open) {
        IcePair pair = CheckList.find(run.session(), base, peer);
        if (pair == null) {
            return; // of the peer's making; its checks tell
        }
        boolean was = pair.connected;
        pair.connected = open;
        if (open) {
            pair.reason = null;
            if (pair.state == IcePair.State.IN_PROGRESS && run.session().state == IceSession.State.CHECKING) {
                Checks.start(run, pair, false);
            }
        } else {
            Checks.fail(run, pair, was ? "the connection broke" : "no connection could be made");
            heal(run);
        }
    }

    /** Looks for another way where the one in use is gone: all that is left is checked again. */
    private static void heal(Run run) {
        IceSession session = run.session();
        boolean needed = false;
        for (IceComponent component : session.components) {
            IcePair chosen = component.chosen;
            if (chosen != null && !chosen.valid()) {
                component.chosen = null;
                component.named = null;
                needed = true;
            }
        }
        if (!needed || session.state != IceSession.State.CONNECTED) {
            return;
        }
        run.step("the way in use is gone, others are tried");
        check(run);
        session.checks.removeIf(check -> !check.doubt);
        for (IcePair pair : session.pairs) {
            // only the peer can connect again to where it is passive
            boolean gone = pair.local.transport() == Candidate.Transport.TCP_PASSIVE && !pair.connected;
            if (!gone && !session.lost.contains(pair.base) && !inUse(session, pair)) {
                pair.state = IcePair.State.WAITING;
                pair.choosing = false;
                pair.nominated = false; // what the peer chose before says nothing of now
                pair.reason = null;
            }
        }
    }

    /** A base that came when all was given up is tried after all: a call waits a while for another way. */
    static void revive(Run run) {
        IceSession session = run.session();
        boolean fresh = session.pairs.stream().anyMatch(pair -> pair.state == IcePair.State.WAITING);
        if (session.state == IceSession.State.FAILED && fresh) {
            run.step("there is a new base, it is tried");
            check(run);
        }
    }

    private static void check(Run run) {
        IceSession session = run.session();
        session.state = IceSession.State.CHECKING;
        session.healing = true;
        session.startedNanos = run.nanos();
        session.deadlineNanos = run.nanos() + run.settings().checks().toNanos();
        session.settleNanos = Long.MAX_VALUE;
    }

    private static boolean inUse(IceSession session, IcePair pair) {
        return session.components.stream().anyMatch(component -> component.chosen == pair);
    }
}
