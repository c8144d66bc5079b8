package org.bailey.ice;

/** How a peer speaks ICE. */
public enum IceDialect {
    /** RFC 8445, also with peers of RFC 5245. */
    STANDARD,
    /** Lync 2010 and later: [MS-ICE2], on the wire like draft-ietf-mmusic-ice-19 with its own integrity and fingerprint. */
    MICROSOFT
}
