package org.bailey.ice;

import org.bailey.ice.Candidate.Transport;
import org.bailey.ice.Candidate.Type;

/** How much a candidate is preferred (RFC 8445 section 5.1.2, RFC 6544 section 4.2), and Microsoft's form of it. */
public final class CandidatePriority {
    private CandidatePriority() {}

    /**
     * {@code 2^24 * type preference + 2^8 * local preference + 256 - component}.
     *
     * @param order 0 for the address that is preferred among those of this type, 1 for the next
     */
    public static long of(IceDialect dialect, Type type, Transport transport, int order, int component) {
        return (long) typePreference(dialect, type, transport) << 24
                | (long) localPreference(dialect, type, transport, order) << 8
                | 256 - component;
    }

    /** {@return what a peer-reflexive candidate found by a check from {@code local} would have} */
    public static long reflexive(IceDialect dialect, Candidate local) {
        long rest = local.priority() & 0xFFFFFF;
        return (long) typePreference(dialect, Type.PEER_REFLEXIVE, local.transport()) << 24 | rest;
    }

    // By Microsoft TCP is told from UDP within the local preference; here UDP goes first by its type.
    private static int typePreference(IceDialect dialect, Type type, Transport transport) {
        boolean below = dialect == IceDialect.STANDARD && transport != Transport.UDP;
        return switch (type) {
            case HOST -> below ? 90 : 126;
            case PEER_REFLEXIVE -> below ? 85 : 110;
            case SERVER_REFLEXIVE -> below ? 80 : 100;
            case RELAYED -> below ? 0 : dialect == IceDialect.STANDARD ? 2 : 0;
        };
    }

    private static int localPreference(IceDialect dialect, Type type, Transport transport, int order) {
        int step = 2 * Math.min(order, 200);
        if (transport == Transport.UDP) {
            return 0xFFFF - step;
        }
        boolean active = transport == Transport.TCP_ACTIVE;
        if (dialect == IceDialect.MICROSOFT) {
            return 6 << 12 | (active ? 5 : 2) << 9 | Math.max(0, 0x1FF - step);
        }
        boolean plain = type == Type.HOST || type == Type.RELAYED;
        return (active ? plain ? 6 : 4 : plain ? 4 : 2) << 13 | 0x1FFF - step;
    }
}
