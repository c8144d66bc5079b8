package org.bailey.ice;

import java.net.InetSocketAddress;

/**
 * A place packets of ours leave from and come in at (RFC 8445 section 4).
 *
 * @param component 1 RTP, 2 RTCP
 * @param transport UDP also for a relay, whatever leads to the relay
 * @param address our own, or on a relay
 * @param relayed whether it is on a relay
 */
public record IceBase(int component, Candidate.Transport transport, InetSocketAddress address, boolean relayed) {}
