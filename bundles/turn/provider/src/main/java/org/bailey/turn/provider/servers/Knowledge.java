package org.bailey.turn.provider.servers;

import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import org.bailey.turn.TurnServerStatus.State;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a server.
 *
 * @param detail a sentence that says what to do
 * @param address the one in use; null while none is known
 */
record Knowledge(
        State state,
        String detail,
        @Nullable InetAddress address,
        String software,
        String relayed,
        String mapped,
        @Nullable Duration roundTrip,
        @Nullable Instant probed) {

    static Knowledge none(@Nullable InetAddress address) {
        return new Knowledge(State.UNKNOWN, "has not been asked yet", address, "", "", "", null, null);
    }

    Knowledge suspect(String name, String reason) {
        return new Knowledge(
                State.SUSPECT,
                "a call could not use the TURN server " + name + ": " + reason,
                address,
                software,
                relayed,
                mapped,
                roundTrip,
                probed);
    }

    Knowledge failed(State state, String sentence, @Nullable InetAddress address, Instant now) {
        return new Knowledge(state, sentence, address, software, "", "", null, now);
    }

    /** {@return how early it is tried: 0 first} */
    int rank() {
        return switch (state) {
            case WORKING, UNKNOWN -> 0;
            case SUSPECT -> 1;
            case REFUSING, UNREACHABLE -> 2;
        };
    }
}
