package org.bailey.ice;

import java.net.InetSocketAddress;

/**
 * An address that was told by {@link IceOut#proven}.
 *
 * @param base number of the local base
 */
public record IceProven(int base, InetSocketAddress from) {}
