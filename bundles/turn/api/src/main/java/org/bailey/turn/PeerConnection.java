package org.bailey.turn;

import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * A TCP connection between the server and a peer, on an allocation made for that (RFC 6062). Its bytes go over a connection
 * of its own between us and the server. Touched only by the event loop that owns the call.
 */
public final class PeerConnection {
    public final InetSocketAddress peer;
    public State state = State.ASKED;
    /** As the server calls it; known from {@link State#OFFERED} on. */
    public int id;
    /** What was asked on the connection of its own; null before and after. */
    public @Nullable Exchange joining;

    public PeerConnection(InetSocketAddress peer) {
        this.peer = peer;
    }

    public enum State {
        /** The server connects to the peer. */
        ASKED,
        /** The server has a connection with the peer; within 30 s we have to come for it. */
        OFFERED,
        JOINING,
        /** Bytes flow, nothing but bytes. */
        OPEN,
        FAILED
    }
}
