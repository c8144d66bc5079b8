package org.bailey.lab.wire;

/** Whoever gets what a {@link Wire} receives. Called on the loop given to the wire. */
public interface Receiver {
    void received(Link link, SipMessage message);

    /** Bytes that are no message; the wire has noted them and closed the link if it was a stream. */
    default void malformed(Link link, MalformedSip malformed) {}

    default void closed(Link link) {}
}
