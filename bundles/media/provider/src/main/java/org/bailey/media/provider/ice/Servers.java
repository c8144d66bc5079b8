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

    /** Tells that a server did not do. */
    void failed(TurnServer server, int code, String sentence) {
        TurnServers servers = now.get();
        if (servers != null) {
            servers.failed(server, code, sentence);
        }
    }
}
