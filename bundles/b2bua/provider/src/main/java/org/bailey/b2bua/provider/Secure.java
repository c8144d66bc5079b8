package org.bailey.b2bua.provider;

import java.util.List;
import org.bailey.sip.Header;
import org.bailey.sip.Hop;
import org.bailey.sip.SipUri;
import org.bailey.sip.Transport;

/** What a {@code sips} Request-URI asks for: TLS on each hop (RFC 3261 section 26.2.2, RFC 5630). */
final class Secure {
    static final String UNPROTECTED = "The caller asks for a sips URI over a transport without TLS: it has to call over"
            + " TLS, or a sip URI (RFC 5630 section 3.1.3).";

    /** RFC 5630 section 6.3. */
    static final Header NOT_ALLOWED = new Header("Warning", "380 bailey \"SIPS Not Allowed\"");

    private Secure() {}

    static boolean asked(String uri) {
        return uri.regionMatches(true, 0, "sips:", 0, 5);
    }

    /** {@return the hops a request to that URI may take} */
    static List<Hop> ways(String uri, List<Hop> hops) {
        return asked(uri)
                ? hops.stream().filter(hop -> hop.transport() == Transport.TLS).toList()
                : hops;
    }

    static String noWay(String zone) {
        return "The caller asks for a sips URI, and zone " + zone
                + " is not reached over TLS: set its transport to TLS, or" + " have the caller use a sip URI.";
    }

    /** {@return our Contact in the answer (RFC 3261 section 12.1.1)} */
    static String contact(String uri, SipUri ours) {
        return asked(uri)
                ? new SipUri("sips", ours.user(), ours.host(), ours.port(), "", ours.headers()).toString()
                : ours.toString();
    }
}
