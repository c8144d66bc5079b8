package org.bailey.call;

import org.bailey.sip.SipRequest;
import org.bailey.sip.TransactionId;

/** The ACK we sent for a 2xx of the peer, kept because each repeated 2xx wants it again. */
public record Acknowledged(TransactionId transaction, String remoteTag, SipRequest ack) {}
