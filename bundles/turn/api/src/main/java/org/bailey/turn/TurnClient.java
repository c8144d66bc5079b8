package org.bailey.turn;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Collection;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Speaks to a TURN server for one allocation; a service. It keeps nothing itself: all it knows is in the
 * {@link Allocation}. Every method is called on the event loop that owns the call, never blocks, and leaves in
 * {@link Allocation#dueNanos} when it wants {@link #elapsed} called. Over TCP and TLS whoever calls cuts the stream into
 * messages ({@link TurnStream}).
 */
@ConsumerType
public interface TurnClient {
    /** Asks for a relayed address; {@link TurnOut#allocated} or {@link TurnOut#failed} follows. */
    void allocate(Allocation allocation, long nanos, TurnOut out);

    /**
     * A message came from the server: a response, an indication, or channel data, in which case {@link TurnOut#data} is
     * called before this returns.
     *
     * @param message from position to limit, whole; may be changed in place, valid only during the call
     */
    void received(Allocation allocation, ByteBuffer message, long nanos, TurnOut out);

    /** {@link Allocation#dueNanos} has come: retransmissions, refreshes. */
    void elapsed(Allocation allocation, long nanos, TurnOut out);

    /** Lets packets from these addresses through (RFC 8656 section 9), and keeps doing so. */
    void permit(Allocation allocation, Collection<InetAddress> peers, long nanos, TurnOut out);

    /** Binds a channel to the peer media goes to (RFC 8656 section 12), and keeps it bound. */
    void bind(Allocation allocation, InetSocketAddress peer, long nanos, TurnOut out);

    /**
     * Sends to a peer: as channel data where a channel is bound, as a Send indication before.
     *
     * @param packet of at most 65,000 bytes, from position to limit, changed in place; there is room for {@link #HEADROOM} bytes before its position
     *     and {@link #TAILROOM} bytes between its limit and its capacity
     * @return false if the network did not take it
     */
    boolean send(Allocation allocation, ByteBuffer packet, InetSocketAddress peer, TurnOut out);

    /**
     * Gives the relayed address back (a Refresh with lifetime 0). The socket may be closed at once; where it stays open for a
     * moment and brings answers here, the address is also given back when the server wants a fresh nonce first.
     */
    void release(Allocation allocation, TurnOut out);

    /**
     * Has the server connect to a peer (RFC 6062 section 4.3), on an allocation for connections;
     * {@link TurnOut#connected} or {@link TurnOut#refused} follows.
     *
     * @return what is remembered of it
     */
    PeerConnection connect(Allocation allocation, InetSocketAddress peer, long nanos, TurnOut out);

    /**
     * Ties a fresh connection to the server to the one with the peer (RFC 6062 section 4.4).
     *
     * @param way sends on the fresh connection, and hears {@link TurnOut#refused}
     */
    void join(Allocation allocation, PeerConnection connection, long nanos, TurnOut way);

    /**
     * Takes the answer to that; whatever comes behind it is the peer's.
     *
     * @param message from position to limit, whole
     * @return whether the way is free: no more messages, bytes only
     */
    boolean joined(Allocation allocation, PeerConnection connection, ByteBuffer message, long nanos, TurnOut way);

    /** The longest header {@link #send} puts before a packet. */
    int HEADROOM = 48;
    /** The longest padding {@link #send} puts behind a packet. */
    int TAILROOM = 3;
}
