package org.bailey.media.provider;

/** When a description of ours has candidates for connections (RFC 6544). */
enum TcpCandidates {
    /** Never, and none of the peer's are used. */
    OFF,
    /** When the peer offered some. Those of its answers are connected to as well. */
    ANSWER,
    /** In offers and answers. */
    OFFER
}
