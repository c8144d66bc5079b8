package org.bailey.ice.provider;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import org.bailey.ice.Candidate;
import org.bailey.ice.Candidate.Transport;
import org.bailey.ice.CandidatePriority;
import org.bailey.ice.IceBase;
import org.bailey.ice.IceCheck;
import org.bailey.ice.IcePair;
import org.bailey.ice.IceSession;
import org.bailey.stun.FingerprintForm;
import org.bailey.stun.StunClass;
import org.bailey.stun.StunMethod;
import org.bailey.stun.StunWriter;
import org.bailey.stun.TransactionId;

/** Our own checks: when they are sent, and again, and given up (RFC 8445 sections 7.2.4 and 14). */
final class Checks {
    private static final long MOST_REPEAT_NANOS = Duration.ofMillis(500).toNanos();
    /** How long the answer to the last repetition is waited for, in first repetitions (Rm of RFC 8489). */
    private static final int LAST_WAIT = 16;
    /** Consent checks are not repeated; an answer later than this is none. */
    private static final long CONSENT_WAIT_NANOS = Duration.ofSeconds(10).toNanos();

    /** A pair that is doubted is asked so often, with such a pause, and is none after. */
    private static final int DOUBTS = 8;

    private static final long DOUBT_WAIT_NANOS = Duration.ofMillis(500).toNanos();

    private Checks() {}

    /** Checks a pair, or connects first where it has to. */
    static void start(Run run, IcePair pair, boolean useCandidate) {
        if (pair.local.transport() == Transport.TCP_ACTIVE && !pair.connected) {
            pair.state = IcePair.State.IN_PROGRESS;
            pair.reason = "no connection yet";
            run.out().connect(pair.base, pair.remote.address());
            return;
        }
        if (!pair.valid()) {
            pair.state = IcePair.State.IN_PROGRESS;
        }
        pair.choosing |= useCandidate;
        transmit(run, check(run, pair, useCandidate, false));
    }

    static void consent(Run run, IcePair pair) {
        transmit(run, check(run, pair, false, true));
    }

    static void doubt(Run run, IcePair pair) {
        IceCheck check = check(run, pair, false, false);
        check.doubt = true;
        transmit(run, check);
    }

    private static IceCheck check(Run run, IcePair pair, boolean useCandidate, boolean consent) {
        TransactionId id = id(run);
        long priority = CandidatePriority.reflexive(run.remote().dialect(), pair.local);
        var check = new IceCheck(id.high(), id.low(), pair, run.session().controlling, useCandidate, consent, priority);
        run.session().checks.add(check);
        return check;
    }

    static TransactionId id(Run run) {
        var random = new byte[12];
        run.out().random(random);
        return TransactionId.of(random);
    }

    private static void transmit(Run run, IceCheck check) {
        IceSession session = run.session();
        Dialect dialect = run.dialect();
        send(run, check, FingerprintForm.RFC);
        if (dialect.twice(session) && check.pair.local.transport() == Transport.UDP) {
            send(run, check, FingerprintForm.OLD_TABLE);
        }
        check.sent++;
        check.pair.sent++;
        check.sentNanos = run.nanos();
        check.nextNanos = run.nanos() + wait(run, check);
    }

    private static void send(Run run, IceCheck check, FingerprintForm fingerprint) {
        ByteBuffer buffer = Run.buffer();
        var id = new TransactionId(check.idHigh, check.idLow);
        StunWriter writer = StunWriter.begin(buffer, StunClass.REQUEST, StunMethod.BINDING, id);
        run.dialect().request(writer, run.session(), run.remote(), check, fingerprint);
        run.out().send(check.pair.base, writer.end(), check.pair.remote.address());
    }

    private static long wait(Run run, IceCheck check) {
        long first = first(run);
        if (check.consent) {
            return CONSENT_WAIT_NANOS;
        }
        if (check.doubt) {
            return check.pair.local.transport() == Transport.UDP ? DOUBT_WAIT_NANOS : DOUBTS * DOUBT_WAIT_NANOS;
        }
        if (check.pair.local.transport() != Transport.UDP) {
            // a stream repeats by itself
            return first << run.settings().transmissions();
        }
        return check.sent >= run.settings().transmissions() ? LAST_WAIT * first : first << (check.sent - 1);
    }

