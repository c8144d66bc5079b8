package org.bailey.b2bua.provider;

import java.util.List;
import java.util.Set;
import org.bailey.b2bua.provider.bridge.Manner;
import org.bailey.b2bua.provider.bridge.SdpExchange;
import org.bailey.b2bua.provider.bridge.SdpExchange.Direction;
import org.bailey.b2bua.provider.bridge.SdpExchange.Result;
import org.bailey.call.CallAction;
import org.bailey.call.CallEvent;
import org.bailey.call.CallMachine.Moment;
import org.bailey.call.CallState;
import org.bailey.call.End;
import org.bailey.call.Incoming;
import org.bailey.call.Leg;
import org.bailey.call.Negotiation;
import org.bailey.call.Outgoing;
import org.bailey.call.Phase;
import org.bailey.call.Targets;
import org.bailey.dialplan.Route;
import org.bailey.dialplan.ZonePolicy;
import org.bailey.media.MediaPorts.Allocation;
import org.bailey.media.Side;
import org.bailey.sip.Body;
import org.bailey.sip.Header;
import org.bailey.sip.Hop;
import org.bailey.sip.NameAddress;
import org.bailey.sip.SipRequest;
import org.bailey.sip.SipUri;
import org.bailey.sip.Transport;

/** From the caller's INVITE to ours: checks, route, ports, offer. */
final class CallSetup {
    private final SdpExchange exchange;
    private final SessionTimers timers;
    private final Endings endings;
    private final Interop interop;

    CallSetup(SdpExchange exchange, SessionTimers timers, Endings endings, Interop interop) {
        this.interop = interop;
        this.exchange = exchange;
        this.timers = timers;
        this.endings = endings;
    }

    Turn invited(CallEvent.Invited event, Moment moment) {
        SipRequest invite = event.request();
        NameAddress from = invite.from();
        Leg caller = Leg.of(
                        event.origin().dialect(),
                        event.origin().zone(),
                        alias(from.uri()),
                        from.displayText(),
                        Secure.contact(invite.uri(), event.contact()),
                        moment.random() >>> 2,
                        interop.policy(event.origin().policy(), event.origin().dialect()))
                .with(event.back())
                .with(new Incoming(event.transaction(), invite))
                .withAllows(SessionHeaders.abilities(invite));
        Turn turn = new Turn(
                new CallState(
                        moment.callId(),
                        moment.now(),
                        null,
                        Phase.SETUP,
                        event.origin(),
                        null,
                        caller,
                        null,
                        List.of(),
                        null,
                        1,
                        null),
                moment);
        turn.leg(Side.CALLER, l -> l.with(Dialogs.ofInvite(invite, turn.tag())));
        turn.note(Side.CALLER, "INVITE " + alias(invite.uri()), "from " + caller.alias() + " at " + event.back());
        if (!event.origin().remark().isEmpty()) {
            turn.note("dialplan", "origin", event.origin().remark());
        }
        String unlicensed = interop.ofCaller(caller.dialect(), invite.headers());
        String unprotected = interop.unprotected(Side.CALLER, caller, event.back());
        if (!interop.licensed()) {
            turn.note("gateway", "no option key", Interop.MISSING);
        }
        Descriptions.Found description = Descriptions.in(invite);
        List<String> unknown = SessionHeaders.unknown(invite);
        int minimum = timers.tooShort(invite);
        if (!unlicensed.isEmpty()) {
            endings.fail(turn, 403, unlicensed);
        } else if (!unprotected.isEmpty()) {
            endings.fail(turn, 488, unprotected);
        } else if (Secure.asked(invite.uri()) && event.back().transport() != Transport.TLS) {
            endings.fail(turn, 416, Secure.UNPROTECTED);
        } else if (InviteAcross.forwards(invite) <= 0) {
            endings.fail(
                    turn, 483, "Max-Forwards is used up: the call went through too many servers, perhaps in a loop.");
        } else if (Dialogs.contact(invite, "").isEmpty()) {
            endings.fail(
                    turn,
                    400,
                    "The caller's INVITE has no Contact that requests can be sent to: it says '"
                            + invite.headers().first("Contact", "") + "', a sip or sips URI is needed.");
        } else if (!unknown.isEmpty()) {
            refuse(
                    turn,
                    420,
                    "The caller requires " + String.join(", ", unknown) + ", which this gateway does not do.",
                    List.of(new Header("Unsupported", String.join(", ", unknown))));
        } else if (minimum > 0) {
            refuse(
                    turn,
                    422,
                    "The session interval asked for is below " + minimum + " s.",
                    List.of(new Header("Min-SE", Integer.toString(minimum))));
        } else if (description.broken()) {
            refuse(
                    turn,
                    description.status(caller.dialect()),
                    "In the caller's INVITE " + description.problem(),
                    description.headers(caller.dialect()));
        } else {
            turn.leg(Side.CALLER, l -> l.with(l.sdp().withRemote(description.text())));
            turn.state(turn.state().with(new Negotiation(Side.CALLER, description.text(), Negotiation.Purpose.SETUP)));
            turn.act(new CallAction.FindRoute(invite.uri(), event.origin()));
        }
        return turn;
    }

