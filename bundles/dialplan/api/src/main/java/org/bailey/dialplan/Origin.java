package org.bailey.dialplan;

/**
 * Where a request comes from, as far as the configuration knows.
 *
 * @param zone name of the zone whose peer sent it; empty when none of them did
 * @param dialect how the request is treated; MICROSOFT only from trusted Microsoft hosts (TRH-6)
 * @param variant what the request looks like
 * @param trusted whether the sender is a peer of a zone or a trusted Microsoft host
 * @param remark empty, or one sentence to be shown with the call, such as "call from untrusted 192.0.2.1 treated as standard SIP"
 * @param policy how media is treated towards its zone
 */
public record Origin(
        String zone, Dialect dialect, SipVariant variant, boolean trusted, String remark, ZonePolicy policy) {
    /** Of a zone without a policy of its own. */
    public Origin(String zone, Dialect dialect, SipVariant variant, boolean trusted, String remark) {
        this(zone, dialect, variant, trusted, remark, ZonePolicy.DEFAULT);
    }
}
