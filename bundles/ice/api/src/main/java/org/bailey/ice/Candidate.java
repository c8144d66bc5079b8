package org.bailey.ice;

import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * An address media may be sent to (RFC 8445 section 5.3).
 *
 * @param foundation 1 to 32 characters; the same for candidates that are likely to fare the same
 * @param component 1 RTP, 2 RTCP
 * @param transport UDP, or TCP and who connects (RFC 6544)
 * @param priority 1 to 2^31-1
 * @param address resolved
 * @param type how it was found
 * @param related what it was found from (raddr, rport); null for a host candidate
 */
public record Candidate(
        String foundation,
        int component,
        Transport transport,
        long priority,
        InetSocketAddress address,
        Type type,
        @Nullable InetSocketAddress related) {

    public enum Transport {
        UDP,
        /** Connects from here; the port means nothing. */
        TCP_ACTIVE,
        /** Is connected to. */
        TCP_PASSIVE
    }

    public enum Type {
        HOST,
        /** As a STUN or TURN server saw us. */
        SERVER_REFLEXIVE,
        /** As the peer saw us. */
        PEER_REFLEXIVE,
        /** On a TURN server. */
        RELAYED
    }
}
