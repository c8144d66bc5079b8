package org.bailey.lab.wire;

import org.jspecify.annotations.Nullable;

/** Bytes that are no SIP message. Holds what could be read, so that a request can still be answered 400. */
public final class MalformedSip extends Exception {
    private final transient @Nullable SipMessage partial;

    public MalformedSip(String reason, @Nullable SipMessage partial) {
        super(reason);
        this.partial = partial;
    }

    /** The start line and headers as far as they could be read. */
    public @Nullable SipMessage partial() {
        return partial;
    }
}
