package org.bailey.ice;

import java.net.InetSocketAddress;

/**
 * A check that came before the peer's description: answered at once, followed up when the description is there.
 *
 * @param base number of the local base
 * @param priority of the candidate it came from, if that is new
 * @param useCandidate whether it chose the pair
 */
public record IceEarly(int base, InetSocketAddress from, long priority, boolean useCandidate) {}
