package org.bailey.b2bua.provider;

import java.util.ArrayList;
import java.util.List;
import org.bailey.b2bua.provider.bridge.Manner;
import org.bailey.b2bua.provider.bridge.SdpExchange;
import org.bailey.b2bua.provider.bridge.SdpExchange.Direction;
import org.bailey.b2bua.provider.bridge.SdpExchange.Result;
import org.bailey.call.CallAction;
import org.bailey.call.CallEvent;
import org.bailey.call.Incoming;
import org.bailey.call.Leg;
import org.bailey.call.MediaLine;
import org.bailey.call.Negotiation;
import org.bailey.call.Negotiation.Purpose;
import org.bailey.call.Outgoing;
import org.bailey.call.Sdp;
import org.bailey.media.Side;
import org.bailey.sip.Body;
import org.bailey.sip.Header;
import org.bailey.sip.SipResponse;

/** Changes of an established call: hold, resume, lines added and taken away, carried from one side to the other. */
final class Changes {
    private static final int MAX_TRIES = 4;

    private final SdpExchange exchange;
    private final Answering answering;
    private final Endings endings;
    private final Connections ways;

    Changes(SdpExchange exchange, Answering answering, Endings endings) {
        this.exchange = exchange;
        this.answering = answering;
        this.endings = endings;
        this.ways = new Connections(exchange, answering, endings);
    }

    Connections ways() {
        return ways;
    }

    static String glare(Side side) {
        return "glare-" + Turn.name(side);
    }

    /** An INVITE or UPDATE came in an established dialog. */
    void requested(Turn turn, Side side, Incoming incoming) {
        Leg leg = turn.leg(side);
        String method = incoming.request().method();
        if (leg.incoming() != null || leg.unacknowledged() != null) {
            refuseNew(turn, side, incoming, 500, List.of(new Header("Retry-After", "2")));
            return;
        }
        if (leg.outgoing() != null || turn.state().negotiation() != null) {
            Negotiation before = turn.state().negotiation();
            boolean waitingToRetry = before != null
                    && leg.outgoing() == null
                    && before.offerer() != side
                    && !before.asked()
                    && turn.leg(side.other()).unacknowledged() == null
                    && !Lines.allocating(turn);
            if (!waitingToRetry) {
                turn.note(side, method + " refused: another change is on its way", "491");
                refuseNew(turn, side, incoming, 491, List.of());
                return;
            }
            giveWay(turn, side);
        }
        int minimum = answering.timers().tooShort(incoming.request());
        if (minimum > 0) {
            refuseNew(turn, side, incoming, 422, List.of(new Header("Min-SE", Integer.toString(minimum))));
            return;
        }
        Descriptions.Found description = Descriptions.in(incoming.request());
        if (description.broken()) {
            turn.note(side, method + " refused", description.problem());
            refuseNew(turn, side, incoming, description.status(leg.dialect()), description.headers(leg.dialect()));
            return;
        }
        turn.leg(side, l -> l.with(incoming));
        if (!ways.restarts().asked(turn, side, description.text(), incoming.transaction())) {
            proceed(turn, side, incoming, description);
        }
    }

    private void proceed(Turn turn, Side side, Incoming incoming, Descriptions.Found description) {
        Leg leg = turn.leg(side);
        String method = incoming.request().method();
        if (description.text().isEmpty() && incoming.request().is("UPDATE")) {
            Replies.accept(turn, side, "", false, answering);
        } else if (description.text().isEmpty()) {
            reoffer(turn, side);
        } else if (exchange.same(description.text(), leg.sdp().remote())) {
            turn.note(side, method + ": nothing new", "");
            Replies.accept(turn, side, leg.sdp().local(), false, answering);
        } else if (exchange.sameButWay(
                description.text(), leg.sdp().remote(), leg.sdp().local())) {
            ways.moved(turn, side, description.text());
        } else {
            carry(turn, new Negotiation(side, description.text(), Purpose.CHANGE));
        }
    }

    /** ICE has come to its pairs: once all lines of a side have theirs, whoever chose them offers them. */
    void tellPairs(Turn turn) {
        for (Side side : Side.values()) {
            if (ways.toTell(turn, side)) {
                turn.note("media", "ICE: the pairs are offered to the " + Turn.name(side), "");
                offerAgain(turn, side);
                return;
            }
        }
    }

    /** We have new credentials for ICE, to answer the peer with or to offer. */
    void restarted(Turn turn, CallEvent.Restarted event) {
        Side side = event.side();
        Restarts.take(turn, event);
        Incoming incoming = turn.leg(side).incoming();
        if (event.request() == null) {
            if (ways.restarts().mayOffer(turn, side)) {
                offerAgain(turn, side);
            }
        } else if (incoming != null && incoming.transaction().equals(event.request())) {
            proceed(turn, side, incoming, Descriptions.in(incoming.request()));
        }
    }

    /** Offers a side once more what the other one said last. */
    private void offerAgain(Turn turn, Side side) {
        carry(turn, new Negotiation(side.other(), turn.leg(side.other()).sdp().remote(), Purpose.FOLLOW));
    }

