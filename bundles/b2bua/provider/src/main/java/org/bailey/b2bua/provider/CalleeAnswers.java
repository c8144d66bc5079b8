package org.bailey.b2bua.provider;

import java.util.ArrayList;
import java.util.List;
import org.bailey.b2bua.provider.bridge.Manner;
import org.bailey.b2bua.provider.bridge.SdpExchange;
import org.bailey.b2bua.provider.bridge.SdpExchange.Direction;
import org.bailey.b2bua.provider.bridge.SdpExchange.Result;
import org.bailey.call.CallAction;
import org.bailey.call.Dialog;
import org.bailey.call.End;
import org.bailey.call.Leg;
import org.bailey.call.Negotiation;
import org.bailey.call.Outgoing;
import org.bailey.call.Phase;
import org.bailey.call.Sdp;
import org.bailey.call.Targets;
import org.bailey.dialplan.Dialect;
import org.bailey.media.Side;
import org.bailey.sip.Body;
import org.bailey.sip.SipResponse;

/** What the called side says to the INVITE that opens the call. */
final class CalleeAnswers {
    private static final int MAX_REDIRECTS = 5;

    private final SdpExchange exchange;
    private final CallSetup setup;
    private final Answering answering;
    private final Endings endings;
    private final Interop interop;

    CalleeAnswers(SdpExchange exchange, CallSetup setup, Answering answering, Endings endings, Interop interop) {
        this.interop = interop;
        this.exchange = exchange;
        this.setup = setup;
        this.answering = answering;
        this.endings = endings;
    }

    void responded(Turn turn, Outgoing outgoing, SipResponse answer) {
        if (answer.provisional()) {
            ringing(turn, outgoing, answer);
        } else if (answer.success()) {
            answered(turn, outgoing, answer);
        } else {
            refused(turn, outgoing, answer);
        }
    }

    private void ringing(Turn turn, Outgoing outgoing, SipResponse answer) {
        turn.leg(Side.CALLEE, l -> l.with(outgoing.asProvisional()));
        if (outgoing.cancelled() || turn.state().phase() == Phase.ENDING) {
            return;
        }
        fork(turn, outgoing, answer);
        turn.note(
                Side.CALLEE,
                answer.toString(),
                answer.to().tag().isEmpty()
                        ? ""
                        : "fork " + turn.leg(Side.CALLEE).forks().size());
        String unlicensed = unlicensed(turn, answer);
        if (!unlicensed.isEmpty()) {
            endings.fail(turn, 403, unlicensed);
            return;
        }
        turn.state(turn.state().with(Phase.RINGING));
        Descriptions.Found description = Descriptions.in(answer);
        Leg caller = turn.leg(Side.CALLER);
        boolean earlyMedia = !description.text().isEmpty()
                && !caller.sdp().remote().isEmpty()
                && (caller.dialect() == Dialect.STANDARD || caller.allows("ms-early-media"))
                && firstToSpeak(turn.leg(Side.CALLEE), answer);
        if (earlyMedia
                && exchange.answer(
                                CallSetup.direction(turn),
                                caller.sdp().remote(),
                                outgoing.request().body().text(),
                                description.text(),
                                turn.state().lines(),
                                caller.sdp())
                        instanceof Result.Description early) {
            turn.leg(Side.CALLEE, l -> l.withEarlyTag(answer.to().tag()));
            turn.state(turn.state().withLines(early.lines()));
            turn.leg(Side.CALLER, l -> l.with(l.sdp().withLocal(early.text(), early.version())));
            turn.act(new CallAction.ApplyMedia(early.plans()));
            Replies.progress(
                    turn,
                    Side.CALLER,
                    answer.status() == 180 ? 180 : 183,
                    answer.status() == 180 ? "Ringing" : "Session Progress",
                    Body.sdp(early.text()));
            turn.note("media", "early media", early.summary());
        } else {
            Replies.progress(
                    turn,
                    Side.CALLER,
                    answer.status() == 183 ? 180 : answer.status(),
                    answer.status() == 183 ? "Ringing" : answer.reason(),
                    Body.EMPTY);
        }
    }

