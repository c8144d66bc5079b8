package org.bailey.sip;

import java.util.Locale;

/** The transports SIP runs over here; RFC 3261 section 18. */
public enum Transport {
    UDP,
    TCP,
    TLS;

    /** {@return the token of Via headers and of the {@code transport} URI parameter, lower case} */
    public String token() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** {@return whether lost messages are the transport's worry and not ours} */
    public boolean reliable() {
        return this != UDP;
    }

    /** {@return the port used where none is given: 5060, or 5061 with TLS} */
    public int defaultPort() {
        return this == TLS ? 5061 : 5060;
    }

    /**
     * Reads a transport token in any letter case.
     *
     * @throws IllegalArgumentException when it is none of udp, tcp, tls
     */
    public static Transport of(String token) {
        try {
            return valueOf(token.strip().toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException unknown) {
            throw new IllegalArgumentException("transport '" + token + "' is none of udp, tcp, tls");
        }
    }
}
