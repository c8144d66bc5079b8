package org.bailey.dialplan;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.bailey.sip.Hop;
import org.bailey.sip.SipRequest;
import org.bailey.sip.Source;
import org.osgi.annotation.versioning.ProviderType;

/** Says who sent a request and where a call goes. Safe for use by many threads. */
@ProviderType
public interface DialPlan {
    /** Name of the zone to the Microsoft side; it is there while {@code org.bailey.b2bua} is enabled. */
    String MICROSOFT_ZONE = "To Microsoft destination via B2BUA";

    /** Name by which rules call where everybody comes from who is a peer of no zone; nothing can be sent there. */
    String DEFAULT_ZONE = "Default zone";

    /** {@return who sent that request} Quick: no network. */
    Origin origin(SipRequest request, Source source);

    /**
     * Searches the target of a new call: transforms, then search rules by priority, then the peers of the target zone by
     * health and DNS.
     *
     * @param uri Request-URI as received
     * @return completes on any thread, at once when no name has to be looked up: enqueue and return
     */
    CompletionStage<Route> route(String uri, Origin origin);

    /**
     * Searches on when a call found nobody in the zones it has been to. A rule whose target was tried ends the search
     * unless it says Continue.
     *
     * @param tried names of zones, from {@link Route.Found#zone()}
     */
    CompletionStage<Route> route(String uri, Origin origin, Set<String> tried);

    /** Tells that a hop did not answer or refused the connection, so that the next calls try others first. */
    void failed(String zone, Hop hop, String reason);

    /** {@return every zone with its peers and their health} */
    List<ZoneStatus> zones();

    /** {@return how media is treated towards that zone; the defaults for a zone that is not there} */
    ZonePolicy policy(String zone);

    /** {@return what is wrong or doubtful in the configuration, one sentence each naming PID and setting; empty when all is well} */
    List<String> problems();

    /**
     * @param name of the zone
     * @param automatic whether it is the zone to the Microsoft side, which no one configures as a zone
     * @param alive whether calls can be placed to it
     */
    record ZoneStatus(String name, Dialect dialect, boolean automatic, boolean alive, List<PeerStatus> peers) {
        public ZoneStatus {
            peers = List.copyOf(peers);
        }
    }

    /**
     * @param address as configured
     * @param state Alive, Failed, Unknown, or Unresolvable
     * @param detail transport in use, answer time, or one sentence why it is not alive and what to do
     */
    record PeerStatus(String address, String state, String detail) {}
}
