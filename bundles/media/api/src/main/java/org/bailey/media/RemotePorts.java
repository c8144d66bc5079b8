package org.bailey.media;

import java.net.InetSocketAddress;

/** Where the peer of one side wants its packets, from its SDP. */
public record RemotePorts(InetSocketAddress rtp, InetSocketAddress rtcp) {}
