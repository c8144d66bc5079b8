package org.bailey.b2bua.provider;

import java.util.ArrayList;
import java.util.List;
import org.bailey.call.Acknowledged;
import org.bailey.call.CallAction;
import org.bailey.call.Dialog;
import org.bailey.call.Leg;
import org.bailey.call.Outgoing;
import org.bailey.media.Side;
import org.bailey.sip.Body;
import org.bailey.sip.Header;
import org.bailey.sip.Headers;
import org.bailey.sip.Hop;
import org.bailey.sip.SipRequest;
import org.bailey.sip.TransactionId;

/** Requests within a dialog (RFC 3261 section 12.2.1.1): built from the dialog record, sent over the leg's hop. */
final class Requests {
    static final int MAX_FORWARDS = 70;

    private Requests() {}

    /** Sends a request in the leg's dialog and remembers it as the one awaiting an answer. */
    static void send(Turn turn, Side side, String method, List<Header> more, Body body) {
        Leg leg = turn.leg(side);
        Dialog dialog = dialog(leg);
        Hop hop = hop(leg);
        long sequence = dialog.localSequence() + 1;
        TransactionId transaction = turn.transaction();
        SipRequest request = build(leg, dialog, method, sequence, more, body);
        turn.leg(
                side,
                l -> l.with(dialog.withLocalSequence(sequence)).with(new Outgoing(transaction, request, false, false)));
        turn.act(new CallAction.Send(transaction, request, hop));
        if (method.equals("INVITE")) {
            turn.timer(Withdrawals.patience(side), Withdrawals.PATIENCE);
        }
    }

    /** Sends BYE in a dialog that is not, or not any more, the leg's own: a fork that lost. */
    static void byeTo(Turn turn, Side side, Dialog dialog, List<Header> more) {
        Leg leg = turn.leg(side);
        SipRequest bye = build(leg, dialog, "BYE", dialog.localSequence() + 1, more, Body.EMPTY);
        turn.act(new CallAction.Send(turn.transaction(), bye, hop(leg)));
    }

    /** Sends INFO in the leg's dialog; whatever the answer, nothing follows from it. */
    static void info(Turn turn, Side side, Body body) {
        Leg leg = turn.leg(side);
        Dialog dialog = dialog(leg);
        long sequence = dialog.localSequence() + 1;
        SipRequest request = build(leg, dialog, "INFO", sequence, List.of(), body);
        turn.leg(side, l -> l.with(dialog.withLocalSequence(sequence)));
        turn.act(new CallAction.Send(turn.transaction(), request, hop(leg)));
    }

    /** Acknowledges a 2xx in that dialog, and keeps the ACK for its repetitions. */
    static void acknowledge(Turn turn, Side side, Dialog dialog, long sequence) {
        Acknowledged acknowledged = acknowledgeOnly(turn, side, dialog, sequence);
        turn.leg(side, l -> l.with(acknowledged));
    }

    /** Acknowledges a 2xx in a dialog that is not the leg's own. {@return the ACK} */
    static Acknowledged acknowledgeOnly(Turn turn, Side side, Dialog dialog, long sequence) {
        Leg leg = turn.leg(side);
        TransactionId transaction = turn.transaction();
        SipRequest ack = build(leg, dialog, "ACK", sequence, List.of(), Body.EMPTY);
        turn.act(new CallAction.Acknowledge(transaction, ack, hop(leg)));
        return new Acknowledged(transaction, dialog.remoteTag(), ack);
    }

    /** Sends the last ACK again: its 2xx came once more. */
    static void acknowledgeAgain(Turn turn, Side side, Acknowledged last) {
        turn.act(new CallAction.Acknowledge(last.transaction(), last.ack(), hop(turn.leg(side))));
    }

    private static SipRequest build(
            Leg leg, Dialog dialog, String method, long sequence, List<Header> more, Body body) {
        List<Header> headers = new ArrayList<>();
        dialog.routes().forEach(route -> headers.add(new Header("Route", route)));
        headers.add(new Header("Max-Forwards", Integer.toString(MAX_FORWARDS)));
        headers.add(new Header("From", dialog.local()));
        headers.add(new Header("To", dialog.remote()));
        headers.add(new Header("Call-ID", dialog.callId()));
        headers.add(new Header("CSeq", sequence + " " + method));
        if (!method.equals("BYE")) {
            headers.add(new Header("Contact", "<" + leg.contact() + ">"));
        }
        headers.addAll(more);
        return new SipRequest(method, dialog.target(), new Headers(headers), body);
    }

    private static Dialog dialog(Leg leg) {
        Dialog dialog = leg.dialog();
        if (dialog == null) {
            throw new IllegalStateException("no dialog with " + leg.alias() + " yet");
        }
        return dialog;
    }

    static Hop hop(Leg leg) {
        Hop hop = leg.hop();
        if (hop == null) {
            throw new IllegalStateException("no address of " + leg.alias() + " yet");
        }
        return hop;
    }
}
