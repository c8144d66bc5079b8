package org.bailey.dialplan;

import java.util.List;
import java.util.concurrent.CompletionStage;
import org.bailey.sip.SipRequest;
import org.bailey.sip.Source;
import org.osgi.annotation.versioning.ProviderType;

/** Says who sent a request and where a call goes. Safe for use by many threads. */
@ProviderType
public interface DialPlan {
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

    /** Tells that a hop did not answer or refused the connection, so that the next calls try others first. */
    void failed(String zone, org.bailey.sip.Hop hop, String reason);

    /** {@return every zone with its peers and their health} */
    List<ZoneStatus> zones();

    /**
     * @param name of the zone
     * @param automatic whether it is the zone to the Microsoft side, which no one configures as a zone
     * @param alive whether calls can be placed to it
     */
    record ZoneStatus(String name, Dialect dialect, boolean automatic, boolean alive, List<PeerStatus> peers) {}

    /**
     * @param address as configured
     * @param state Alive, Failed, Unknown, or Unresolvable
     * @param detail transport in use, answer time, or one sentence why it is not alive and what to do
     */
    record PeerStatus(String address, String state, String detail) {}
}
