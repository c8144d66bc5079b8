package org.bailey.b2bua.provider;

import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.bailey.call.Leg;
import org.bailey.call.SessionTimer;
import org.bailey.media.Side;
import org.bailey.sip.Body;
import org.bailey.sip.Header;
import org.bailey.sip.SipRequest;
import org.bailey.sip.SipResponse;

/** Session timers (RFC 4028), each leg with its own: a peer that went away without BYE is noticed. */
final class SessionTimers {
    /** RFC 4028 section 4. */
    private static final int LOWEST = 90;

    private static final int HIGHEST = 86_400;
    private static final int BUSY_SECONDS = 5;

    private final Supplier<B2buaSettings> settings;

    SessionTimers(Supplier<B2buaSettings> settings) {
        this.settings = settings;
    }

    B2buaSettings settings() {
        return settings.get();
    }

    static String refresh(Side side) {
        return "refresh-" + Turn.name(side);
    }

    static String expire(Side side) {
        return "expire-" + Turn.name(side);
    }

    /** {@return headers for an INVITE or UPDATE of ours} */
    List<Header> asking(Leg leg) {
        int minimum =
                Math.max(settings.get().minimumSessionSeconds(), leg.timer().minimumSeconds());
        int seconds = leg.timer().seconds() > 0
                ? leg.timer().seconds()
                : settings.get().sessionSeconds();
        return SessionHeaders.asked(Math.max(seconds, minimum), minimum);
    }

    /** {@return 422's Min-SE when the peer asks for less than allowed, else 0} */
    int tooShort(SipRequest request) {
        int asked = SessionHeaders.expires(request.headers());
        return asked > 0
                        && asked < settings.get().minimumSessionSeconds()
                        && request.headers().lists("Supported", "timer")
                ? settings.get().minimumSessionSeconds()
                : 0;
    }

    /** Decides the timer of a leg whose request we accept. {@return headers for the 2xx} */
    List<Header> granting(Turn turn, Side side, SipRequest request) {
        boolean supports = request.headers().lists("Supported", "timer");
        int asked = SessionHeaders.expires(request.headers());
        int seconds = asked > 0
                ? Math.max(asked, settings.get().minimumSessionSeconds())
                : settings.get().sessionSeconds();
        boolean we = !supports || SessionHeaders.refresher(request.headers()).equals("uas");
        int minimum = within(SessionHeaders.minimum(request.headers()), LOWEST);
        SessionTimer timer = new SessionTimer(within(seconds, minimum), minimum, we);
        start(turn, side, timer);
        return SessionHeaders.granted(timer, supports);
    }

    /** Takes the timer a peer granted in a 2xx to a request of ours. */
    void granted(Turn turn, Side side, SipResponse answer) {
        int seconds = SessionHeaders.expires(answer.headers());
        int minimum = within(turn.leg(side).timer().minimumSeconds(), LOWEST);
        boolean peer = seconds > 0 && SessionHeaders.refresher(answer.headers()).equals("uas");
        start(
                turn,
                side,
                new SessionTimer(
                        within(seconds > 0 ? seconds : settings.get().sessionSeconds(), minimum), minimum, !peer));
    }

    /** {@return an interval a call can live with, whatever the peer wrote} */
    private static int within(int seconds, int minimum) {
        return Math.max(Math.max(LOWEST, minimum), Math.min(seconds, HIGHEST));
    }

    /** Remembers the Min-SE of a 422. {@return whether that is news, so that another try asks for more} */
    boolean learn(Turn turn, Side side, SipResponse tooSmall) {
        int minimum = within(
                SessionHeaders.minimum(tooSmall.headers()), settings.get().minimumSessionSeconds());
        boolean news = minimum > turn.leg(side).timer().minimumSeconds();
        turn.leg(
                side,
                l -> l.with(new SessionTimer(
                        l.timer().seconds() == 0 ? 0 : Math.max(l.timer().seconds(), minimum),
                        minimum,
                        l.timer().refresher())));
        return news;
    }

    /** Our refresh was refused. */
    void refused(Turn turn, Side side, SipResponse answer) {
        turn.note(side, "session refresh refused: " + answer, "");
        if (answer.status() == 422 && learn(turn, side, answer)) {
            refresh(turn, side);
        } else if (answer.status() == 491) {
            turn.timer(refresh(side), Answering.glareWait(turn, side));
        } else {
            restart(turn, side);
        }
    }

    private static void start(Turn turn, Side side, SessionTimer timer) {
        turn.leg(side, l -> l.with(timer));
        restart(turn, side);
    }

    /** Starts the clock of a leg anew, as each accepted INVITE and UPDATE does. */
    static void restart(Turn turn, Side side) {
        SessionTimer timer = turn.leg(side).timer();
        if (timer.seconds() == 0) {
            return;
        }
        if (timer.refresher()) {
            turn.timer(refresh(side), Duration.ofSeconds(timer.seconds() / 2));
            turn.stop(expire(side));
        } else {
            turn.timer(expire(side), Duration.ofSeconds(timer.seconds() - Math.min(32, timer.seconds() / 3)));
            turn.stop(refresh(side));
        }
    }

    /** Half the interval is over and refreshing is ours: UPDATE where the peer has it, else a re-INVITE that changes nothing. */
    void refresh(Turn turn, Side side) {
        Leg leg = turn.leg(side);
        if (leg.dialog() == null
                || leg.outgoing() != null
                || leg.incoming() != null
                || leg.unacknowledged() != null
                || turn.state().negotiation() != null) {
            turn.timer(
                    refresh(side),
                    Duration.ofSeconds(BUSY_SECONDS)); // something is going on: that refreshes, or we try again
            return;
        }
        if (leg.allows("UPDATE")) {
            Requests.send(turn, side, "UPDATE", asking(leg), Body.EMPTY);
        } else {
            Requests.send(turn, side, "INVITE", asking(leg), Body.sdp(leg.sdp().local()));
        }
        turn.note(side, "session refresh", "");
    }
}