    private void refuse(Turn turn, int status, String sentence, List<Header> headers) {
        Replies.refuse(turn, Side.CALLER, status, sentence, headers);
        endings.fail(turn, status, sentence);
    }

    void routed(Turn turn, CallEvent.Routed event) {
        event.route().trail().forEach(line -> turn.note("dialplan", "search", line));
        if (!(event.route() instanceof Route.Found found) || event.contact() == null) {
            notFound(
                    turn,
                    event.route() instanceof Route.NotFound none
                            ? none
                            : new Route.NotFound(503, "The listener of the target zone is not up.", List.of()));
            return;
        }
        Incoming asked = turn.leg(Side.CALLER).incoming();
        List<Hop> hops =
                asked == null ? found.hops() : Secure.ways(asked.request().uri(), found.hops());
        if (hops.isEmpty()) {
            refuse(turn, 480, Secure.noWay(found.zone()), List.of(Secure.NOT_ALLOWED));
            return;
        }
        Targets before = turn.state().targets();
        turn.state(turn.state()
                .with(new Targets(
                        found.uri(),
                        hops,
                        found.hopCount(),
                        before == null ? 0 : before.redirects(),
                        before == null ? Set.of() : before.tried(),
                        before == null ? null : before.failure())));
        Leg callee = Leg.of(
                found.dialect(),
                found.zone(),
                alias(found.uri()),
                "",
                event.contact().toString(),
                turn.random() >>> 2,
                interop.policy(found.policy(), found.dialect()));
        turn.state(turn.state().with(Side.CALLEE, callee));
        turn.note("dialplan", "route to " + found.zone(), callee.alias());
        if (!turn.state().lines().isEmpty()) {
            next(turn); // a redirected call has its ports
            return;
        }
        Result lines =
                exchange.lines(direction(turn), turn.leg(Side.CALLER).sdp().remote(), List.of(), 0);
        if (lines instanceof Result.Lines carried) {
            Lines.number(turn, carried.lines());
            turn.act(new CallAction.AllocateMedia(
                    carried.lines(),
                    Preparations.of(
                            turn,
                            exchange,
                            direction(turn),
                            turn.leg(Side.CALLER).sdp().remote())));
        } else if (lines instanceof Result.Refused refused) {
            endings.fail(
                    turn, refused.status(), interop.explained(refused.sentence(), Side.CALLER, turn.leg(Side.CALLER)));
        }
    }

    /** No rule leads on: what the zones tried before said counts more than that. */
    private void notFound(Turn turn, Route.NotFound none) {
        Targets targets = turn.state().targets();
        End failure = targets == null ? null : targets.failure();
        if (failure == null) {
            endings.fail(turn, none.status(), none.reason());
        } else {
            endings.end(turn, failure);
        }
    }

    /** Nobody was found in the zone: the dial plan may have a rule that goes on (DP-1, Continue). */
    void searchOn(Turn turn, End failure) {
        Targets targets = turn.state().targets();
        Incoming incoming = turn.leg(Side.CALLER).incoming();
        if (targets == null || incoming == null) {
            endings.end(turn, failure);
            return;
        }
        Targets rest = targets.without(turn.leg(Side.CALLEE).zone(), failure);
        turn.state(turn.state().with(rest));
        turn.act(new CallAction.FindRoute(incoming.request().uri(), turn.state().origin(), rest.tried()));
    }

    void allocated(Turn turn, CallEvent.Allocated event) {
        Lines.take(turn, event.lines());
        if (turn.state().lines().isEmpty()) {
            String why = event.lines().stream()
                    .filter(Allocation.Refused.class::isInstance)
                    .map(a -> ((Allocation.Refused) a).reason())
                    .findFirst()
                    .orElse("no media line was granted ports");
            endings.fail(turn, 503, why);
        } else {
            next(turn);
        }
    }

