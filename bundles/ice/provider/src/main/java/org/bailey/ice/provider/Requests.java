package org.bailey.ice.provider;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.List;
import org.bailey.ice.Candidate;
import org.bailey.ice.IceBase;
import org.bailey.ice.IceDialect;
import org.bailey.ice.IceEarly;
import org.bailey.ice.IcePair;
import org.bailey.ice.IceParameters;
import org.bailey.ice.IceSession;
import org.bailey.ice.RemoteIce;
import org.bailey.stun.IntegrityForm;
import org.bailey.stun.MalformedStun;
import org.bailey.stun.StunAttribute;
import org.bailey.stun.StunClass;
import org.bailey.stun.StunError;
import org.bailey.stun.StunKey;
import org.bailey.stun.StunMessage;
import org.bailey.stun.StunWriter;
import org.jspecify.annotations.Nullable;

/** Checks of the peer (RFC 8445 section 7.3). Whoever does not know our password changes nothing here but a counter. */
final class Requests {
    private static final int MOST_EARLY = 32;
    private static final int MOST_LEARNED = 64;

    private Requests() {}

    static void received(Run run, int base, StunMessage message, InetSocketAddress from) throws MalformedStun {
        IceSession session = run.session();
        String username = message.text(StunAttribute.USERNAME);
        if (username == null || !message.has(StunAttribute.MESSAGE_INTEGRITY)) {
            refuse(run, base, message, from, new StunError(400, "Bad Request"), "has no credentials");
            return;
        }
        IceParameters ours = addressed(session, username);
        if (ours == null) {
            refuse(run, base, message, from, new StunError(401, "Unauthorized"), "is for somebody else");
            return;
        }
        StunKey key = StunKey.shortTerm(ours.password());
        IceDialect spoken = spoken(session, message);
        IntegrityForm form = Dialect.intact(message, key, spoken == IceDialect.MICROSOFT);
        if (form == null) {
            refuse(run, base, message, from, new StunError(401, "Unauthorized"), "has wrong integrity");
            return;
        }
        Dialect dialect = Dialect.of(spoken);
        dialect.heard(session, message, form);
        adopt(session, ours, username);
        boolean known = session.remote != null && ours == session.checkedWith;
        if (known && conflict(run, base, message, from, key, form)) {
            return;
        }
        List<Integer> unknown = dialect.strict() ? message.unknown(Requests::understood) : List.of();
        if (!unknown.isEmpty()) {
            Refusals.count(
                    run, () -> "a check from " + Words.place(from) + " has " + StunAttribute.name(unknown.get(0)));
            Refusals.answer(run, base, message, from, new StunError(420, "Unknown Attribute"), unknown, key, form);
            return;
        }
        long priority = message.number(StunAttribute.PRIORITY).orElse(1);
        answer(run, base, message, from, dialect, key, form);
        run.proven(session.bases.get(base).component(), base, from);
        var early = new IceEarly(base, from, priority, message.has(StunAttribute.USE_CANDIDATE));
        if (known) {
            follow(run, early);
        } else if (ours == session.local) {
            remember(session, early);
        }
    }

    private static void refuse(
            Run run, int base, StunMessage message, InetSocketAddress from, StunError error, String why) {
        Refusals.answer(run, base, message, from, error, () -> "a check from " + Words.place(from) + " " + why);
    }

    private static @Nullable IceParameters addressed(IceSession session, String username) {
        int colon = username.indexOf(':');
        String ufrag = colon < 0 ? username : username.substring(0, colon);
        if (ufrag.equals(session.local.ufrag())) {
            return session.local;
        }
        if (session.checkedWith != null && ufrag.equals(session.checkedWith.ufrag())) {
            return session.checkedWith;
        }
        return session.former != null && ufrag.equals(session.former.ufrag()) ? session.former : null;
    }

    /** A peer may take our new credentials and keep its own: then nothing begins anew, but these hold. */
    private static void adopt(IceSession session, IceParameters ours, String username) {
        RemoteIce remote = session.remote;
        if (remote != null
                && ours == session.local
                && ours != session.checkedWith
                && username.endsWith(":" + remote.parameters().ufrag())) {
            session.former = session.checkedWith;
            session.checkedWith = ours;
        }
    }

    private static IceDialect spoken(IceSession session, StunMessage message) {
        RemoteIce remote = session.remote;
        if (remote != null) {
            return remote.dialect();
        }
        return message.has(StunAttribute.MS_IMPLEMENTATION_VERSION) ? IceDialect.MICROSOFT : IceDialect.STANDARD;
    }

