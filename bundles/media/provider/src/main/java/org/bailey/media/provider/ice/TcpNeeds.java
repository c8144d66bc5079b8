package org.bailey.media.provider.ice;

import java.net.InetAddress;

/**
 * How connections (RFC 6544) are used on one side of a media line.
 *
 * @param offered whether our description has candidates for them, and ports of ours listen
 * @param used whether we connect to candidates of the peer
 * @param bind the address to listen on
 */
public record TcpNeeds(boolean offered, boolean used, InetAddress bind) {}
