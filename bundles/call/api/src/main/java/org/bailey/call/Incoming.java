package org.bailey.call;

import org.bailey.sip.SipRequest;
import org.bailey.sip.TransactionId;

/** An INVITE or UPDATE of a peer that has no final answer yet. */
public record Incoming(TransactionId transaction, SipRequest request) {}
