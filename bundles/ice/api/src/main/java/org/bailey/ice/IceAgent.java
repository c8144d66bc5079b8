package org.bailey.ice;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Finds a pair of addresses for each component of one media line and keeps it alive; a service. It keeps nothing itself:
 * all it knows is in the {@link IceSession}, so that this code can be replaced while a call is up. Every method is called
 * on the event loop that owns the call, never blocks, and leaves in {@link IceSession#dueNanos} when it wants
 * {@link #elapsed} called.
 */
@ConsumerType
public interface IceAgent {
    /**
     * Takes what the peer said: begins the checks; later on takes the pair of the final offer, or starts again when the
     * peer's credentials changed (RFC 8445 section 9). The same again changes nothing.
     */
    void remote(IceSession session, RemoteIce remote, long nanos, IceOut out);

    /**
     * A STUN message came in.
     *
     * @param base number of the local base in {@link IceSession#bases} it came in on
     * @param message from position to limit, whole; valid only during the call
     * @param from who sent it; behind a relay the peer, not the relay
     */
    void received(IceSession session, int base, ByteBuffer message, InetSocketAddress from, long nanos, IceOut out);

    /** {@link IceSession#dueNanos} has come. */
    void elapsed(IceSession session, long nanos, IceOut out);

    /** {@link IceSession#bases} has grown: a relay took the place of one that is gone, and is to be tried too. */
    void grown(IceSession session, long nanos, IceOut out);

    /**
     * Nothing leaves from a base any more: its relay is gone. If media went by it, the agent looks for another way with what
     * is left; {@link IceOut#selected} and {@link IceOut#completed} or {@link IceOut#failed} follow.
     *
     * @param reason why, as part of a sentence
     */
    void lost(IceSession session, int base, String reason, long nanos, IceOut out);

    /** A connection of a TCP base was made, failed or broke; UDP bases never tell. */
    void connection(IceSession session, int base, InetSocketAddress peer, boolean open, long nanos, IceOut out);
}
