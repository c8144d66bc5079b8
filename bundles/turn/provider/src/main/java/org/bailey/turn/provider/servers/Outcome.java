package org.bailey.turn.provider.servers;

import java.net.InetSocketAddress;
import java.time.Duration;
import org.bailey.turn.TurnServerStatus.State;
import org.jspecify.annotations.Nullable;

/**
 * What came of asking a server once.
 *
 * @param sentence when it does not work: why, and what to do
 * @param roundTrip of the request that brought the address
 */
record Outcome(
        State state,
        String sentence,
        String software,
        @Nullable InetSocketAddress relayed,
        @Nullable InetSocketAddress mapped,
        @Nullable Duration roundTrip) {

    static Outcome failed(State state, String sentence, String software) {
        return new Outcome(state, sentence, software, null, null, null);
    }
}
