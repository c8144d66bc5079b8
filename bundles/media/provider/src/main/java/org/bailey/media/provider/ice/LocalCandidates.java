package org.bailey.media.provider.ice;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bailey.ice.Candidate;
import org.jspecify.annotations.Nullable;

/** Our candidates of one media line and their numbers (RFC 8445 sections 5.1.1.3, 5.1.2.1 and 5.1.3). */
final class LocalCandidates {
    private static final int HIGHEST_PREFERENCE = 65535;

    private final List<Candidate> all = new ArrayList<>();
    private final Map<String, Integer> foundations = new LinkedHashMap<>();

    /** @param rank 0 for the address that is best, one more for each that is less so */
    void host(int component, InetSocketAddress address, int rank) {
        add(component, Candidate.Type.HOST, address, null, rank, address.getAddress(), "");
    }

    /** Left out when it is the host address itself: no NAT is between. */
    void reflexive(int component, InetSocketAddress address, InetSocketAddress base, String server) {
        add(component, Candidate.Type.SERVER_REFLEXIVE, address, base, 0, base.getAddress(), server);
    }

    void relayed(int component, InetSocketAddress address, @Nullable InetSocketAddress mapped, String server) {
        add(component, Candidate.Type.RELAYED, address, mapped, 0, address.getAddress(), server);
    }

    private void add(
            int component,
            Candidate.Type type,
            InetSocketAddress address,
            @Nullable InetSocketAddress related,
            int rank,
            InetAddress base,
            String server) {
        for (Candidate known : all) {
            if (known.component() == component && known.address().equals(address)) {
                return;
            }
        }
        String alike = type + " " + base.getHostAddress() + " " + server;
        int foundation = foundations.computeIfAbsent(alike, kind -> foundations.size() + 1);
        all.add(new Candidate(
                Integer.toString(foundation),
                component,
                Candidate.Transport.UDP,
                priority(type, HIGHEST_PREFERENCE - rank, component),
                address,
                type,
                related));
    }

    private static long priority(Candidate.Type type, int local, int component) {
        int preference = switch (type) {
            case HOST -> 126;
            case PEER_REFLEXIVE -> 110;
            case SERVER_REFLEXIVE -> 100;
            case RELAYED -> 0;
        };
        return ((long) preference << 24) + ((long) local << 8) + 256 - component;
    }

    List<Candidate> all() {
        return all;
    }
}
