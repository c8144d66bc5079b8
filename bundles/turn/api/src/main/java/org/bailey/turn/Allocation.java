package org.bailey.turn;

import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * Everything remembered of one allocation on a TURN server. Held by the keeper of the sockets, read and written by the
 * {@link TurnClient}. Plain data, touched only by the event loop that owns the call.
 */
public final class Allocation {
    public final TurnServer server;
    /** Where the server relays for us; null before it said so. */
    public @Nullable InetSocketAddress relayed;
    /** As the server sees us; null before it said so. */
    public @Nullable InetSocketAddress mapped;
    /** When {@link TurnClient#elapsed} is wanted; {@link Long#MAX_VALUE} for not at all. */
    public long dueNanos = Long.MAX_VALUE;

    public Allocation(TurnServer server) {
        this.server = server;
    }
}