    /** We wait to try again what this side refused for glare, and now it has a change of its own: that one goes first. */
    private void giveWay(Turn turn, Side side) {
        turn.stop(glare(side));
        Replies.refuse(turn, side.other(), 491, "", List.of());
        Withdrawals.settled(turn);
    }

    private static void refuseNew(Turn turn, Side side, Incoming incoming, int status, List<Header> more) {
        Replies.plain(turn, side, incoming.transaction(), incoming.request(), status, more);
    }

    /** An INVITE without description: what the other side said last is offered, unheld; the ACK brings the answer. */
    private void reoffer(Turn turn, Side side) {
        Side other = side.other();
        String last = turn.leg(other).sdp().remote();
        Result result = exchange.reoffer(
                direction(turn, other),
                last,
                turn.state().lines(),
                turn.leg(side).sdp());
        if (result instanceof Result.Description description) {
            turn.state(turn.state()
                    .with(new Negotiation(other, last, Purpose.FOLLOW)
                            .from(turn.state().lines()))
                    .withLines(description.lines()));
            turn.leg(side, l -> l.with(l.sdp().withLocal(description.text(), description.version())));
            turn.note(side, "re-INVITE without description", "");
            Replies.accept(turn, side, description.text(), true, answering);
        } else if (result instanceof Result.Refused refused) {
            Replies.refuse(turn, side, refused.status(), refused.sentence(), List.of());
        }
    }

    private void carry(Turn turn, Negotiation negotiation) {
        Side side = negotiation.offerer();
        turn.state(turn.state().with(negotiation.from(turn.state().lines())));
        Result result = exchange.lines(
                direction(turn, side), negotiation.offer(), turn.state().lines(), Lines.next(turn));
        if (result instanceof Result.Lines carried) {
            List<MediaLine> fresh =
                    carried.lines().stream().filter(l -> !l.ready()).toList();
            Lines.number(turn, carried.lines());
            if (fresh.isEmpty()) {
                ask(turn, side.other());
            } else {
                turn.act(new CallAction.AllocateMedia(
                        fresh, Preparations.of(turn, exchange, direction(turn, side), negotiation.offer())));
            }
        } else if (result instanceof Result.Refused refused) {
            settle(turn, refused.status(), refused.sentence());
        }
    }

    void allocated(Turn turn, CallEvent.Allocated event) {
        boolean awaited = Lines.take(turn, event.lines());
        Negotiation negotiation = turn.state().negotiation();
        if (negotiation != null && awaited && !Lines.allocating(turn)) {
            ask(turn, negotiation.offerer().other());
        }
    }

    /** Sends the offer to the side that is to answer it. */
    private void ask(Turn turn, Side side) {
        Negotiation negotiation = turn.state().negotiation();
        if (negotiation == null || negotiation.asked()) {
            return;
        }
        Leg leg = turn.leg(side);
        if (leg.outgoing() != null || leg.incoming() != null || leg.unacknowledged() != null) {
            later(turn, side);
            return;
        }
        Result result = exchange.offer(
                direction(turn, side.other()), negotiation.offer(), turn.state().lines(), leg.sdp());
        if (result instanceof Result.Description description) {
            turn.state(turn.state().withLines(description.lines()).with(negotiation.asked(true)));
            turn.note(side, "re-INVITE", description.summary());
            List<Header> headers = new ArrayList<>(answering.timers().asking(leg));
            headers.add(SessionHeaders.ALLOW);
            Requests.send(turn, side, "INVITE", headers, Body.sdp(description.text()));
        } else if (result instanceof Result.Refused refused) {
            settle(turn, refused.status(), refused.sentence());
        }
    }

    /** The side that was asked says something to our re-INVITE. */
    void responded(Turn turn, Side side, Outgoing outgoing, SipResponse answer) {
        if (answer.provisional()) {
            turn.leg(side, l -> l.with(outgoing.asProvisional()));
            return;
        }
        turn.leg(side, Leg::withoutOutgoing);
        turn.stop(Withdrawals.patience(side));
        Negotiation negotiation = Withdrawals.asked(turn, side);
        if (answer.success()) {
            accepted(turn, side, outgoing, answer, negotiation);
        } else if (answer.status() == 408 || answer.status() == 481) {
            endings.fail(
                    turn,
                    answer.status(),
                    "The " + Turn.name(side) + " does not know the call any more: it answered " + answer + ".");
        } else if (negotiation == null) {
            answering.timers().refused(turn, side, answer);
        } else if (outgoing.cancelled()) {
            Withdrawals.settled(turn);
        } else if (answer.status() == 422
                && negotiation.tries() < MAX_TRIES
                && answering.timers().learn(turn, side, answer)) {
            turn.state(turn.state().with(negotiation.again()));
            ask(turn, side);
        } else if (answer.status() == 491 && negotiation.tries() < MAX_TRIES) {
            turn.note(side, "491: both sides changed the call at once", "we try again");
            turn.state(turn.state().with(negotiation.again()));
            later(turn, side);
        } else {
            turn.note(
                    side,
                    "change refused: " + answer,
                    answer.headers()
                            .first("ms-client-diagnostics")
                            .or(() -> answer.headers().first("Warning"))
                            .orElse(""));
            settle(
                    turn,
                    Statuses.across(answer, turn.leg(side).dialect()),
                    "The other side refused the change: " + answer + ".");
        }
    }