    private String unlicensed(Turn turn, SipResponse answer) {
        return interop.ofCallee(turn.leg(Side.CALLEE).dialect(), answer.headers());
    }

    /** The caller sees one dialog, in which only one answer may be heard before the final one. */
    private static boolean firstToSpeak(Leg callee, SipResponse answer) {
        return callee.earlyTag().isEmpty()
                || callee.earlyTag().equals(answer.to().tag());
    }

    private static void fork(Turn turn, Outgoing outgoing, SipResponse answer) {
        String tag = answer.to().tag();
        List<Dialog> forks = new ArrayList<>(turn.leg(Side.CALLEE).forks());
        if (!tag.isEmpty()
                && forks.size() < 32
                && forks.stream().noneMatch(d -> d.remoteTag().equals(tag))) {
            forks.add(Dialogs.ofAnswer(outgoing.request(), answer));
            turn.leg(Side.CALLEE, l -> l.withForks(forks));
        }
    }

    private void answered(Turn turn, Outgoing outgoing, SipResponse answer) {
        turn.leg(Side.CALLEE, Leg::withoutOutgoing);
        turn.stop("ring");
        if (outgoing.cancelled() || turn.state().phase() == Phase.ENDING) {
            endings.ackAndBye(turn, Side.CALLEE, outgoing.request(), answer, "it crossed our CANCEL");
            return;
        }
        Dialog dialog = Dialogs.ofAnswer(outgoing.request(), answer);
        Descriptions.Found description = Descriptions.in(answer);
        turn.leg(
                Side.CALLEE,
                l -> l.with(dialog)
                        .withForks(List.of())
                        .withAllows(SessionHeaders.abilities(answer))
                        .with(l.sdp().withRemote(description.text())));
        Requests.acknowledge(turn, Side.CALLEE, dialog, answer.cseq());
        answering.timers().granted(turn, Side.CALLEE, answer);
        turn.note(Side.CALLEE, answer.toString(), "");
        String unlicensed = unlicensed(turn, answer);
        if (!unlicensed.isEmpty()) {
            endings.fail(turn, 403, unlicensed);
        } else if (Dialogs.contactBroken(answer)) {
            abandon(
                    turn,
                    "The called side's answer has a Contact that no request can be sent to: '"
                            + answer.headers().first("Contact", "") + "', a sip or sips URI is needed.");
        } else if (description.text().isEmpty()) {
            abandon(
                    turn,
                    description.broken()
                            ? "In the called side's answer " + description.problem()
                            : "The called side accepted without a session description.");
        } else if (turn.leg(Side.CALLER).sdp().remote().isEmpty()) {
            offerToCaller(turn, description.text());
        } else {
            answerCaller(turn, outgoing, description.text());
        }
    }

    private void answerCaller(Turn turn, Outgoing outgoing, String answer) {
        Sdp caller = turn.leg(Side.CALLER).sdp();
        Result result = exchange.answer(
                CallSetup.direction(turn),
                caller.remote(),
                outgoing.request().body().text(),
                answer,
                turn.state().lines(),
                caller);
        if (result instanceof Result.Description description) {
            turn.state(turn.state().withLines(description.lines()).settled());
            established(turn);
            forkWon(turn);
            turn.leg(Side.CALLER, l -> l.with(l.sdp().withLocal(description.text(), description.version())));
            turn.act(new CallAction.ApplyMedia(description.plans()));
            Replies.accept(turn, Side.CALLER, description.text(), false, answering);
            turn.note("media", "agreed", description.summary());
        } else if (result instanceof Result.Refused refused) {
            abandon(turn, refused.sentence());
        }
    }

    /** A caller keeps to the first answer of a dialog (RFC 3261 section 13.2.1): early media of another fork had its own. */
    private static void forkWon(Turn turn) {
        String early = turn.leg(Side.CALLEE).earlyTag();
        Dialog won = turn.leg(Side.CALLEE).dialog();
        Dialog caller = turn.leg(Side.CALLER).dialog();
        if (won != null && caller != null && !early.isEmpty() && !early.equals(won.remoteTag())) {
            turn.leg(Side.CALLER, l -> l.with(Dialogs.otherFork(caller, turn.tag())));
        }
    }