    /** Sends the INVITE to the next address, with an offer as its transport allows. {@return false when none is left} */
    boolean next(Turn turn) {
        Targets targets = turn.state().targets();
        if (targets == null || targets.hops().isEmpty()) {
            return false;
        }
        Hop hop = targets.hops().get(0);
        turn.state(turn.state().with(targets.rest()));
        return invite(turn, hop);
    }

    /**
     * Keys that were refused with 488 are offered once more to the same address, in the other form: some peers take them
     * with RTP/SAVP only, others nothing that begins with it.
     */
    boolean otherForm(Turn turn) {
        Leg callee = turn.leg(Side.CALLEE);
        ZonePolicy policy = callee.policy();
        boolean first = callee.sdp().version() <= 1;
        boolean open = policy.mediaEncryption() == ZonePolicy.MediaEncryption.AUTO
                && callee.sdp().local().contains("a=crypto:");
        Hop hop = callee.hop();
        if (!first || !open || hop == null) {
            return false;
        }
        boolean secure = policy.keyOffer() == ZonePolicy.KeyOffer.SECURE_FIRST;
        turn.note(
                Side.CALLEE,
                "INVITE again",
                secure ? "RTP/SAVP was refused: now RTP/AVP with keys" : "RTP/AVP with keys was refused: now RTP/SAVP");
        turn.leg(
                Side.CALLEE,
                l -> l.with(policy.with(secure ? ZonePolicy.KeyOffer.OPTIONAL : ZonePolicy.KeyOffer.SECURE_FIRST)));
        return invite(turn, hop);
    }

    private boolean invite(Turn turn, Hop hop) {
        Targets targets = turn.state().targets();
        Incoming incoming = turn.leg(Side.CALLER).incoming();
        if (targets == null || incoming == null) {
            return false;
        }
        Leg asked = turn.leg(Side.CALLEE);
        String unprotected = interop.unprotected(Side.CALLEE, asked, hop);
        if (!unprotected.isEmpty()) {
            endings.fail(turn, 488, unprotected);
            return true;
        }
        Result offer = exchange.offer(
                new Direction(Side.CALLER, Manner.of(turn.leg(Side.CALLER)), Manner.of(asked, hop)),
                turn.leg(Side.CALLER).sdp().remote(),
                turn.state().lines(),
                asked.sdp());
        if (offer instanceof Result.Refused refused) {
            endings.fail(turn, refused.status(), refused.sentence());
            return true;
        }
        if (offer instanceof Result.Description description) {
            turn.state(turn.state().withLines(description.lines()));
            turn.leg(Side.CALLEE, l -> l.with(l.sdp().withLocal(description.text(), description.version())));
        }
        Leg callee = turn.leg(Side.CALLEE);
        SipRequest invite = InviteAcross.build(
                turn,
                turn.leg(Side.CALLER),
                callee,
                targets,
                incoming.request(),
                Body.sdp(callee.sdp().local()),
                timers.asking(callee),
                timers.settings().callerDomain());
        send(turn, invite, hop);
        turn.note(Side.CALLEE, "INVITE", "to " + hop);
        return true;
    }

    /** Sends the INVITE once more to the same address, with the session interval the called side asked for. */
    void again(Turn turn, Outgoing refused) {
        Leg callee = turn.leg(Side.CALLEE);
        SipRequest first = refused.request();
        org.bailey.sip.Headers headers = first.headers()
                .without("Session-Expires")
                .without("Min-SE")
                .without("Supported")
                .with("CSeq", (first.cseq() + 1) + " INVITE")
                .plus(timers.asking(callee));
        send(turn, first.withHeaders(headers), Requests.hop(callee));
    }

    private void send(Turn turn, SipRequest invite, Hop hop) {
        Outgoing outgoing = new Outgoing(turn.transaction(), invite, false, false);
        turn.leg(Side.CALLEE, l -> l.with(hop).with(outgoing));
        turn.act(new CallAction.Send(outgoing.transaction(), invite, hop));
        turn.timer("ring", timers.settings().ring());
    }

    static Direction direction(Turn turn) {
        return new Direction(Side.CALLER, Manner.of(turn.leg(Side.CALLER)), Manner.of(turn.leg(Side.CALLEE)));
    }

    private static String alias(String uri) {
        try {
            return SipUri.parse(uri).alias();
        } catch (IllegalArgumentException notSip) {
            return uri;
        }
    }
}
