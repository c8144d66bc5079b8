package org.bailey.media;

/** From whom a port takes packets, and where the answer goes, as long as the address in SDP has not spoken. */
public enum SourcePolicy {
    /** Only from the address in SDP. */
    SIGNALLED,
    /** From whoever speaks first; packets are sent to the address in SDP all the same. */
    ACCEPT,
    /** From whoever speaks first, and packets are sent there: symmetric RTP (RFC 4961), for peers behind a NAT. */
    LEARN
}
