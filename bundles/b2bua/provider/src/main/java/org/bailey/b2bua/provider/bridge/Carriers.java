package org.bailey.b2bua.provider.bridge;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bailey.b2bua.StreamBridge;
import org.bailey.b2bua.StreamLine;
import org.bailey.b2bua.StreamOffer;
import org.bailey.call.MediaLine;
import org.bailey.dialplan.Dialect;
import org.bailey.media.Side;
import org.bailey.sdp.MediaDescription;
import org.bailey.sdp.SessionDescription;

/** Finds the bridge for each line, highest rank first; a snapshot of the bridges there are. */
final class Carriers {
    private final List<StreamBridge> bridges;
    private final Encryption encryption;

    Carriers(List<StreamBridge> bridges, Encryption encryption) {
        this.encryption = encryption;
        // while one is replaced side by side its new version is there too
        Map<String, StreamBridge> named = new LinkedHashMap<>();
        bridges.forEach(bridge -> named.putIfAbsent(bridge.name(), bridge));
        List<StreamBridge> ranked = new ArrayList<>(named.values());
        ranked.sort(Comparator.comparingInt(StreamBridge::rank).reversed().thenComparing(StreamBridge::name));
        this.bridges = List.copyOf(ranked);
    }

    Optional<StreamBridge> named(String name) {
        return bridges.stream().filter(bridge -> bridge.name().equals(name)).findFirst();
    }

    /** All that carry a line as the same, highest rank first: each has its say in our offer, and the answer decides. */
    List<StreamBridge> all(StreamOffer offered) {
        List<StreamBridge> all = new ArrayList<>();
        Optional<String> role = Optional.empty();
        for (StreamBridge bridge : bridges) {
            Optional<String> own = bridge.carries(offered);
            if (own.isPresent() && (role.isEmpty() || role.equals(own))) {
                role = own;
                all.add(bridge);
            }
        }
        return all;
    }

    /** What all bridges would put into a pre-configured offer for a line of this bridge. */
    Optional<StreamLine> preset(String bridge, Dialect to) {
        Optional<String> role = named(bridge).flatMap(first -> first.preset(to)).map(StreamLine::role);
        return bridges.stream()
                .flatMap(each -> each.preset(to).stream())
                .filter(line -> role.equals(Optional.of(line.role())))
                .reduce(StreamLine::with);
    }

    Encryption encryption() {
        return encryption;
    }

    /** Whether packets of this line of an offer can be had at all: it is there, reachable, and protected as wanted. */
    boolean open(SessionDescription description, MediaDescription line, Manner leg) {
        return there(description, line) && !(encryption.ofOffer(line, leg) instanceof Encryption.Verdict.Impossible);
    }

    static boolean there(SessionDescription description, MediaDescription line) {
        return !line.isRefused() && Remote.reachable(description, line);
    }

    /**
     * The lines of an offer that are carried: those that were there keep number, bridge and ports.
     *
     * @param next number of the first new line
     */
    List<MediaLine> lines(
            SdpExchange.Direction direction, SessionDescription offer, List<MediaLine> existing, int next) {
        List<MediaLine> carried = new ArrayList<>();
        Set<String> roles = new HashSet<>();
        int id = next;
        for (int place = 0; place < offer.media().size(); place++) {
            MediaDescription line = offer.media().get(place);
            if (!open(offer, line, direction.giver())) {
                continue;
            }
            StreamOffer offered = new StreamOffer(line, direction.from(), direction.to(), List.of());
            Optional<MediaLine> old = at(existing, direction.offerer(), place, line.kind());
            for (StreamBridge bridge : inOrder(old)) {
                Optional<String> role = bridge.carries(offered);
                if (role.isEmpty() || !roles.add(role.get())) {
                    continue;
                }
                carried.add(old.isPresent() ? kept(old.get(), bridge) : fresh(id++, line, bridge, direction, place));
                break;
            }
        }
        return carried;
    }

    /** The lines of a pre-configured offer: audio first. */
    List<MediaLine> preset(Dialect to, int next) {
        List<MediaLine> lines = new ArrayList<>();
        Set<String> roles = new HashSet<>();
        for (boolean audio : new boolean[] {true, false}) {
            for (StreamBridge bridge : bridges) {
                bridge.preset(to)
                        .filter(line -> line.kind().equals("audio") == audio && roles.add(line.role()))
                        .ifPresent(line -> lines.add(
                                new MediaLine(next + lines.size(), line.kind(), bridge.name(), -1, -1, null, null)));
            }
        }
        return lines;
    }

    /** The bridge a line has stays its bridge while it is there and carries it. */
    private List<StreamBridge> inOrder(Optional<MediaLine> old) {
        List<StreamBridge> order = new ArrayList<>();
        old.flatMap(line -> named(line.bridge())).ifPresent(order::add);
        bridges.stream().filter(bridge -> !order.contains(bridge)).forEach(order::add);
        return order;
    }

    private static Optional<MediaLine> at(List<MediaLine> existing, Side side, int place, String kind) {
        return existing.stream()
                .filter(line -> line.index(side) == place && line.kind().equalsIgnoreCase(kind))
                .findFirst();
    }

    private static MediaLine kept(MediaLine old, StreamBridge bridge) {
        return old.withBridge(bridge.name());
    }

    private static MediaLine fresh(
            int id, MediaDescription line, StreamBridge bridge, SdpExchange.Direction direction, int place) {
        String kind = line.kind().toLowerCase(Locale.ROOT);
        return new MediaLine(id, kind, bridge.name(), -1, -1, null, null).withIndex(direction.offerer(), place);
    }
}
