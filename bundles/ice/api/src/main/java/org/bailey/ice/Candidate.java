package org.bailey.ice;

import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.util.Optional;
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

    /**
     * Reads the value of a=candidate (RFC 8839 section 5.1, RFC 6544 section 4.5) or of Microsoft's a=x-candidate-ipv6,
     * blanks at the end included.
     *
     * @param dialect whose words are expected; those of the other one are understood too
     * @return empty for what cannot be used and is passed over: a name instead of an address (also mDNS), no place to send
     *     to, a transport or type nobody knows, or no candidate at all
     */
    public static Optional<Candidate> parse(String value, IceDialect dialect) {
        return Optional.ofNullable(CandidateText.parse(value));
    }

    /** {@return the value of the attribute {@link #attribute} names} */
    public String text(IceDialect dialect) {
        return CandidateText.write(this, dialect);
    }

    /** {@return candidate, or x-candidate-ipv6 where older Microsoft clients are not to see it} */
    public String attribute(IceDialect dialect) {
        return dialect == IceDialect.MICROSOFT && address.getAddress() instanceof Inet6Address
                ? "x-candidate-ipv6"
                : "candidate";
    }

    /** {@return for people: address and type, such as 192.0.2.1:50000 (host)} */
    public String brief() {
        return Places.text(address)
                + switch (transport) {
                    case UDP -> "";
                    case TCP_ACTIVE -> " TCP, active";
                    case TCP_PASSIVE -> " TCP, passive";
                }
                + " (" + type.word + ")";
    }

    public enum Transport {
        UDP,
        /** Connects from here; the port means nothing. */
        TCP_ACTIVE,
        /** Is connected to. */
        TCP_PASSIVE
    }

    public enum Type {
        HOST("host"),
        /** As a STUN or TURN server saw us. */
        SERVER_REFLEXIVE("srflx"),
        /** As the peer saw us. */
        PEER_REFLEXIVE("prflx"),
        /** On a TURN server. */
        RELAYED("relay");

        /** As descriptions say it. */
        public final String word;

        Type(String word) {
            this.word = word;
        }
    }
}
