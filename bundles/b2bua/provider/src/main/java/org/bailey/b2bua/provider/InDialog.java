package org.bailey.b2bua.provider;

import java.util.List;
import org.bailey.call.CallState;
import org.bailey.call.Dialog;
import org.bailey.call.Incoming;
import org.bailey.call.Leg;
import org.bailey.call.Phase;
import org.bailey.call.Unacknowledged;
import org.bailey.media.Side;
import org.bailey.sip.Header;
import org.bailey.sip.SipEvent.Requested;
import org.bailey.sip.SipRequest;
import org.bailey.sip.TransactionId;

/** Requests of a peer within the call's dialogs (RFC 3261 section 12.2.2). */
final class InDialog {
    private final Answering answering;
    private final Changes changes;
    private final Endings endings;

    InDialog(Answering answering, Changes changes, Endings endings) {
        this.answering = answering;
        this.changes = changes;
        this.endings = endings;
    }

    void requested(Turn turn, Requested event) {
        SipRequest request = event.request();
        Side side = side(turn.state(), request);
        TransactionId transaction = event.transaction();
        if (transaction == null) {
            if (side != null) {
                acknowledged(turn, side, request);
            }
            return;
        }
        if (side == null) {
            Replies.plain(turn, Side.CALLER, transaction, request, 481, List.of());
            return;
        }
        Dialog dialog = turn.leg(side).dialog();
        if (dialog != null && request.cseq() <= dialog.remoteSequence()) {
            Replies.plain(turn, side, transaction, request, 500, List.of());
            return;
        }
        if (dialog != null) {
            turn.leg(side, l -> l.with(dialog.withRemoteSequence(request.cseq())));
        }
        List<String> unknown = SessionHeaders.unknown(request);
        if (!unknown.isEmpty() && !request.is("BYE")) {
            String names = String.join(", ", unknown);
            turn.note(side, request.method() + " refused: it requires " + names, "420 Bad Extension");
            Replies.plain(turn, side, transaction, request, 420, List.of(new Header("Unsupported", names)));
            return;
        }
        switch (request.method()) {
            case "BYE" -> endings.bye(turn, side, transaction, request);
            case "INVITE", "UPDATE" -> change(turn, side, transaction, request);
            case "INFO" -> info(turn, side, transaction, request);
            case "OPTIONS" ->
                Replies.plain(
                        turn, side, transaction, request, 200, List.of(SessionHeaders.ALLOW, SessionHeaders.SUPPORTED));
            default -> {
                turn.note(side, request.method() + " refused", "501 Not Implemented");
                Replies.plain(turn, side, transaction, request, 501, List.of(SessionHeaders.ALLOW));
            }
        }
    }

    private void change(Turn turn, Side side, TransactionId transaction, SipRequest request) {
        if (turn.state().phase() == Phase.ENDING) {
            Replies.plain(turn, side, transaction, request, 481, List.of());
        } else if (turn.state().phase() != Phase.ESTABLISHED) {
            Replies.plain(turn, side, transaction, request, 491, List.of());
        } else if (Dialogs.contactBroken(request)) {
            turn.note(side, request.method() + " refused", "its Contact cannot be used");
            Replies.plain(turn, side, transaction, request, 400, List.of());
        } else {
            changes.requested(turn, side, new Incoming(transaction, request));
        }
    }

    /** A picture request (RFC 5168) goes on to the other side's pictures, anything else is not understood. */
    private static void info(Turn turn, Side side, TransactionId transaction, SipRequest request) {
        boolean known = request.body().isEmpty() || request.body().mediaType().equals(PictureControl.TYPE);
        Replies.plain(
                turn,
                side,
                transaction,
                request,
                known ? 200 : 415,
                known ? List.of() : List.of(new Header("Accept", PictureControl.TYPE)));
        if (known && PictureControl.asksForKeyFrame(request.body())) {
            PictureControl.wish(turn, side.other());
        }
    }

    private void acknowledged(Turn turn, Side side, SipRequest ack) {
        Unacknowledged settled = answering.acknowledged(turn, side, ack);
        if (settled != null && turn.state().phase() == Phase.ENDING) {
            endings.hangUp(turn, side);
        } else if (settled != null && settled.offered()) {
            Descriptions.Found answer = Descriptions.in(ack);
            changes.answerInAck(turn, side, answer.text(), answer.problem());
        }
    }

    /** {@return the side whose dialog the request belongs to; null when none} */
    static @org.jspecify.annotations.Nullable Side side(CallState state, SipRequest request) {
        for (Side side : Side.values()) {
            Leg leg = state.leg(side);
            if (leg != null
                    && (leg.dialog() != null && Dialogs.matches(leg.dialog(), request)
                            || leg.forks().stream().anyMatch(d -> Dialogs.matches(d, request)))) {
                return side;
            }
        }
        return null;
    }
}
