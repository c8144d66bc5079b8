package org.bailey.ice.provider;

import java.net.InetSocketAddress;
import org.bailey.ice.Candidate;
import org.bailey.ice.IceComponent;
import org.bailey.ice.IcePair;
import org.bailey.ice.IceSession;

/** Ways that end: a relay that is gone, a connection that broke. */
final class Losses {
    private Losses() {}

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
        session.state = IceSession.State.CHECKING;
        session.healing = true;
        session.startedNanos = run.nanos();
        session.deadlineNanos = run.nanos() + run.settings().checks().toNanos();
        session.settleNanos = Long.MAX_VALUE;
        session.checks.clear();
        for (IcePair pair : session.pairs) {
            // only the peer can connect again to where it is passive
            boolean gone = pair.local.transport() == Candidate.Transport.TCP_PASSIVE && !pair.connected;
            if (!gone && !session.lost.contains(pair.base) && !inUse(session, pair)) {
                pair.state = IcePair.State.WAITING;
                pair.choosing = false;
                pair.reason = null;
            }
        }
    }

    private static boolean inUse(IceSession session, IcePair pair) {
        return session.components.stream().anyMatch(component -> component.chosen == pair);
    }
}
