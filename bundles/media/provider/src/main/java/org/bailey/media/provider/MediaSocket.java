package org.bailey.media.provider;

import io.netty.channel.IoRegistration;
import io.netty.channel.nio.NioIoOps;
import io.netty.channel.nio.NioSelectableChannelIoHandle;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProtocolFamily;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.UnsupportedAddressTypeException;
import java.nio.channels.spi.SelectorProvider;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One UDP socket in a Netty event loop, without a Netty channel around it: that would cost a pipeline per socket and
 * some objects per packet.
 */
final class MediaSocket extends NioSelectableChannelIoHandle<DatagramChannel> {
    private static final Logger LOG = LoggerFactory.getLogger(MediaSocket.class);
    private static final int MOST_AT_ONCE = 32;
    private static final long AT_ONCE_NANOS = 250_000;

    final StreamPorts side;
    final boolean rtcp;
    private final MediaLoop loop;
    private final DatagramChannel channel;
    private @Nullable IoRegistration registration;
    private int marked;
    private int budget = 1;
    private int burst;
    private long lastReadNanos;

    MediaSocket(MediaLoop loop, StreamPorts side, boolean rtcp, DatagramChannel channel) {
        super(channel);
        this.loop = loop;
        this.side = side;
        this.rtcp = rtcp;
        this.channel = channel;
    }

    /** @throws IOException if the port is not free, or the system has no more descriptors */
    static DatagramChannel open(InetAddress bind, int port, int receiveBufferBytes) throws IOException {
        ProtocolFamily family =
                bind instanceof Inet6Address ? StandardProtocolFamily.INET6 : StandardProtocolFamily.INET;
        DatagramChannel channel = SelectorProvider.provider().openDatagramChannel(family);
        try {
            channel.configureBlocking(false);
            channel.setOption(StandardSocketOptions.SO_RCVBUF, receiveBufferBytes);
            channel.bind(new InetSocketAddress(bind, port));
            return channel;
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    /** Packets leave with this octet in the IP header (type of service, traffic class), whatever came in with which. */
    void mark(int octet) {
        if (octet != marked) {
            marked = octet;
            try {
                channel.setOption(StandardSocketOptions.IP_TOS, octet);
            } catch (IOException | UnsupportedOperationException unmarked) {
                LOG.debug("port of line {} stays unmarked: {}", side.state.line, unmarked.toString());
            }
        }
    }

    /** {@return the octet packets leave with, as the system has it} */
    int marked() {
        try {
            return channel.getOption(StandardSocketOptions.IP_TOS);
        } catch (IOException closed) {
            return -1;
        }
    }

    void register(IoRegistration now) {
        registration = now;
        now.submit(NioIoOps.READ);
    }

    @Override
    protected void handle(DatagramChannel ready, SelectionKey key) {
        loop.readable(this);
    }

    void pause() {
        if (registration != null) {
            registration.submit(NioIoOps.NONE);
        }
    }

    void resume() {
        if (registration != null && registration.isValid()) {
            registration.submit(NioIoOps.READ);
        }
    }

    /**
     * How many packets to read now. The next read after the last packet would cost a system call to learn that there is
     * none, and audio brings one packet at a time; a socket that is ready again at once brings bursts.
     */
    int budget(long nanos) {
        if (nanos - lastReadNanos < AT_ONCE_NANOS) {
            budget = Math.min(MOST_AT_ONCE, 2 * budget);
        } else {
            burst = 0;
        }
        lastReadNanos = nanos;
        return budget;
    }

    /** The next burst is likely as long as this one: it is then read at once, and not asked for more. */
    void read(int packets, boolean emptied) {
        burst += packets;
        if (emptied) {
            budget = Math.max(1, Math.min(MOST_AT_ONCE, burst));
        }
    }

    /** {@return the sender, or null when nothing waits} */
    @Nullable
    InetSocketAddress receive(ByteBuffer into) throws IOException {
        return (InetSocketAddress) channel.receive(into);
    }

    boolean send(ByteBuffer packet, InetSocketAddress to) {
        try {
            return channel.send(packet, to) > 0;
        } catch (IOException | UnsupportedAddressTypeException unreachable) {
            return false;
        }
    }

    @Override
    public void close() {
        if (registration != null) {
            registration.cancel();
        }
        try {
            channel.close();
        } catch (IOException e) {
            // a UDP socket has nothing left to lose
        }
    }
}
