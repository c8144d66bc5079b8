package org.bailey.ice.provider;

import org.bailey.ice.IceCheck;
import org.bailey.ice.IceComponent;
import org.bailey.ice.IceFailure;
import org.bailey.ice.IcePair;
import org.bailey.ice.IceSession;

/** When something is given up, and when there is something to do next. */
final class Deadlines {
    private Deadlines() {}

    static void look(Run run) {
        IceSession session = run.session();
        if (session.namedNanos <= run.nanos()) {
            session.namedNanos = Long.MAX_VALUE;
            fail(run, IceFailure.NAMED_PAIR, named(run));
        } else if (session.state == IceSession.State.CHECKING && session.deadlineNanos <= run.nanos()) {
            if (Nomination.makeDo(run)) {
                Nomination.review(run);
            } else {
                fail(run, Words.cause(session), Words.failure(run));
            }
        } else {
            String gone = Upkeep.gone(run);
            if (gone != null) {
                Upkeep.end(run);
                fail(run, IceFailure.CONSENT, gone);
            }
        }
    }

    private static String named(Run run) {
        for (IceComponent component : run.session().components) {
            IcePair pair = component.named;
            if (pair != null && !pair.valid()) {
                return "The pair the peer's final offer names for " + component + " does not work: " + pair.told();
            }
        }
        return "The pairs the peer's final offer names do not work";
    }

    private static void fail(Run run, IceFailure cause, String sentence) {
        IceSession session = run.session();
        session.state = IceSession.State.FAILED;
        session.failure = cause;
        session.deadlineNanos = Long.MAX_VALUE;
        session.settleNanos = Long.MAX_VALUE;
        session.checks.clear();
        session.triggered.clear();
        for (IcePair pair : session.pairs) {
            if (pair.state == IcePair.State.IN_PROGRESS) {
                pair.state = IcePair.State.FAILED;
                pair.reason = pair.reason == null ? "no answer" : pair.reason;
            }
        }
        run.step("failed");
        run.out().failed(sentence);
    }

    static long next(Run run) {
        IceSession session = run.session();
        long due = Math.min(session.deadlineNanos, session.namedNanos);
        if (session.settleNanos > run.nanos()) {
            due = Math.min(due, session.settleNanos);
        }
        if (Checks.waiting(session)) {
            due = Math.min(due, session.paceNanos);
        }
        for (IceCheck check : session.checks) {
            due = Math.min(due, check.nextNanos);
        }
        for (IceComponent component : session.components) {
            due = Math.min(due, component.doubtNanos);
        }
        if (session.state == IceSession.State.CONNECTED) {
            for (IceComponent component : session.components) {
                due = Math.min(due, component.keepAliveNanos);
            }
        }
        return due;
    }
}
