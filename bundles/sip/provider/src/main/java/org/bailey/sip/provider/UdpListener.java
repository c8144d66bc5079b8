package org.bailey.sip.provider;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.DatagramPacket;
import io.netty.channel.socket.nio.NioDatagramChannel;
import java.net.InetSocketAddress;
import java.util.List;
import org.bailey.sip.Hop;
import org.bailey.sip.Source;
import org.bailey.sip.Transport;
import org.jspecify.annotations.Nullable;

/** SIP over UDP: one socket takes and sends all datagrams. */
final class UdpListener extends Listener {
    private static final int SOCKET_BUFFER_BYTES = 4 << 20;
    private static final int LARGEST_DATAGRAM = 65_507;

    UdpListener(ListenerSettings settings, Sockets sockets) {
        super(settings, sockets);
    }

    @Override
    ChannelFuture bind() {
        return new Bootstrap()
                .group(sockets.loops())
                .channel(NioDatagramChannel.class)
                .option(ChannelOption.SO_RCVBUF, SOCKET_BUFFER_BYTES)
                .option(ChannelOption.SO_SNDBUF, SOCKET_BUFFER_BYTES)
                .option(ChannelOption.IP_TOS, sockets.settings().octet())
                .option(ChannelOption.RECVBUF_ALLOCATOR, new FixedRecvByteBufAllocator(LARGEST_DATAGRAM))
                .handler(new Receiver())
                .bind(settings.bind());
    }

    private final class Receiver extends SimpleChannelInboundHandler<DatagramPacket> {
        Receiver() {
            super(DatagramPacket.class);
        }

        @Override
        protected void channelRead0(ChannelHandlerContext context, DatagramPacket packet) {
            byte[] message = ByteBufUtil.getBytes(packet.content());
            if (!onlyBlank(message)) {
                sockets.inbox.received(new UdpPath(packet.sender()), message);
            }
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            sockets.counts.malformed.increment();
        }
    }

    /** Keep-alives over UDP are empty or blank datagrams. */
    private static boolean onlyBlank(byte[] message) {
        for (byte b : message) {
            if (b != '\r' && b != '\n' && b != ' ' && b != 0) {
                return false;
            }
        }
        return true;
    }

    @Override
    Path path(Hop hop) {
        return new UdpPath(hop.address());
    }

    @Override
    List<Channel> channels() {
        Channel open = channel();
        return open == null ? List.of() : List.of(open);
    }

    @Override
    int connections() {
        return 0;
    }

    @Override
    void drop(String reason) {
        // nothing is connected
    }

    final class UdpPath implements Path {
        private final InetSocketAddress remote;

        UdpPath(InetSocketAddress remote) {
            this.remote = remote;
        }

        /** {@return where answers go: the sender's address with the port of its Via, or of its packet when it asked so} */
        Path back(Via top) {
            boolean symmetric = top.parameter("rport").isPresent();
            int port = symmetric ? remote.getPort() : top.port() < 0 ? Transport.UDP.defaultPort() : top.port();
            return port == remote.getPort() ? this : new UdpPath(new InetSocketAddress(remote.getAddress(), port));
        }

        @Override
        public Source source() {
            return new Source(settings.name(), Transport.UDP, remote, local(), List.of());
        }

        @Override
        public boolean reliable() {
            return false;
        }

        @Override
        public InetSocketAddress local() {
            return LocalAddress.of(settings.bind(), port(), remote);
        }

        @Override
        public void send(byte[] message, @Nullable Watcher watcher) {
            Channel open = channel();
            if (open == null || !open.isActive()) {
                broken(watcher, "listener " + settings.name() + " is not open");
                return;
            }
            if (message.length > LARGEST_DATAGRAM) {
                broken(watcher, "a message of " + message.length + " bytes does not fit into a UDP datagram");
                return;
            }
            ChannelFuture sent = open.writeAndFlush(new DatagramPacket(Unpooled.wrappedBuffer(message), remote));
            if (watcher != null) {
                sent.addListener(future -> {
                    if (!future.isSuccess()) {
                        broken(
                                watcher,
                                "udp:" + remote + " cannot be reached: "
                                        + future.cause().getMessage());
                    }
                });
            }
        }

        private static void broken(@Nullable Watcher watcher, String reason) {
            if (watcher != null) {
                watcher.broken(reason);
            }
        }

        @Override
        public void forget(Watcher watcher) {
            // nobody is remembered
        }
    }
}
