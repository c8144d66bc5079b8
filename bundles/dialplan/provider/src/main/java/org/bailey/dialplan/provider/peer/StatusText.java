package org.bailey.dialplan.provider.peer;

import java.util.ArrayList;
import java.util.List;
import org.bailey.dialplan.DialPlan.PeerStatus;
import org.bailey.dialplan.DialPlan.ZoneStatus;
import org.bailey.dialplan.provider.peer.Health.Condition;
import org.bailey.dialplan.provider.peer.PeerLookup.Found;
import org.bailey.dialplan.provider.plan.Zone;
import org.bailey.dialplan.provider.plan.ZoneType;

/** Puts what is known of a zone into the words of the status page. */
final class StatusText {
    private StatusText() {}

    static ZoneStatus zone(Neighbours neighbours, HealthBoard board) {
        Zone zone = neighbours.zone();
        if (zone.type().byDomain()) {
            PeerStatus domains = new PeerStatus(
                    "the domain of each call",
                    "Unknown",
                    zone.type() == ZoneType.DNS
                            ? "found by NAPTR, SRV, A and AAAA records, over " + zone.transport()
                            : "found by _sipfederationtls._tcp");
            return new ZoneStatus(zone.name(), zone.dialect(), false, true, List.of(domains));
        }
        List<PeerStatus> peers =
                neighbours.peers().stream().map(peer -> peer(peer, board)).toList();
        boolean asked = neighbours.zone().monitoring().on();
        boolean alive = peers.stream()
                .anyMatch(p -> p.state().equals("Alive") || !asked && p.state().equals("Unknown"));
        if (peers.isEmpty()) {
            peers = List.of(new PeerStatus("", "Unknown", Neighbours.NO_DESTINATION));
        }
        return new ZoneStatus(
                neighbours.zone().name(),
                neighbours.zone().dialect(),
                neighbours.zone().automatic(),
                alive,
                peers);
    }

    private static PeerStatus peer(Neighbour neighbour, HealthBoard board) {
        String address = neighbour.peer().text();
        Found found = neighbour.known();
        if (found == null) {
            return new PeerStatus(address, "Unknown", "being looked up");
        }
        if (found.hops().isEmpty()) {
            return new PeerStatus(address, "Unresolvable", found.problem());
        }
        List<Condition> conditions = new ArrayList<>();
        List<String> details = new ArrayList<>();
        found.hops().forEach(hop -> {
            Health health = board.of(neighbour.zone().name(), hop);
            conditions.add(health.condition());
            details.add(health.detail().isEmpty() ? Verdict.where(hop) + nothingKnown(neighbour) : health.detail());
        });
        return new PeerStatus(address, state(conditions), String.join("; ", details));
    }

    private static String nothingKnown(Neighbour neighbour) {
        return neighbour.zone().monitoring().on() ? " is being asked" : " is not monitored";
    }

    private static String state(List<Condition> conditions) {
        if (conditions.contains(Condition.ALIVE)) {
            return "Alive";
        }
        boolean open = conditions.contains(Condition.UNKNOWN) || conditions.contains(Condition.SUSPECT);
        return open ? "Unknown" : "Failed";
    }
}
