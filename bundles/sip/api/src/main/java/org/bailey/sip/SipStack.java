package org.bailey.sip;

import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The keeper of listeners, connections and transactions (RFC 3261 sections 17 and 18). Safe for use by many threads; no
 * call waits for the network. It knows nothing of dialogs: 2xx and their ACK are the user's, with the user's timing.
 */
@ProviderType
public interface SipStack {
    /**
     * Starts a client transaction. Via and Content-Length are added, everything else is sent as given. What becomes of it
     * is told to the {@link SipUser} of the transaction's owner; a failure to send is told the same way, never thrown.
     */
    void send(TransactionId transaction, SipRequest request, Hop hop);

    /**
     * Sends an ACK for a 2xx: a request without transaction (RFC 3261 section 13.2.2.4). A connection that breaks is not
     * told: the peer then repeats its 2xx.
     */
    void acknowledge(TransactionId transaction, SipRequest ack, Hop hop);

    /**
     * Cancels an INVITE of ours, at once when a provisional answer was there, else as soon as one comes. The INVITE's own
     * final answer is told as ever.
     *
     * @param reason value of a Reason header (RFC 3326), empty for none
     */
    void cancel(TransactionId invite, String reason);

    /**
     * Answers a request of a peer. 2xx to an INVITE is sent once each time it is given, for 64 T1: its retransmission is the
     * user's. Record-Route is copied from the request unless the response brings its own.
     */
    void respond(TransactionId transaction, SipResponse response);

    /** {@return the timers in force now: whoever repeats 2xx keeps to them} */
    Timers timers();

    /** {@return our listeners as they are now} */
    List<ListenerStatus> listeners();

    /**
     * {@return the URI under which the peer at that hop reaches us, for Contact headers; the FQDN when there is one, else
     * the address of this machine that leads there}
     *
     * @throws IllegalArgumentException when there is no listener of the hop's name
     */
    SipUri contact(Hop hop);

    /** {@return whether a connection to or from that address is open and would carry a request; never over UDP} */
    boolean connected(Hop hop);

    /** {@return counts since start and levels as of now, for status pages and leak checks} */
    SipCounters counters();

    /**
     * @param problem empty when it listens; else one sentence on what to do
     */
    record ListenerStatus(
            String name,
            Transport transport,
            String address,
            int port,
            boolean listening,
            int connections,
            String problem) {}

    /**
     * @param clientTransactions alive now
     * @param serverTransactions alive now
     * @param connections open now
     * @param waitingEvents for a user that is being replaced
     * @param requestsIn those that came again included
     * @param retransmissionsIn requests that came again: our answer was late or lost
     * @param retransmissionsOut requests and refusals sent again because nothing came back; without 2xx, which calls repeat
     * @param malformed messages dropped or refused because they could not be read
     * @param lostEvents dropped because a queue was full
     * @param refused requests answered 503 and connections closed because a limit was reached
     * @param oversized requests sent with more than 11000 bytes or 100 headers, which some servers refuse
     * @param tlsFailures handshakes that failed, whoever refused
     * @param strayResponses answers that belong to no request of ours
     */
    record SipCounters(
            int clientTransactions,
            int serverTransactions,
            int connections,
            int waitingEvents,
            long requestsIn,
            long requestsOut,
            long retransmissionsIn,
            long retransmissionsOut,
            long malformed,
            long lostEvents,
            long refused,
            long oversized,
            long tlsFailures,
            long strayResponses) {}
}
