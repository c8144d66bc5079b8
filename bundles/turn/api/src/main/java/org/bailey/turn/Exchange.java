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

    public Exchange(Purpose purpose, @Nullable Permission permission, @Nullable Channel channel) {
        this.purpose = purpose;
        this.permission = permission;
        this.channel = channel;
    }

    public enum Purpose {
        ALLOCATE,
        REFRESH,
        PERMIT,
        BIND,
        /** Only asks whether the server is there. */
        PROBE,
        RELEASE
    }
}
