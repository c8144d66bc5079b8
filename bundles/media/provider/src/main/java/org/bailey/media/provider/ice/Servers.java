package org.bailey.media.provider.ice;

import java.util.List;
import java.util.function.Supplier;
import org.bailey.turn.TurnServer;
import org.bailey.turn.TurnServers;
import org.jspecify.annotations.Nullable;

/**
 * The TURN servers there are at the moment: who knows them may come, go and be replaced under a call.
 *
 * @param now null while there is no TURN
 */
public record Servers(Supplier<@Nullable TurnServers> now) {
    /** {@return servers to ask, in this order; empty while there is no TURN} */
    List<TurnServer> inOrder() {
        TurnServers servers = now.get();
        return servers == null ? List.of() : servers.inOrder();
    }

    /** {@return why there is none to ask, to stand behind "no relay here: "; empty when there is} */
    String none() {
        TurnServers servers = now.get();
        if (servers == null) {
            return "section turn is not there, it takes an option key for turn-client";
        } else if (!servers.offered()) {
            return "TURN is off (offer of org.bailey.turn), or its option key has ended";
        }
        return servers.inOrder().isEmpty() ? "no TURN server is configured, or none has an address" : "";
    }

    /** Tells that a server did not do. */
    void failed(TurnServer server, int code, String sentence) {
        TurnServers servers = now.get();
        if (servers != null) {
            servers.failed(server, code, sentence);
        }
    }
}
