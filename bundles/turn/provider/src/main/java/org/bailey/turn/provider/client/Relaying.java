package org.bailey.turn.provider.client;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.List;
import org.bailey.stun.MalformedStun;
import org.bailey.stun.StunAttribute;
import org.bailey.stun.StunMessage;
import org.bailey.turn.Allocation;
import org.bailey.turn.Allocation.State;
import org.bailey.turn.Channel;
import org.bailey.turn.TurnOut;
import org.jspecify.annotations.Nullable;

/**
 * Packets to and from peers. Channel data allocates nothing (RFC 8656 section 12.4):
 *
 * <pre>
 *  0                   1                   2                   3
 *  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 * |         Channel Number        |            Length             |
 * |                     Application Data ...                      |
 * </pre>
 */
final class Relaying {
    private static final int CHANNEL_HEADER = 4;
    private static final int ATTRIBUTE_HEADER = 4;
    private static final short SEND_INDICATION = 0x0016;

    private Relaying() {}

    static @Nullable Channel channel(Allocation allocation, InetSocketAddress peer) {
        List<Channel> channels = allocation.channels;
        for (int i = 0; i < channels.size(); i++) {
            Channel channel = channels.get(i);
            if (channel.peer == peer || channel.peer.equals(peer)) {
                return channel;
            }
        }
        return null;
    }

    /** Puts the header before the packet; on a stream also what fills it up to four bytes. */
    static void wrap(Channel channel, ByteBuffer packet, boolean streamed) {
        int length = packet.remaining();
        int start = packet.position() - CHANNEL_HEADER;
        packet.putShort(start, (short) channel.number).putShort(start + 2, (short) length);
        if (streamed) {
            fill(packet, length);
        }
        packet.position(start);
    }

    /** Makes a Send indication of the packet (RFC 8656 section 11.1). */
    static void wrap(InetSocketAddress peer, ByteBuffer packet, byte[] random, TurnOut out) {
        byte[] host = peer.getAddress().getAddress();
        int length = packet.remaining();
        int address = ATTRIBUTE_HEADER + 4 + host.length;
        int start = packet.position() - StunMessage.HEADER - address - ATTRIBUTE_HEADER;
        fill(packet, length);
        out.random(random);
        packet.putShort(start, SEND_INDICATION)
                .putShort(start + 2, (short) (packet.limit() - start - StunMessage.HEADER))
                .putInt(start + 4, StunMessage.COOKIE)
                .put(start + 8, random);
        int at = start + StunMessage.HEADER;
        packet.putShort(at, (short) StunAttribute.XOR_PEER_ADDRESS)
                .putShort(at + 2, (short) (address - ATTRIBUTE_HEADER))
                .putShort(at + 4, (short) (host.length == 4 ? 1 : 2))
                .putShort(at + 6, (short) (peer.getPort() ^ StunMessage.COOKIE >>> 16));
        for (int i = 0; i < host.length; i++) {
            packet.put(at + 8 + i, (byte) (host[i] ^ packet.get(start + 4 + i)));
        }
        at += address;
        packet.putShort(at, (short) StunAttribute.DATA).putShort(at + 2, (short) length);
        packet.position(start);
    }

    private static void fill(ByteBuffer packet, int length) {
        int end = packet.limit();
        int zeros = -length & 3;
        packet.limit(end + zeros);
        for (int i = 0; i < zeros; i++) {
            packet.put(end + i, (byte) 0);
        }
    }

    static void channelData(Allocation allocation, ByteBuffer message, long nanos, TurnOut out) {
        int start = message.position();
        int size = message.remaining();
        int index = size < CHANNEL_HEADER ? -1 : (message.getShort(start) & 0xFFFF) - Channel.FIRST;
        int length = size < CHANNEL_HEADER ? 0 : message.getShort(start + 2) & 0xFFFF;
        if (index < 0
                || index >= allocation.channels.size()
                || length > size - CHANNEL_HEADER
                || allocation.state != State.READY) {
            allocation.dropped++;
            return;
        }
        allocation.heard(nanos);
        message.limit(start + CHANNEL_HEADER + length).position(start + CHANNEL_HEADER);
        out.data(allocation.channels.get(index).peer, message);
    }

    /** A packet of a peer without a channel (RFC 8656 section 11.4); only of those that we let through. */
    static void dataIndication(Allocation allocation, StunMessage message, ByteBuffer bytes, long nanos, TurnOut out)
            throws MalformedStun {
        InetSocketAddress peer = message.address(StunAttribute.XOR_PEER_ADDRESS);
        int data = data(bytes);
        if (allocation.state != State.READY
                || peer == null
                || data < 0
                || !allocation.permissions.containsKey(peer.getAddress())) {
            allocation.dropped++;
            return;
        }
        allocation.heard(nanos);
        int length = bytes.getShort(data - 2) & 0xFFFF;
        bytes.limit(data + length).position(data);
        out.data(peer, bytes);
    }

    /** {@return where the packet begins, in a message whose attributes were checked; -1 when there is none} */
    private static int data(ByteBuffer bytes) {
        int at = bytes.position() + StunMessage.HEADER;
        while (at < bytes.limit()) {
            int length = bytes.getShort(at + 2) & 0xFFFF;
            if ((bytes.getShort(at) & 0xFFFF) == StunAttribute.DATA) {
                return at + ATTRIBUTE_HEADER;
            }
            at += ATTRIBUTE_HEADER + (length + 3 & ~3);
        }
        return -1;
    }
}
