package org.bailey.turn;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a configured server.
 *
 * @param name as in the configuration
 * @param address as configured, {@code host:port}
 * @param transport what leads to it
 * @param description free text of the configuration
 * @param state in one word
 * @param detail in a sentence that says what to do
 * @param software what the server calls itself; empty while unknown
 * @param relayed address it gave us at the last probe; empty if none
 * @param mapped our address as it saw us then; empty if none
 * @param roundTrip of one request; null before a probe succeeded
 * @param probed when it was last asked; null for never
 * @param failures how often a call could not use it since it was configured so, by the code of its answer; 0 for none
 */
public record TurnServerStatus(
        String name,
        String address,
        TurnServer.Transport transport,
        String description,
        State state,
        String detail,
        String software,
        String relayed,
        String mapped,
        @Nullable Duration roundTrip,
        @Nullable Instant probed,
        Map<Integer, Long> failures) {
    public TurnServerStatus {
        failures = Map.copyOf(failures);
    }

    public enum State {
        /** Not asked yet, or not to be asked. Tried like one that works. */
        UNKNOWN,
        /** Gave us an address. */
        WORKING,
        /** A call could not use it; not asked since. */
        SUSPECT,
        /** Answers, but does not want us. */
        REFUSING,
        /** Does not answer. */
        UNREACHABLE
    }
}