    private static long first(Run run) {
        IceSession session = run.session();
        long active = session.pairs.stream()
                .filter(pair -> pair.state == IcePair.State.WAITING || pair.state == IcePair.State.IN_PROGRESS)
                .count();
        long together = Math.min(MOST_REPEAT_NANOS, run.settings().pace().toNanos() * active);
        return Math.max(run.settings().repeat().toNanos(), together);
    }

    /** Sends again what is due, and gives up what was sent often enough. */
    static void repeat(Run run) {
        for (IceCheck check : List.copyOf(run.session().checks)) {
            if (check.nextNanos > run.nanos() || !run.session().checks.contains(check)) {
                continue;
            }
            if (check.consent
                    || check.sent >= (check.doubt ? DOUBTS : run.settings().transmissions())
                    || check.pair.local.transport() != Transport.UDP) {
                giveUp(run, check);
            } else {
                transmit(run, check);
            }
        }
    }

    private static void giveUp(Run run, IceCheck check) {
        run.session().checks.remove(check);
        if (check.consent) {
            return;
        }
        IcePair pair = check.pair;
        if (pair.valid()) {
            if (check.useCandidate) {
                fail(run, pair, "answered before, but not the check that chooses it");
            } else if (check.doubt) {
                Losses.silent(run, pair);
            }
        } else if (pair.state == IcePair.State.IN_PROGRESS
                && run.session().checks.stream().noneMatch(other -> other.pair == pair)) {
            fail(run, pair, pair.reason == null ? "no answer" : pair.reason);
        }
    }

    static void fail(Run run, IcePair pair, String reason) {
        pair.state = IcePair.State.FAILED;
        pair.reason = reason;
        pair.choosing = false;
        run.session().checks.removeIf(check -> check.pair == pair);
        run.session().triggered.remove(pair);
    }

    /** Has a pair checked before others (RFC 8445 section 7.3.1.4). */
    static void trigger(Run run, IcePair pair) {
        if (pair.valid()) {
            return;
        }
        if (pair.state == IcePair.State.IN_PROGRESS) {
            // its check goes out again at once: the peer's may just have opened the way for it
            for (IceCheck check : run.session().checks) {
                if (check.pair == pair && run.nanos() - check.sentNanos >= first(run) / 2) {
                    check.nextNanos = run.nanos();
                    check.sent = Math.min(check.sent, run.settings().transmissions() - 1);
                }
            }
            return;
        }
        pair.state = IcePair.State.WAITING;
        if (!run.session().triggered.contains(pair)) {
            run.session().triggered.add(pair);
        }
    }

    /** Starts one check if it is time for one. */
    static void pace(Run run) {
        IceSession session = run.session();
        if (session.paceNanos > run.nanos()) {
            return;
        }
        IcePair next = session.triggered.poll();
        if (next == null && session.state == IceSession.State.CHECKING) {
            next = CheckList.next(session);
        }
        if (next != null) {
            session.paceNanos = run.nanos() + run.settings().pace().toNanos();
            start(run, next, false);
        }
    }

    static boolean waiting(IceSession session) {
        return !session.triggered.isEmpty()
                || session.state == IceSession.State.CHECKING && CheckList.next(session) != null;
    }

    /** {@return our candidate with the address the peer sees; a new one when it is none of ours} */
    static Candidate seen(Run run, IceCheck check, InetSocketAddress mapped) {
        IceSession session = run.session();
        IceBase base = session.bases.get(check.pair.base);
        for (Candidate candidate : session.local.candidates()) {
            if (candidate.component() == base.component()
                    && candidate.transport() == base.transport()
                    && candidate.address().equals(mapped)) {
                return candidate;
            }
        }
        if (check.pair.local.address().equals(mapped)) {
            return check.pair.local;
        }
        return new Candidate(
                check.pair.local.foundation(),
                base.component(),
                base.transport(),
                check.priority,
                mapped,
                Candidate.Type.PEER_REFLEXIVE,
                base.address());
    }
}
