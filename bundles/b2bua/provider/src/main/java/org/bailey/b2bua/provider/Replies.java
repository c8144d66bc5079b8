package org.bailey.b2bua.provider;

import java.util.ArrayList;
import java.util.List;
import org.bailey.call.CallAction;
import org.bailey.call.Dialog;
import org.bailey.call.Incoming;
import org.bailey.call.Leg;
import org.bailey.call.Unacknowledged;
import org.bailey.media.Side;
import org.bailey.sip.Body;
import org.bailey.sip.Header;
import org.bailey.sip.Headers;
import org.bailey.sip.SipRequest;
import org.bailey.sip.SipResponse;
import org.bailey.sip.TransactionId;

/** Answers to requests of a peer. */
final class Replies {
    private Replies() {}

    /** Answers a request that opens or changes nothing, such as BYE or INFO. */
    static void plain(
            Turn turn, Side side, TransactionId transaction, SipRequest request, int status, List<Header> more) {
        String tag = request.to().tag();
        if (tag.isEmpty()) {
            tag = localTag(turn.leg(side), turn);
        }
        turn.act(new CallAction.Respond(
                transaction, new SipResponse(status, Statuses.reason(status), new Headers(more), Body.EMPTY, tag)));
    }

    /** Tells the caller how far its INVITE has come. */
    static void progress(Turn turn, Side side, int status, String reason, Body body) {
        Leg leg = turn.leg(side);
        Incoming incoming = leg.incoming();
        if (incoming != null) {
            respond(turn, leg, incoming, status, reason, List.of(), body);
        }
    }

    /** Refuses the INVITE or UPDATE the peer waits for; the sentence goes along in the words of its dialect. */
    static void refuse(Turn turn, Side side, int status, String sentence, List<Header> more) {
        Leg leg = turn.leg(side);
        Incoming incoming = leg.incoming();
        if (incoming == null) {
            return;
        }
        List<Header> headers = new ArrayList<>(more);
        if (!sentence.isEmpty()) {
            headers.addAll(Statuses.diagnostics(leg, status, sentence));
        }
        turn.leg(side, Leg::withoutIncoming);
        respond(turn, leg, incoming, status, Statuses.reason(status), headers, Body.EMPTY);
    }

    /** Accepts the INVITE or UPDATE the peer waits for; a 2xx to INVITE is repeated until its ACK comes. */
    static void accept(Turn turn, Side side, String description, boolean offered, Answering answering) {
        Leg leg = turn.leg(side);
        Incoming incoming = leg.incoming();
        if (incoming == null) {
            return;
        }
        turn.leg(side, l -> target(l.withoutIncoming(), incoming.request()));
        List<Header> more = new ArrayList<>(answering.timers().granting(turn, side, incoming.request()));
        more.add(SessionHeaders.ALLOW);
        more.add(SessionHeaders.SUPPORTED);
        SipResponse ok = response(
                turn, leg, incoming, 200, "OK", more, description.isEmpty() ? Body.EMPTY : Body.sdp(description));
        turn.act(new CallAction.Respond(incoming.transaction(), ok));
        if (incoming.request().is("INVITE")) {
            Unacknowledged sent = new Unacknowledged(
                    incoming.transaction(), ok, incoming.request().cseq(), 0, offered);
            turn.leg(side, l -> l.with(sent));
            Answering.await(turn, side, sent);
        }
    }

    /** A target refresh counts once it is accepted (RFC 3261 section 12.2.2). */
    private static Leg target(Leg leg, SipRequest accepted) {
        Dialog dialog = leg.dialog();
        return dialog == null ? leg : leg.with(dialog.withTarget(Dialogs.contact(accepted, dialog.target())));
    }

    private static void respond(
            Turn turn, Leg leg, Incoming incoming, int status, String reason, List<Header> more, Body body) {
        turn.act(new CallAction.Respond(
                incoming.transaction(), response(turn, leg, incoming, status, reason, more, body)));
    }

    private static SipResponse response(
            Turn turn, Leg leg, Incoming incoming, int status, String reason, List<Header> more, Body body) {
        List<Header> headers = new ArrayList<>();
        if (status < 300) {
            incoming.request()
                    .headers()
                    .all("Record-Route")
                    .forEach(route -> headers.add(new Header("Record-Route", route)));
            headers.add(new Header("Contact", "<" + leg.contact() + ">"));
        }
        headers.addAll(more);
        return new SipResponse(status, reason, new Headers(headers), body, localTag(leg, turn));
    }

    private static String localTag(Leg leg, Turn turn) {
        return leg.dialog() == null ? turn.tag() : leg.dialog().localTag();
    }
}