    private static boolean understood(int attribute) {
        return switch (attribute) {
            case StunAttribute.USERNAME,
                    StunAttribute.MESSAGE_INTEGRITY,
                    StunAttribute.MESSAGE_INTEGRITY_SHA256,
                    StunAttribute.PRIORITY,
                    StunAttribute.USE_CANDIDATE,
                    StunAttribute.MAPPED_ADDRESS,
                    StunAttribute.XOR_MAPPED_ADDRESS,
                    StunAttribute.REALM,
                    StunAttribute.NONCE -> true;
            default -> false;
        };
    }

    private static boolean conflict(
            Run run, int base, StunMessage message, InetSocketAddress from, StunKey key, IntegrityForm form)
            throws MalformedStun {
        IceSession session = run.session();
        int claim = session.controlling ? StunAttribute.ICE_CONTROLLING : StunAttribute.ICE_CONTROLLED;
        if (!message.has(claim)) {
            return false;
        }
        boolean ours =
                Long.compareUnsigned(session.tieBreaker, message.number64(claim).orElse(0)) >= 0;
        if (ours == session.controlling) {
            Refusals.answer(run, base, message, from, new StunError(487, "Role Conflict"), List.of(), key, form);
            return true;
        }
        Roles.change(run, ours, ours ? "our tie-breaker is the greater one" : "the peer's tie-breaker is greater");
        return false;
    }

    private static void answer(
            Run run,
            int base,
            StunMessage message,
            InetSocketAddress from,
            Dialect dialect,
            StunKey key,
            IntegrityForm form) {
        ByteBuffer buffer = Run.buffer();
        StunWriter writer = StunWriter.begin(buffer, StunClass.SUCCESS, message.method(), message.transaction());
        dialect.answer(writer, message, from, key, form);
        run.out().send(base, writer.end(), from);
    }

    private static void remember(IceSession session, IceEarly early) {
        session.early.removeIf(
                known -> known.base() == early.base() && known.from().equals(early.from()));
        if (session.early.size() < MOST_EARLY) {
            session.early.add(early);
        }
    }

    /** What a check means for the check list (RFC 8445 sections 7.3.1.3 to 7.3.1.5). */
    static void follow(Run run, IceEarly check) {
        IceSession session = run.session();
        IcePair pair = CheckList.find(session, check.base(), check.from());
        boolean chosen = check.useCandidate() && !session.controlling;
        boolean connected = session.state == IceSession.State.CONNECTED;
        boolean doubtful = connected && Losses.doubtful(run, check.base(), check.from());
        if (pair == null && connected && !chosen && !doubtful) {
            return;
        }
        if (pair == null) {
            Candidate remote = learned(run, check);
            if (remote == null) {
                return;
            }
            pair = CheckList.add(run, check.base(), remote);
            pair.connected = session.bases.get(check.base()).transport() != Candidate.Transport.UDP;
        }
        pair.heard++;
        pair.nominated |= chosen;
        if (session.state == IceSession.State.FAILED) {
            return;
        }
        if (doubtful) {
            Losses.doubt(run, pair.component());
        }
        if (pair.valid()) {
            if (chosen) {
                Nomination.choose(run, pair);
            }
        } else if (chosen || session.state == IceSession.State.CHECKING) {
            Checks.trigger(run, pair);
        }
    }

    private static @Nullable Candidate learned(Run run, IceEarly check) {
        IceSession session = run.session();
        IceBase base = session.bases.get(check.base());
        int reflexive = 0;
        for (Candidate candidate : session.remotes) {
            if (candidate.component() == base.component() && candidate.address().equals(check.from())) {
                return candidate;
            }
            reflexive += candidate.type() == Candidate.Type.PEER_REFLEXIVE ? 1 : 0;
        }
        if (reflexive >= MOST_LEARNED || session.lost.contains(check.base())) {
            return null;
        }
        var candidate = new Candidate(
                "p" + (reflexive + 1),
                base.component(),
                base.transport() == Candidate.Transport.TCP_PASSIVE ? Candidate.Transport.TCP_ACTIVE : base.transport(),
                Math.max(1, Math.min(Integer.MAX_VALUE, check.priority())),
                check.from(),
                Candidate.Type.PEER_REFLEXIVE,
                null);
        session.remotes.add(candidate);
        return candidate;
    }
}
