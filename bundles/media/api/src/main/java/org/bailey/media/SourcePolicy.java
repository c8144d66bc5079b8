package org.bailey.media;

/** From whom a port takes packets, and where the answer goes, as long as the address in SDP has not spoken. */
public enum SourcePolicy {
    /** Only from the address in SDP. */
    SIGNALLED,
    /** From whoever speaks first; packets are sent to the address in SDP all the same. */
    ACCEPT,
    /**
     * From whoever speaks first. If that is another IP address than the one in SDP, a NAT is between, and packets are
     * sent there (symmetric RTP, RFC 4961); if it is only another port, they are sent to the address in SDP.
     */
    LEARN
}
