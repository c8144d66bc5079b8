package org.bailey.ice;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bailey.ice.Candidate.Transport;
import org.bailey.ice.Candidate.Type;
import org.jspecify.annotations.Nullable;

/**
 * Our candidates of one media line while they are gathered: gives them foundations and priorities, and leaves out what
 * says nothing new. The address added first of its type is preferred. For one thread.
 */
public final class CandidateList {
    private final IceDialect dialect;
    private final Map<List<Object>, String> foundations = new LinkedHashMap<>();
    private final Map<Type, List<InetAddress>> orders = new LinkedHashMap<>();
    private final List<Candidate> candidates = new ArrayList<>();

    public CandidateList(IceDialect dialect) {
        this.dialect = dialect;
    }

    /** An address of ours. */
    public void host(int component, Transport transport, InetSocketAddress address) {
        add(Type.HOST, component, transport, address, address, null, null);
    }

    /**
     * An address of ours as a server sees it.
     *
     * @param base from where the server was asked
     * @param server which one
     * @return false when it is that of a host candidate: there is no NAT, and nothing was added
     */
    public boolean reflexive(int component, InetSocketAddress mapped, InetSocketAddress base, InetAddress server) {
        return reflexive(component, Transport.UDP, mapped, base, server);
    }

    /** As above, also for the port of a connection. */
    public boolean reflexive(
            int component, Transport transport, InetSocketAddress mapped, InetSocketAddress base, InetAddress server) {
        return add(Type.SERVER_REFLEXIVE, component, transport, mapped, base, base, server);
    }

    /**
     * An address on a server.
     *
     * @param mapped how the server sees us; null when it did not say
     * @return false when it is known already
     */
    public boolean relayed(
            int component, InetSocketAddress relayed, @Nullable InetSocketAddress mapped, InetAddress server) {
        return add(Type.RELAYED, component, Transport.UDP, relayed, relayed, mapped, server);
    }

    /** {@return what there is, in the order it was added} */
    public List<Candidate> candidates() {
        return List.copyOf(candidates);
    }

    private boolean add(
            Type type,
            int component,
            Transport transport,
            InetSocketAddress address,
            InetSocketAddress base,
            @Nullable InetSocketAddress related,
            @Nullable InetAddress server) {
        for (Candidate known : candidates) {
            if (known.component() == component
                    && known.transport() == transport
                    && known.address().equals(address)) {
                return false;
            }
        }
        List<InetAddress> order = orders.computeIfAbsent(type, t -> new ArrayList<>());
        InetAddress place = base.getAddress();
        if (!order.contains(place)) {
            order.add(place);
        }
        // RFC 8445 section 5.1.1.3: same type, base address, server and transport
        var key = new ArrayList<Object>(List.of(type, place, transport));
        if (server != null) {
            key.add(server);
        }
        String foundation = foundations.computeIfAbsent(key, k -> Integer.toString(foundations.size() + 1));
        long priority = CandidatePriority.of(dialect, type, transport, order.indexOf(place), component);
        candidates.add(new Candidate(foundation, component, transport, priority, address, type, related));
        return true;
    }
}
