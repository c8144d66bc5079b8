package org.bailey.media.relay.srtp;

/** What a look at one protected packet found. */
public enum Verdict {
    GOOD,
    /** Too short for what its key puts into each packet. */
    MALFORMED,
    /** The tag or the key identifier is wrong. */
    UNAUTHENTIC,
    /** Its index was there before, or is too old to know. */
    REPLAYED
}
