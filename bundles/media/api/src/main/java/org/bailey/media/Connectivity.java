package org.bailey.media;

import java.util.List;
import org.bailey.ice.IceHistory;
import org.jspecify.annotations.Nullable;

/**
 * How the peer of one side of a media line is reached. Immutable.
 *
 * @param line number of the line within its call
 * @param side the side that is reached
 * @param state where it stands
 * @param sentence why it failed, or what came of asking TURN servers; empty when there is nothing to say
 * @param ways the pair each component goes by, the chosen ones once there are any
 * @param relays allocations on TURN servers, also those not in use
 * @param history every pair that was tried and what came of it; null before the peer's description was there
 */
public record Connectivity(
        int line,
        Side side,
        State state,
        String sentence,
        List<Way> ways,
        List<Relay> relays,
        @Nullable IceHistory history) {
    public Connectivity {
        ways = List.copyOf(ways);
        relays = List.copyOf(relays);
    }

    /** {@return this without what was tried} */
    public Connectivity withoutHistory() {
        return new Connectivity(line, side, state, sentence, ways, relays, null);
    }

    public enum State {
        /** Candidates are gathered. */
        GATHERING,
        /** The peer has not described itself. */
        WAITING,
        CHECKING,
        CONNECTED,
        FAILED,
        /** The peer speaks no ICE: packets go to the address in its description. */
        WITHOUT_ICE
    }

    /**
     * The pair a component goes by.
     *
     * @param component 1 RTP, 2 RTCP
     * @param local ours as the peer sees it, such as 192.0.2.1:50000 (relay)
     * @param remote the peer's
     * @param relay the server it goes through; empty for none
     * @param tcp whether it is a connection (RFC 6544); false for UDP
     */
    public record Way(int component, String local, String remote, String relay, boolean tcp) {}

    /**
     * An address we have on a TURN server.
     *
     * @param component 1 RTP, 2 RTCP
     * @param server name and address
     * @param address the relayed one
     * @param inUse whether media goes through it
     */
    public record Relay(int component, String server, String address, boolean inUse) {}
}
