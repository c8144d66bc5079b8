package org.bailey.call;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/** The record of every call, live and past. Safe for use by many threads. */
@ProviderType
public interface Calls {
    /** {@return calls that are up or being set up, oldest first} */
    List<CallRecord> live();

    /** {@return ended calls, the latest first; as many as {@code org.bailey.call} keeps} */
    List<CallRecord> past();

    Optional<CallRecord> find(String id);

    /**
     * Ends a call from our side.
     *
     * @param who user name, for the record
     * @return false when there is no such live call
     */
    boolean hangUp(String id, String who);

    CallCounters counters();

    /**
     * @param live calls held now
     * @param lanes serial queues that exist now; one for each live call
     * @param waitingEvents not handled yet, because they just came or the machine is being replaced
     * @param timers running now
     * @param total calls since start
     * @param unknownCallers live calls whose caller is neither a peer of a zone nor a trusted host
     * @param refused calls refused because a limit was reached
     * @param refusedUnknown those of them that unknown callers made beyond their share
     * @param unmatched requests and answers that belonged to no call
     * @param lostEvents dropped because a lane's queue was full
     * @param ended calls that ended since start by SIP status, {@link End#status()}
     */
    record CallCounters(
            int live,
            int lanes,
            int waitingEvents,
            int timers,
            int unknownCallers,
            long total,
            long refused,
            long refusedUnknown,
            long unmatched,
            long lostEvents,
            Map<Integer, Long> ended) {
        public CallCounters {
            ended = Map.copyOf(ended);
        }
    }
}
