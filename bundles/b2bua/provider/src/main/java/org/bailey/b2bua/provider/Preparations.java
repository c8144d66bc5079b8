package org.bailey.b2bua.provider;

import java.util.EnumMap;
import java.util.Map;
import org.bailey.b2bua.provider.bridge.SdpExchange;
import org.bailey.call.Leg;
import org.bailey.call.Targets;
import org.bailey.ice.IceDialect;
import org.bailey.media.MediaNeeds;
import org.bailey.media.Side;
import org.bailey.sip.Hop;

/** What new media lines are to be prepared for on each side. */
final class Preparations {
    private Preparations() {}

    /** Where signalling goes, for the address of ours that leads there is the one to write into SDP; and who speaks ICE. */
    static Map<Side, MediaNeeds> of(Turn turn, SdpExchange exchange, SdpExchange.Direction direction, String offer) {
        Map<Side, IceDialect> ice = exchange.ice(direction, offer);
        Map<Side, MediaNeeds> needs = new EnumMap<>(Side.class);
        for (Side side : Side.values()) {
            Hop hop = hop(turn, side);
            boolean known = hop != null && !hop.address().isUnresolved();
            boolean tcp = side == direction.offerer() && exchange.connections(direction, offer);
            needs.put(
                    side, new MediaNeeds(known && hop != null ? hop.address().getAddress() : null, ice.get(side), tcp));
        }
        return needs;
    }

    private static @org.jspecify.annotations.Nullable Hop hop(Turn turn, Side side) {
        Leg leg = turn.leg(side);
        Targets targets = turn.state().targets();
        return leg.hop() == null
                        && side == Side.CALLEE
                        && targets != null
                        && !targets.hops().isEmpty()
                ? targets.hops().get(0)
                : leg.hop();
    }
}
