package org.bailey.media.provider.ice;

import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.ProtocolFamily;
import java.net.StandardProtocolFamily;
import java.nio.channels.spi.SelectorProvider;

/**
 * Sockets of the family they are for. What the JDK marks on one of both families is the traffic class of IPv6 only, and IPv4
 * would leave it without a mark.
 */
final class OneFamily {
    private OneFamily() {}

    static NioSocketChannel stream(InetAddress to) {
        try {
            return new NioSocketChannel(SelectorProvider.provider().openSocketChannel(of(to)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static NioDatagramChannel datagrams(InetAddress to) {
        try {
            return new NioDatagramChannel(SelectorProvider.provider().openDatagramChannel(of(to)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ProtocolFamily of(InetAddress address) {
        return address instanceof Inet6Address ? StandardProtocolFamily.INET6 : StandardProtocolFamily.INET;
    }
}
