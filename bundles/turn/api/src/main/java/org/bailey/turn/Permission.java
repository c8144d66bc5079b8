package org.bailey.turn;

import java.net.InetAddress;

/** Lets one address send to the relay (RFC 8656 section 9). Touched only by the event loop that owns the call. */
public final class Permission {
    public final InetAddress peer;
    /** Whether the server has agreed. */
    public boolean granted;
    /** Why it has not, as a sentence; empty otherwise. */
    public String refusal = "";
    /** When it is to be asked for again; {@link Long#MAX_VALUE} while it is, or for not at all. */
    public long refreshNanos = Long.MAX_VALUE;

    public Permission(InetAddress peer) {
        this.peer = peer;
    }
}
