package org.bailey.turn;

import java.net.InetSocketAddress;

/** A short way to one peer (RFC 8656 section 12). Touched only by the event loop that owns the call. */
public final class Channel {
    /** Lowest number (RFC 8656 section 12). */
    public static final int FIRST = 0x4000;
    /** Highest number. */
    public static final int LAST = 0x4FFF;

    public final int number;
    public final InetSocketAddress peer;
    /** Whether packets may take it. */
    public boolean bound;
    /** Why the server does not bind it, as a sentence; empty otherwise. */
    public String refusal = "";
    /** When it is to be bound again; {@link Long#MAX_VALUE} while it is, or for not at all. */
    public long refreshNanos = Long.MAX_VALUE;

    public Channel(int number, InetSocketAddress peer) {
        this.number = number;
        this.peer = peer;
    }
}
