package org.bailey.lab.wire;

import java.util.Locale;

/** The three ways SIP travels here. */
public enum Transport {
    UDP,
    TCP,
    TLS;

    /** As in a URI's transport parameter. */
    public String token() {
        return name().toLowerCase(Locale.ROOT);
    }

    public boolean reliable() {
        return this != UDP;
    }
}
