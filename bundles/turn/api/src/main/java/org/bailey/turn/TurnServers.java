package org.bailey.turn;

import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/** The servers there are; a service. Safe for use by many threads, never blocks. */
@ProviderType
public interface TurnServers {
    /**
     * {@return servers to try for a new call, in this order: those that work, in random order, then the others; empty when
     * TURN is switched off or none is configured}
     */
    List<TurnServer> inOrder();

    /** Tells that a server did not do; it comes last until a probe succeeds. */
    void failed(TurnServer server, String reason);
}
