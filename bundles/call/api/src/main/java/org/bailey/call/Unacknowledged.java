package org.bailey.call;

import org.bailey.sip.SipResponse;
import org.bailey.sip.TransactionId;

/**
 * A 2xx of ours to an INVITE whose ACK is awaited: it is sent again until then (RFC 3261 section 13.3.1.4).
 *
 * @param sequence CSeq number the ACK will carry
 * @param repeats how often it was sent again
 * @param offered whether it holds our offer, so that the ACK brings the answer
 */
public record Unacknowledged(
        TransactionId transaction, SipResponse response, long sequence, int repeats, boolean offered) {
    public Unacknowledged repeated() {
        return new Unacknowledged(transaction, response, sequence, repeats + 1, offered);
    }
}
