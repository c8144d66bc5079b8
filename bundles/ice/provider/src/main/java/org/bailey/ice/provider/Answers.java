package org.bailey.ice.provider;

import java.net.InetSocketAddress;
import org.bailey.ice.IceCheck;
import org.bailey.ice.IceDialect;
import org.bailey.ice.IcePair;
import org.bailey.ice.IceSession;
import org.bailey.stun.IntegrityForm;
import org.bailey.stun.MalformedStun;
import org.bailey.stun.StunAttribute;
import org.bailey.stun.StunClass;
import org.bailey.stun.StunError;
import org.bailey.stun.StunKey;
import org.bailey.stun.StunMessage;
import org.bailey.stun.TransactionId;
import org.jspecify.annotations.Nullable;

/** What the peer says to our checks (RFC 8445 section 7.2.5). */
final class Answers {
    private static final int ROLE_CONFLICT = 487;

    private Answers() {}

    static void received(Run run, int base, StunMessage message, InetSocketAddress from) throws MalformedStun {
        IceSession session = run.session();
        IceCheck check = find(session, message.transaction());
        if (check == null || session.remote == null) {
            return; // late, or to a check of before a restart: nothing to learn
        }
        if (message.type() == StunClass.ERROR) {
            refused(run, check, message.error().orElse(new StunError(500, "no ERROR-CODE")));
            return;
        }
        boolean microsoft = run.remote().dialect() == IceDialect.MICROSOFT;
        StunKey key = StunKey.shortTerm(run.remote().parameters().password());
        IntegrityForm form = Dialect.intact(message, key, microsoft);
        if (form == null) {
            Refusals.count(run, () -> "an answer from " + Words.place(from) + " has wrong integrity");
            return;
        }
        run.dialect().heard(session, message, form);
        IcePair pair = check.pair;
        if (base != pair.base || !from.equals(pair.remote.address())) {
            Checks.fail(run, pair, "answered from another address, " + Words.place(from));
            return;
        }
        session.checks.remove(check);
        pair.roundTripNanos = run.nanos() - check.sentNanos;
        if (check.consent) {
            Upkeep.answered(run, pair);
            return;
        }
        succeeded(run, check, message);
    }

    private static void succeeded(Run run, IceCheck check, StunMessage message) throws MalformedStun {
        IcePair pair = check.pair;
        InetSocketAddress mapped = message.address(StunAttribute.XOR_MAPPED_ADDRESS);
        pair.seen = mapped == null ? pair.local : Checks.seen(run, check, mapped);
        pair.state = IcePair.State.SUCCEEDED;
        pair.reason = null;
        run.session().triggered.remove(pair);
        run.session().checks.removeIf(other -> other.pair == pair && !other.useCandidate);
        run.proven(pair);
        CheckList.thawLike(run.session(), pair);
        if (check.useCandidate && run.session().controlling || pair.nominated && !run.session().controlling) {
            Nomination.choose(run, pair);
        }
    }

    private static void refused(Run run, IceCheck check, StunError error) {
        IcePair pair = check.pair;
        if (check.consent) {
            return;
        }
        if (error.code() == ROLE_CONFLICT) {
            run.session().checks.remove(check);
            if (check.controlling == run.session().controlling) {
                Roles.change(run, !check.controlling, "the peer insisted");
            }
            pair.choosing = false;
            if (!pair.valid()) {
                pair.state = IcePair.State.WAITING;
                run.session().triggered.remove(pair);
                run.session().triggered.addFirst(pair);
            }
            return;
        }
        // Anyone could say so, and a peer may not know our description yet: repetitions go on.
        pair.reason = error.toString();
        if (run.remote().dialect() == IceDialect.MICROSOFT && !pair.otherForm && !pair.valid()) {
            pair.otherForm = true;
            check.nextNanos = Math.min(
                    check.nextNanos, run.nanos() + run.settings().pace().toNanos());
        }
    }

    private static @Nullable IceCheck find(IceSession session, TransactionId id) {
        for (IceCheck check : session.checks) {
            if (check.idHigh == id.high() && check.idLow == id.low()) {
                return check;
            }
        }
        return null;
    }
}
