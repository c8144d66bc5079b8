package org.bailey.dialplan;

/** The two ways of speaking SIP and SDP that the gateway stands between. */
public enum Dialect {
    /** Lync and Skype for Business: [MS-SIPRE], [MS-SDPEXT]. */
    MICROSOFT,
    /** RFC 3261 and RFC 8866 as rooms and call control speak them. */
    STANDARD;

    public Dialect other() {
        return this == MICROSOFT ? STANDARD : MICROSOFT;
    }
}
