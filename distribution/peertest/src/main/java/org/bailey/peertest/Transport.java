package org.bailey.peertest;

import java.util.Locale;

/** How SIP travels. */
public enum Transport {
    UDP,
    TCP,
    TLS;

    /** As in a URI parameter. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
