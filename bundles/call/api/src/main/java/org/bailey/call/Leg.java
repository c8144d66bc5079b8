package org.bailey.call;

import java.util.List;
import org.bailey.dialplan.Dialect;
import org.bailey.dialplan.ZonePolicy;
import org.bailey.sip.Hop;
import org.jspecify.annotations.Nullable;

/**
 * One side of a call: a dialog with a peer, or several while the called side forks.
 *
 * @param dialect spoken with this peer
 * @param zone name of the peer's zone; empty when no zone has it
 * @param alias who this is, as user@host
 * @param display display name, empty without
 * @param contact our Contact URI on this leg
 * @param hop where requests go: the connection or address of the peer; null before an address was chosen
 * @param dialog the dialog; null before the called side sent a tag
 * @param forks early dialogs of the called side
 * @param incoming its INVITE or UPDATE we owe an answer
 * @param outgoing our request it owes an answer
 * @param overtaken our INVITE it owes an answer although a BYE followed it: a 2xx still wants its ACK
 * @param unacknowledged our 2xx it owes an ACK
 * @param acknowledged our last ACK
 * @param sdp what both last said about media
 * @param timer session timer
 * @param allows methods and extensions the peer named in Allow and Supported, upper case methods, lower case extensions
 * @param earlyTag tag of the fork whose early media the other side has; empty before
 * @param takenBack ACKs sent to forks that answered too late; each repeated 2xx of theirs wants its ACK again
 * @param policy how media is treated on this leg
 */
public record Leg(
        Dialect dialect,
        String zone,
        String alias,
        String display,
        String contact,
        @Nullable Hop hop,
        @Nullable Dialog dialog,
        List<Dialog> forks,
        @Nullable Incoming incoming,
        @Nullable Outgoing outgoing,
        @Nullable Outgoing overtaken,
        @Nullable Unacknowledged unacknowledged,
        @Nullable Acknowledged acknowledged,
        Sdp sdp,
        SessionTimer timer,
        List<String> allows,
        String earlyTag,
        List<Acknowledged> takenBack,
        ZonePolicy policy) {
    public Leg {
        forks = List.copyOf(forks);
        takenBack = List.copyOf(takenBack);
        allows = List.copyOf(allows);
    }

    /** {@return a leg nothing has happened on yet} */
    public static Leg of(
            Dialect dialect,
            String zone,
            String alias,
            String display,
            String contact,
            long sessionId,
            ZonePolicy policy) {
        return new Leg(
                dialect,
                zone,
                alias,
                display,
                contact,
                null,
                null,
                List.of(),
                null,
                null,
                null,
                null,
                null,
                new Sdp("", "", sessionId, 0),
                SessionTimer.NONE,
                List.of(),
                "",
                List.of(),
                policy);
    }

    public boolean allows(String token) {
        return allows.contains(token);
    }

    public Leg with(@Nullable Hop other) {
        Copy copy = new Copy(this);
        copy.hop = other;
        return copy.leg();
    }

    public Leg with(@Nullable Dialog other) {
        Copy copy = new Copy(this);
        copy.dialog = other;
        return copy.leg();
    }

    public Leg withForks(List<Dialog> other) {
        Copy copy = new Copy(this);
        copy.forks = other;
        return copy.leg();
    }

    public Leg with(@Nullable Incoming other) {
        Copy copy = new Copy(this);
        copy.incoming = other;
        return copy.leg();
    }

    public Leg with(@Nullable Outgoing other) {
        Copy copy = new Copy(this);
        copy.outgoing = other;
        return copy.leg();
    }

    public Leg with(@Nullable Unacknowledged other) {
        Copy copy = new Copy(this);
        copy.unacknowledged = other;
        return copy.leg();
    }

    public Leg with(@Nullable Acknowledged other) {
        Copy copy = new Copy(this);
        copy.acknowledged = other;
        return copy.leg();
    }

    public Leg with(Sdp other) {
        Copy copy = new Copy(this);
        copy.sdp = other;
        return copy.leg();
    }

    public Leg with(SessionTimer other) {
        Copy copy = new Copy(this);
        copy.timer = other;
        return copy.leg();
    }

    public Leg withAllows(List<String> other) {
        Copy copy = new Copy(this);
        copy.allows = other;
        return copy.leg();
    }

    public Leg withOvertaken(@Nullable Outgoing other) {
        Copy copy = new Copy(this);
        copy.overtaken = other;
        return copy.leg();
    }

    public Leg withEarlyTag(String other) {
        Copy copy = new Copy(this);
        copy.earlyTag = other;
        return copy.leg();
    }

    public Leg withTakenBack(List<Acknowledged> other) {
        Copy copy = new Copy(this);
        copy.takenBack = other;
        return copy.leg();
    }

    public Leg with(ZonePolicy other) {
        Copy copy = new Copy(this);
        copy.policy = other;
        return copy.leg();
    }

    public Leg withoutIncoming() {
        return with((Incoming) null);
    }

    public Leg withoutOutgoing() {
        return with((Outgoing) null);
    }

    public Leg withoutUnacknowledged() {
        return with((Unacknowledged) null);
    }

    /** A leg being changed: one field is set, the others stay. */
    private static final class Copy {
        private Dialect dialect;
        private String zone;
        private String alias;
        private String display;
        private String contact;
        private @Nullable Hop hop;
        private @Nullable Dialog dialog;
        private List<Dialog> forks;
        private @Nullable Incoming incoming;
        private @Nullable Outgoing outgoing;
        private @Nullable Outgoing overtaken;
        private @Nullable Unacknowledged unacknowledged;
        private @Nullable Acknowledged acknowledged;
        private Sdp sdp;
        private SessionTimer timer;
        private List<String> allows;
        private String earlyTag;
        private List<Acknowledged> takenBack;
        private ZonePolicy policy;

        Copy(Leg leg) {
            dialect = leg.dialect;
            zone = leg.zone;
            alias = leg.alias;
            display = leg.display;
            contact = leg.contact;
            hop = leg.hop;
            dialog = leg.dialog;
            forks = leg.forks;
            incoming = leg.incoming;
            outgoing = leg.outgoing;
            overtaken = leg.overtaken;
            unacknowledged = leg.unacknowledged;
            acknowledged = leg.acknowledged;
            sdp = leg.sdp;
            timer = leg.timer;
            allows = leg.allows;
            earlyTag = leg.earlyTag;
            takenBack = leg.takenBack;
            policy = leg.policy;
        }

        Leg leg() {
            return new Leg(
                    dialect,
                    zone,
                    alias,
                    display,
                    contact,
                    hop,
                    dialog,
                    forks,
                    incoming,
                    outgoing,
                    overtaken,
                    unacknowledged,
                    acknowledged,
                    sdp,
                    timer,
                    allows,
                    earlyTag,
                    takenBack,
                    policy);
        }
    }
}
