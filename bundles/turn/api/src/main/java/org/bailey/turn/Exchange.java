package org.bailey.turn;

import org.bailey.stun.TransactionId;
import org.jspecify.annotations.Nullable;

/** A request to the server that has no answer yet. Touched only by the event loop that owns the call. */
public final class Exchange {
    public final Purpose purpose;
    /** Which permission it is about; null if none. */
    public final @Nullable Permission permission;
    /** Which channel it is about; null if none. */
    public final @Nullable Channel channel;
    /** Which connection it is about; null if none. */
    public final @Nullable PeerConnection connection;
    /** Ties the answer to it. */
    public TransactionId id = new TransactionId(0, 0);
    /** As it was sent, for sending it again. */
    public byte[] message = new byte[0];
    /** Which credential it was signed with; null for none. */
    public @Nullable Credential credential;
    /** How often this very message was sent. */
    public int sent;
    /** When it is sent again or given up. */
    public long dueNanos;
    /** How often it was made anew because the server wanted another nonce or realm. */
    public int renewed;
    /** When it was first sent. */
    public long sinceNanos;
    /** Whether somebody waits for the server just now, so that it is asked at short intervals. */
    public boolean urgent;

    public Exchange(Purpose purpose, @Nullable Permission permission, @Nullable Channel channel) {
        this(purpose, permission, channel, null);
    }

    public Exchange(Purpose purpose, PeerConnection connection) {
        this(purpose, null, null, connection);
    }

    private Exchange(
            Purpose purpose,
            @Nullable Permission permission,
            @Nullable Channel channel,
            @Nullable PeerConnection connection) {
        this.purpose = purpose;
        this.permission = permission;
        this.channel = channel;
        this.connection = connection;
    }

    public enum Purpose {
        ALLOCATE,
        REFRESH,
        PERMIT,
        BIND,
        /** Only asks whether the server is there. */
        PROBE,
        RELEASE,
        CONNECT,
        /** Asked on the connection that the bytes of the peer's are to take. */
        JOIN
    }
}