    /** The caller sent no description: what the called side answered to the pre-configured offer is offered to the caller. */
    private void offerToCaller(Turn turn, String answer) {
        Direction back = new Direction(Side.CALLEE, Manner.of(turn.leg(Side.CALLEE)), Manner.of(turn.leg(Side.CALLER)));
        Result result = exchange.offer(
                back, answer, turn.state().lines(), turn.leg(Side.CALLER).sdp());
        if (result instanceof Result.Description description) {
            turn.state(turn.state()
                    .withLines(description.lines())
                    .with(new Negotiation(Side.CALLEE, answer, Negotiation.Purpose.SETUP)));
            established(turn);
            turn.leg(Side.CALLER, l -> l.with(l.sdp().withLocal(description.text(), description.version())));
            Replies.accept(turn, Side.CALLER, description.text(), true, answering);
        } else if (result instanceof Result.Refused refused) {
            abandon(turn, refused.sentence());
        }
    }

    /** The called side accepted something the caller cannot have: it hears BYE, the caller 488. */
    private void abandon(Turn turn, String sentence) {
        endings.fail(turn, 488, sentence);
    }

    private static void established(Turn turn) {
        turn.state(turn.state().withAnswered(turn.moment().now()).with(Phase.ESTABLISHED));
    }

    private void refused(Turn turn, Outgoing outgoing, SipResponse answer) {
        turn.note(
                Side.CALLEE,
                answer.toString(),
                answer.headers()
                        .first("ms-diagnostics")
                        .or(() -> answer.headers().first("Warning"))
                        .orElse(""));
        turn.leg(Side.CALLEE, l -> l.withoutOutgoing().withForks(List.of()));
        turn.stop("ring");
        if (outgoing.cancelled() || turn.state().phase() == Phase.ENDING) {
            return;
        }
        if (answer.status() == 422 && outgoing.request().cseq() < 3) {
            answering.timers().learn(turn, Side.CALLEE, answer);
            setup.again(turn, outgoing);
        } else if (answer.status() == 488 && setup.otherForm(turn)) {
            return;
        } else if (answer.status() >= 300 && answer.status() < 400 && redirect(turn, answer)) {
            return;
        } else if (Statuses.elsewhere(answer.status())) {
            turn.act(new CallAction.ReportFailure(
                    turn.leg(Side.CALLEE).zone(), Requests.hop(turn.leg(Side.CALLEE)), answer.toString()));
            if (!setup.next(turn)) {
                setup.searchOn(turn, Endings.refusal(turn.leg(Side.CALLEE), answer));
            }
        } else {
            endings.refused(turn, answer);
        }
    }

    private static boolean redirect(Turn turn, SipResponse answer) {
        Targets targets = turn.state().targets();
        String contact = Dialogs.contact(answer, "");
        if (contact.isEmpty() || targets == null || targets.redirects() >= MAX_REDIRECTS) {
            return false;
        }
        turn.state(turn.state().with(targets.redirected()));
        turn.note("gateway", "redirected", contact);
        turn.act(new CallAction.FindRoute(contact, turn.state().origin()));
        return true;
    }

    /** The INVITE never got through, or nobody said anything for 64 T1: the next address is tried. */
    void unreachable(Turn turn, Outgoing outgoing, int status, String reason) {
        Leg callee = turn.leg(Side.CALLEE);
        turn.note(Side.CALLEE, "no answer from the address", reason);
        turn.act(new CallAction.ReportFailure(callee.zone(), Requests.hop(callee), reason));
        turn.leg(Side.CALLEE, Leg::withoutOutgoing);
        if (outgoing.cancelled() || turn.state().phase() == Phase.ENDING) {
            return;
        }
        if (!setup.next(turn)) {
            setup.searchOn(
                    turn,
                    new End(
                            "gateway",
                            status,
                            "No address of " + callee.zone() + " can be reached; the last one: " + reason));
        }
    }

    /** It rang long enough. */
    void ringTimeout(Turn turn) {
        if (turn.state().answered() == null) {
            endings.fail(
                    turn,
                    480,
                    "Nobody answered within "
                            + answering.timers().settings().ring().toSeconds() + " s.");
        }
    }
}
