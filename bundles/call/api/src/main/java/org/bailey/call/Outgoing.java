package org.bailey.call;

import org.bailey.sip.SipRequest;
import org.bailey.sip.TransactionId;

/**
 * A request of ours that has no final answer yet.
 *
 * @param request as sent, so that it can be sent again with more (422, 491) or to another address
 * @param cancelled whether it has been given up
 * @param provisional whether the peer said anything yet
 */
public record Outgoing(TransactionId transaction, SipRequest request, boolean cancelled, boolean provisional) {
    public Outgoing asCancelled() {
        return new Outgoing(transaction, request, true, provisional);
    }

    public Outgoing asProvisional() {
        return provisional ? this : new Outgoing(transaction, request, cancelled, true);
    }
}
