package org.bailey.turn;

import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/** The servers there are; a service. Safe for use by many threads, never blocks. */
@ProviderType
public interface TurnServers {
    /** {@return whether TURN services are offered to calls: the switch of {@code org.bailey.turn}} */
    boolean offered();

    /**
     * {@return servers to try for a new call, in this order: those that work, in random order, then the others; empty when
     * TURN is switched off or none is configured}
     */
    List<TurnServer> inOrder();

    /**
     * Tells that a server did not do; it comes last until a probe succeeds.
     *
     * @param code of its answer, such as 486; 0 for no answer, no connection, or an answer without a code
     * @param reason the sentence of {@link TurnOut#failed}
     */
    void failed(TurnServer server, int code, String reason);

    /** {@return all configured servers by name, also while TURN is switched off} */
    List<TurnServerStatus> status();

    /** {@return what is wrong with the settings, one sentence each} */
    List<String> problems();

    /** Asks all servers as soon as may be, whether TURN is switched on or not; {@link #status} has what comes of it. */
    void probe();
}
