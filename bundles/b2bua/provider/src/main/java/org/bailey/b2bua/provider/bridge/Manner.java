package org.bailey.b2bua.provider.bridge;

import org.bailey.call.Leg;
import org.bailey.dialplan.Dialect;
import org.bailey.dialplan.ZonePolicy;
import org.bailey.sip.Hop;
import org.bailey.sip.Transport;
import org.jspecify.annotations.Nullable;

/**
 * How one leg of a call is treated.
 *
 * @param dialect spoken there
 * @param zone name for sentences; empty when no zone has the peer
 * @param signalling what carries its SIP messages, and so its keys; null while unknown
 */
public record Manner(
        Dialect dialect,
        ZonePolicy policy,
        String zone,
        @Nullable Transport signalling) {

    public static Manner of(Leg leg, @Nullable Hop hop) {
        return new Manner(leg.dialect(), leg.policy(), leg.zone(), hop == null ? null : hop.transport());
    }

    /** The leg as it is reached now. */
    public static Manner of(Leg leg) {
        return of(leg, leg.hop());
    }

    /** Whether keys may be sent and taken: whoever reads the signalling could decrypt the media (MED-8). */
    boolean keys() {
        return policy.mediaEncryption() != ZonePolicy.MediaEncryption.OFF
                && (signalling == Transport.TLS || policy.keysWithoutTls());
    }

    boolean required() {
        return policy.mediaEncryption() == ZonePolicy.MediaEncryption.REQUIRED;
    }

    /** Why {@link #keys} says no, to stand behind "but". */
    String keyless() {
        return policy.mediaEncryption() == ZonePolicy.MediaEncryption.OFF
                ? "media encryption is OFF there"
                : "keys are not sent over " + (signalling == null ? "that signalling" : signalling.name())
                        + ": use TLS, or set keysWithoutTls where nobody can listen";
    }

    /** "(zone 'Rooms', media encryption AUTO, signalling TLS)". */
    public String described() {
        return "(" + (zone.isEmpty() ? "no zone" : "zone '" + zone + "'") + ", media encryption "
                + policy.mediaEncryption() + ", signalling " + (signalling == null ? "unknown" : signalling.name())
                + ")";
    }
}
