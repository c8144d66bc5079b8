package org.bailey.lab.phone;

import java.time.Duration;
import org.bailey.lab.wire.Schedule;
import org.bailey.lab.wire.SipMessage;
import org.bailey.lab.wire.SipText;
import org.jspecify.annotations.Nullable;

/** Keeps a session alive, or ends it when the other side does not (RFC 4028). On the loop. */
final class SessionTimer {
    private final CallCore call;
    private Duration wanted;
    private Schedule.@Nullable Timer due;
    private boolean weRefresh;
    private Duration agreed = Duration.ZERO;

    SessionTimer(CallCore call) {
        this.call = call;
        this.wanted = call.phone.settings().sessionExpires();
    }

    /** What we ask for in an INVITE or UPDATE of ours. */
    SipMessage ask(SipMessage request) {
        Duration asked = agreed.isZero() ? wanted : agreed;
        if (asked.isZero()) {
            return request;
        }
        boolean ours = agreed.isZero() ? call.phone.settings().refreshesItself() : weRefresh;
        return request.with("Session-Expires", asked.toSeconds() + ";refresher=" + (ours ? "uac" : "uas"))
                .with(
                        "Min-SE",
                        String.valueOf(call.phone.settings().minSessionExpires().toSeconds()));
    }

    /** The peer found our interval too small: asks for what it wants. True if that is news. */
    boolean tooSmall(SipMessage response) {
        Duration least = seconds(response.value("Min-SE"));
        boolean more = least.compareTo(wanted) > 0;
        wanted = more ? least : wanted;
        return more;
    }

    /** Our request was accepted. */
    void accepted(SipMessage response) {
        String value = response.value("Session-Expires");
        begin(seconds(value), !"uas".equals(SipText.param(value, "refresher")));
    }

    /** Whether the peer asks for less than we bear. */
    boolean refuses(SipMessage request) {
        Duration asked = seconds(request.value("Session-Expires"));
        return !asked.isZero() && asked.compareTo(call.phone.settings().minSessionExpires()) < 0;
    }

    /** We accept the peer's request: what our 2xx says. */
    SipMessage accepting(SipMessage request, SipMessage response) {
        Duration asked = seconds(request.value("Session-Expires"));
        Duration agreedNow = asked.isZero() ? wanted : asked;
        if (agreedNow.isZero() || !request.lists("Supported", "timer")) {
            return response;
        }
        String named = SipText.param(request.value("Session-Expires"), "refresher");
        boolean theirs = named == null ? !call.phone.settings().refreshesItself() : named.equals("uac");
        begin(agreedNow, !theirs);
        SipMessage timed =
                response.with("Session-Expires", agreedNow.toSeconds() + ";refresher=" + (theirs ? "uac" : "uas"));
        return theirs ? timed.with("Require", "timer") : timed;
    }

    private void begin(Duration interval, boolean refreshing) {
        stop();
        agreed = interval;
        weRefresh = refreshing;
        if (interval.isZero() || call.ended()) {
            return;
        }
        if (refreshing) {
            due = call.phone.loop().after(interval.dividedBy(2), this::refresh);
        } else {
            Duration early = Duration.ofSeconds(Math.min(32, interval.toSeconds() / 3));
            due = call.phone
                    .loop()
                    .after(
                            interval.minus(early),
                            () -> call.bye(CallEnd.How.TIMED_OUT, "the session was not refreshed"));
        }
    }

    private void refresh() {
        Dialog in = call.dialog;
        if (in == null || call.state != CallState.CONNECTED) {
            return;
        }
        call.send(in, ask(in.request("UPDATE")), answer -> {
            if (answer.status() >= 200 && answer.status() < 300) {
                accepted(answer);
            } else if (answer.status() >= 300) {
                call.phone.complain("session refresh answered " + answer.status());
                begin(agreed, true);
            }
        });
    }

    void stop() {
        Schedule.Timer timer = due;
        if (timer != null) {
            timer.cancel();
            due = null;
        }
    }

    private static Duration seconds(String value) {
        String number = value.replaceFirst(";.*", "").strip();
        return number.matches("\\d{1,8}") ? Duration.ofSeconds(Long.parseLong(number)) : Duration.ZERO;
    }
}
