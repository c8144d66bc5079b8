package org.bailey.ice;

/** Why no pair works, in a word; {@link IceOut#failed} has the sentence. */
public enum IceFailure {
    /** The peer offered no candidates for the components we have. */
    NO_CANDIDATES,
    /** The peer offered TCP only. */
    ONLY_TCP,
    /** None of the peer's candidates has an address family of ours. */
    OTHER_FAMILY,
    /** The peer offered addresses of its own only, and none can be reached from here. */
    ONLY_HOST,
    /** The peer offered no relay, and nothing else came through. */
    NO_RELAY,
    /** Nothing came through, relays included. */
    NO_ANSWER,
    /** The pair the peer's final offer names does not work. */
    NAMED_PAIR,
    /** The peer did not answer any more on a pair that worked (RFC 7675). */
    CONSENT
}