    private void accepted(
            Turn turn,
            Side side,
            Outgoing outgoing,
            SipResponse answer,
            @org.jspecify.annotations.Nullable Negotiation negotiation) {
        Leg leg = turn.leg(side);
        if (leg.dialog() == null) {
            return;
        }
        turn.leg(
                side,
                l -> l.with(
                        l.dialog() == null
                                ? null
                                : l.dialog()
                                        .withTarget(Dialogs.contact(
                                                answer, l.dialog().target()))));
        Requests.acknowledge(
                turn,
                side,
                leg.dialog().withTarget(Dialogs.contact(answer, leg.dialog().target())),
                answer.cseq());
        answering.timers().granted(turn, side, answer);
        String text = Descriptions.in(answer).text();
        Sdp agreed = leg.sdp();
        if (negotiation == null) {
            turn.leg(side, l -> l.with(text.isEmpty() ? l.sdp() : l.sdp().withRemote(text)));
            return;
        }
        long version = exchange.same(outgoing.request().body().text(), agreed.local())
                ? agreed.version()
                : agreed.version() + 1;
        turn.leg(
                side,
                l -> l.with(l.sdp()
                        .withLocal(outgoing.request().body().text(), version)
                        .withRemote(text)));
        Side offerer = negotiation.offerer();
        if (outgoing.cancelled()) {
            carry(turn, Withdrawals.restoring(turn, offerer));
            return;
        }
        Result result = exchange.answer(
                direction(turn, offerer),
                negotiation.offer(),
                outgoing.request().body().text(),
                text,
                turn.state().lines(),
                turn.leg(offerer).sdp());
        if (result instanceof Result.Description description) {
            Lines.agree(turn, negotiation, description.lines());
            turn.act(new CallAction.ApplyMedia(description.plans()));
            turn.leg(offerer, l -> l.with(l.sdp().withRemote(negotiation.offer())));
            if (negotiation.purpose() == Purpose.CHANGE && turn.leg(offerer).incoming() != null) {
                turn.leg(offerer, l -> l.with(l.sdp().withLocal(description.text(), description.version())));
                Replies.accept(turn, offerer, description.text(), false, answering);
            }
            turn.note("media", "agreed", description.summary());
        } else if (result instanceof Result.Refused refused) {
            settle(turn, refused.status(), refused.sentence());
            if (negotiation.purpose() == Purpose.CHANGE) {
                carry(turn, Withdrawals.restoring(turn, offerer)); // the side asked has agreed: it is brought back
            }
        }
    }

    /** The offerer hears that nothing changes. */
    private void settle(Turn turn, int status, String sentence) {
        Negotiation negotiation = turn.state().negotiation();
        Withdrawals.settled(turn);
        if (negotiation != null) {
            turn.note("gateway", "nothing changed", sentence);
            Replies.refuse(turn, negotiation.offerer(), status, sentence, List.of());
        }
    }

    private static void later(Turn turn, Side side) {
        turn.timer(glare(side), Answering.glareWait(turn, side));
    }

    /** The wait after a 491 is over. */
    void again(Turn turn, Side side) {
        ask(turn, side);
    }

    /** The ACK of a 2xx that held our offer brought the answer. */
    void answerInAck(Turn turn, Side side, String answer, String problem) {
        Negotiation negotiation = turn.state().negotiation();
        if (negotiation == null) {
            return;
        }
        Result result = answer.isEmpty()
                ? new Result.Refused(488, problem.isEmpty() ? "The ACK brought no answer to our offer." : problem)
                : exchange.answer(
                        direction(turn, negotiation.offerer()),
                        negotiation.offer(),
                        turn.leg(side).sdp().local(),
                        answer,
                        turn.state().lines(),
                        turn.leg(side.other()).sdp());
        if (result instanceof Result.Description description) {
            Lines.agree(turn, negotiation, description.lines());
            turn.leg(side, l -> l.with(l.sdp().withRemote(answer)));
            turn.act(new CallAction.ApplyMedia(description.plans()));
            turn.note("media", "agreed", description.summary());
            if (negotiation.purpose() == Purpose.FOLLOW) {
                carry(turn, new Negotiation(side, answer, Purpose.FOLLOW));
            }
        } else if (result instanceof Result.Refused refused) {
            endings.fail(turn, refused.status(), refused.sentence());
        }
    }

    /** The peer took its re-INVITE back. */
    void cancelled(Turn turn, Side side) {
        if (turn.leg(side).incoming() == null) {
            return;
        }
        Replies.refuse(turn, side, 487, "", List.of());
        turn.note(side, "re-INVITE cancelled", "");
        turn.stop(glare(side.other()));
        Withdrawals.takeBack(turn, side.other());
    }

    /** {@return the direction of an offer that side makes} */
    private static Direction direction(Turn turn, Side offerer) {
        return new Direction(offerer, Manner.of(turn.leg(offerer)), Manner.of(turn.leg(offerer.other())));
    }
}
