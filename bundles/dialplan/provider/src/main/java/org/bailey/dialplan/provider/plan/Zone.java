package org.bailey.dialplan.provider.plan;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.bailey.dialplan.Dialect;
import org.bailey.dialplan.ZonePolicy;
import org.bailey.sip.Transport;

/**
 * A neighbour, checked.
 *
 * @param type how its addresses are found
 * @param automatic whether it is the zone to the Microsoft side
 * @param listener name of our SIP listener it is reached from
 * @param port 0: found by SRV, else the transport's default
 * @param peers one to six; none in the automatic zone while it has no destination
 * @param hopCount upper limit for Max-Forwards
 * @param verify whether the certificate of a peer is checked
 */
public record Zone(
        String name,
        Dialect dialect,
        ZoneType type,
        boolean automatic,
        String listener,
        Transport transport,
        int port,
        List<Peer> peers,
        int hopCount,
        boolean verify,
        Monitoring monitoring,
        ZonePolicy policy) {
    private static final int MOST_PEERS = 6;

    public Zone {
        peers = List.copyOf(peers);
        if (name.isBlank()) {
            throw new IllegalArgumentException("the zone has no name");
        }
        if (type.byDomain() && !peers.isEmpty()) {
            throw new IllegalArgumentException("peers are set, but a zone of type " + type
                    + " finds its peers by the domain of each call: leave them empty");
        }
        if (type == ZoneType.FEDERATION && transport != Transport.TLS) {
            throw new IllegalArgumentException(
                    "transport is " + transport + ", but has to be TLS with type FEDERATION");
        }
        if (peers.isEmpty() && !automatic && !type.byDomain() || peers.size() > MOST_PEERS) {
            throw new IllegalArgumentException("zone '" + name + "' has " + peers.size() + " peers, but needs one to "
                    + MOST_PEERS + ": more nodes go behind one name with several addresses, or into a second zone");
        }
        if (port < 0 || port > 65535) {
            throw new IllegalArgumentException("port is " + port + ", but has to be 0 (by SRV) or up to 65535");
        }
        if (hopCount < 1 || hopCount > 255) {
            throw new IllegalArgumentException("hopCount is " + hopCount + ", but has to be between 1 and 255");
        }
    }

    /** With peers of its own. */
    public Zone(
            String name,
            Dialect dialect,
            boolean automatic,
            String listener,
            Transport transport,
            int port,
            List<Peer> peers,
            int hopCount,
            boolean verify,
            Monitoring monitoring,
            ZonePolicy policy) {
        this(
                name,
                dialect,
                ZoneType.NEIGHBOUR,
                automatic,
                listener,
                transport,
                port,
                peers,
                hopCount,
                verify,
                monitoring,
                policy);
    }

    /** {@return why no call can pass: its media has to be encrypted, and keys may not be sent there (MED-8)} */
    public Optional<String> keyless() {
        boolean keyless = policy.mediaEncryption() == ZonePolicy.MediaEncryption.REQUIRED
                && transport != Transport.TLS
                && !policy.keysWithoutTls();
        return keyless
                ? Optional.of(
                        "zone '" + name + "' has mediaEncryption REQUIRED, but keys are not sent over " + transport
                                + ": every call is refused; set transport to TLS, or keysWithoutTls if nobody can listen there")
                : Optional.empty();
    }

    /** {@return the port of a peer: its own, the zone's, or 0 for SRV} */
    public int port(Peer peer) {
        return peer.port() > 0 ? peer.port() : port;
    }

    /** {@return the host of the first peer, for URIs that have none; empty without peers} */
    String host() {
        return peers.isEmpty() ? "" : peers.get(0).host();
    }

    @Override
    public String toString() {
        return name;
    }

    /**
     * Whether and how often OPTIONS are sent to peers.
     *
     * @param alive pause while it answers
     * @param failed pause while it does not
     */
    public record Monitoring(boolean on, Duration alive, Duration failed) {
        public static final Monitoring DEFAULT = new Monitoring(true, Duration.ofSeconds(60), Duration.ofSeconds(10));

        public Monitoring {
            if (alive.toSeconds() < 5 || failed.toSeconds() < 1) {
                throw new IllegalArgumentException("aliveSeconds is " + alive.toSeconds() + " and failedSeconds is "
                        + failed.toSeconds() + ", but they have to be at least 5 and 1");
            }
        }
    }
}
