package org.bailey.dialplan.provider.peer;

import org.bailey.dialplan.Dialect;
import org.bailey.dialplan.provider.peer.Health.Condition;
import org.bailey.dialplan.provider.plan.Zone;
import org.bailey.sip.Hop;
import org.bailey.sip.SipResponse;

/** What an answer to OPTIONS says about a peer, and what to do about it. */
record Verdict(Condition condition, String detail) {

    /**
     * @param where transport and address that answered
     * @param us our name in signalling, as far as it is set
     * @param port ours, the one peers send to
     */
    static Verdict of(Zone zone, Hop hop, SipResponse response, String where, long millis, String us, int port) {
        String answer = where + " answers " + response.status() + " " + response.reason();
        if (mistrust(zone, response)) {
            return new Verdict(
                    Condition.REFUSING,
                    zone.dialect() == Dialect.MICROSOFT
                            ? microsoft(hop, answer, response, us, port)
                            : hop.name() + " does not trust us: " + answer + " to OPTIONS; check that its trunk accepts"
                                    + " requests from " + us + " without authentication");
        }
        if (response.status() == 503) {
            return new Verdict(Condition.REFUSING, answer + ": it is up, but takes no calls now");
        }
        return new Verdict(Condition.ALIVE, answer + " in " + millis + " ms");
    }

    private static boolean mistrust(Zone zone, SipResponse response) {
        int status = response.status();
        boolean microsoft = zone.dialect() == Dialect.MICROSOFT;
        return status == 401
                || status == 403
                || status == 407
                || microsoft && status == 404
                || microsoft
                        && status == 400
                        && response.reason().toLowerCase(java.util.Locale.ROOT).contains("via");
    }

    private static String microsoft(Hop hop, String answer, SipResponse response, String us, int port) {
        String diagnostics = response.headers().first("ms-diagnostics", "");
        return "Front End " + hop.name() + " does not trust us as " + us + ": " + answer + " to OPTIONS"
                + (diagnostics.isEmpty() ? "" : " (ms-diagnostics " + diagnostics + ")")
                + "; check that New-CsTrustedApplicationPool names " + us
                + ", that New-CsTrustedApplication has port " + port
                + ", and that Enable-CsTopology was run; behind a load balancer check that it does not hide our address";
    }

    static Verdict unanswered(Zone zone, Hop hop, long seconds) {
        String sentence = where(hop) + " has not answered OPTIONS for " + seconds + " s";
        return new Verdict(
                Condition.SUSPECT,
                zone.dialect() == Dialect.MICROSOFT
                        ? sentence
                                + "; if it accepts the connection and stays silent, we are not in its trusted application"
                                + " pool or registered there with another port"
                        : sentence);
    }

    static String where(Hop hop) {
        String address = hop.address().getAddress().getHostAddress();
        return hop.transport().token() + ":" + (address.indexOf(':') < 0 ? address : "[" + address + "]") + ":"
                + hop.address().getPort();
    }
}
