package org.bailey.dialplan.provider.plan;

/** How the addresses of a zone are found. */
public enum ZoneType {
    /** By the peers that are configured. */
    NEIGHBOUR,
    /** By the domain of each call: NAPTR, SRV, A and AAAA (RFC 3263). */
    DNS,
    /** By the domain of each call and its {@code _sipfederationtls._tcp} alone, as Microsoft organisations find each other. */
    FEDERATION;

    public boolean byDomain() {
        return this != NEIGHBOUR;
    }
}
