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
        return new Leg(
                dialect,
                zone,
                alias,
                display,
                contact,
                other,
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

    public Leg with(@Nullable Dialog other) {
        return new Leg(
                dialect,
                zone,
                alias,
                display,
                contact,
                hop,
                other,
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

    public Leg withForks(List<Dialog> other) {
        return new Leg(
                dialect,
                zone,
                alias,
                display,
                contact,
                hop,
                dialog,
                other,
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

    public Leg with(@Nullable Incoming other) {
        return new Leg(
                dialect,
                zone,
                alias,
                display,
                contact,
                hop,
                dialog,
                forks,
                other,
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

    public Leg with(@Nullable Outgoing other) {
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
                other,
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

    public Leg with(@Nullable Unacknowledged other) {
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
                other,
                acknowledged,
                sdp,
                timer,
                allows,
                earlyTag,
                takenBack,
                policy);
    }

    public Leg with(@Nullable Acknowledged other) {
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
                other,
                sdp,
                timer,
                allows,
                earlyTag,
                takenBack,
                policy);
    }

    public Leg with(Sdp other) {
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
                other,
                timer,
                allows,
                earlyTag,
                takenBack,
                policy);
    }

    public Leg with(SessionTimer other) {
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
                other,
                allows,
                earlyTag,
                takenBack,
                policy);
    }

    public Leg withAllows(List<String> other) {
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
                other,
                earlyTag,
                takenBack,
                policy);
    }

    public Leg withOvertaken(@Nullable Outgoing other) {
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
                other,
                unacknowledged,
                acknowledged,
                sdp,
                timer,
                allows,
                earlyTag,
                takenBack,
                policy);
    }

    public Leg withEarlyTag(String other) {
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
                other,
                takenBack,
                policy);
    }

    public Leg withTakenBack(List<Acknowledged> other) {
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
                other,
                policy);
    }

    public Leg with(ZonePolicy other) {
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
                other);
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
}
