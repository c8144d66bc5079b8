package org.bailey.media;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The keeper of media sockets: opens them for a call, relays RTP and RTCP as told, closes them. Safe for use by many
 * threads. Everything of one call happens on one event loop, in the order it was asked for.
 */
@ProviderType
public interface MediaPorts {
    /**
     * Opens ports for a media line on both sides: a pair of RTP and RTCP each, four ports in all. Asked again for a line
     * that has ports, answers the same ones.
     *
     * @param call the call's id
     * @param line number of the line within its call, from 0
     * @param kind audio, video
     * @return completes on a media thread: enqueue and return
     */
    CompletionStage<Allocation> allocate(String call, int line, String kind);

    /** Makes the packet path of a call as described; lines not named keep what they have. */
    void apply(String call, List<MediaLinePlan> lines);

    /** Closes ports of a line that is not used any more. */
    void release(String call, int line);

    /** Closes everything of a call. Unknown calls are ignored. */
    void release(String call);

    /** {@return counters of a call's streams as of now; empty when it holds no ports} */
    Optional<List<StreamStatistics>> statistics(String call);

    /** {@return the calls that hold ports, for leak checks} */
    Set<String> calls();

    PoolStatus pool();

    /** How asking for ports ends. */
    sealed interface Allocation {
        record Granted(int line, LocalPorts caller, LocalPorts callee) implements Allocation {}

        /** @param reason one sentence: what ran out, and what to do */
        record Refused(int line, String reason) implements Allocation {}
    }

    /**
     * @param first lowest port of the pool
     * @param last highest, inclusive
     * @param inUse ports open now
     * @param quarantined ports closed a moment ago and not given out yet
     */
    record PoolStatus(int first, int last, int inUse, int quarantined) {}
}
