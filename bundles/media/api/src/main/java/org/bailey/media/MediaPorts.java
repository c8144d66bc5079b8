package org.bailey.media;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
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
     * @param needs for each side. The address of this machine which leads to the peer is written into that side's ports,
     *     unless the configuration names one
     * @return completes on a media thread, with ICE when candidates are gathered: enqueue and return
     */
    CompletionStage<Allocation> allocate(String call, int line, String kind, Map<Side, MediaNeeds> needs);

    /** Opens ports when nothing is known of the peers. */
    default CompletionStage<Allocation> allocate(String call, int line, String kind) {
        return allocate(call, line, kind, Map.of());
    }

    /**
     * Makes new ICE credentials for one side of a line, for a restart (RFC 8445 section 9): relays that are up are offered
     * again, lost ones are asked for anew. Media goes on as it did until the peer's new description is applied. The
     * answer is from now on also that of {@link #allocate} for the line.
     *
     * @return refused for a line without ports, and unchanged for a side without ICE
     */
    CompletionStage<Allocation> restart(String call, int line, Side side);

    /** Makes the packet path of a call as described; lines not named keep what they have, lines without ports are ignored. */
    void apply(String call, List<MediaLinePlan> lines);

    /**
     * Takes to what one side said in signalling about the other's picture.
     *
     * @param of the side whose picture it is about
     */
    void wish(String call, int line, Side of, VideoWish wish);

    /** Closes ports of a line that is not used any more. */
    void release(String call, int line);

    /** Closes everything of a call. Unknown calls are ignored. */
    void release(String call);

    /** {@return counters of a call's streams as of now; empty when it holds no ports} */
    Optional<List<StreamStatistics>> statistics(String call);

    /**
     * {@return how the peers of a call are reached, each line and side that was asked for with ICE; at most a quarter of a
     * second old, empty when the call holds no ports}
     */
    List<Connectivity> connectivity(String call);

    /** {@return the calls that hold ports, for leak checks} */
    Set<String> calls();

    /** {@return how many ports each call holds} */
    Map<String, Integer> holders();

    PoolStatus pool();

    PathStatus path();

    /**
     * {@return the code that speaks ICE ("ice") and to TURN servers ("turn"), as {@link #path}; sockets wait for the latter only
     * while media goes through a relay, and messages for the former are sent again by the peer}
     */
    Map<String, PathStatus> helpers();

    /** {@return counters over all streams since the start; none of them ever falls} */
    MediaTotals totals();

    /** {@return how many calls each event loop carries, {@code bailey-media-0} first} */
    List<Integer> loops();

    /** How asking for ports ends. */
    sealed interface Allocation {
        record Granted(int line, LocalPorts caller, LocalPorts callee) implements Allocation {}

        /** @param reason one sentence: what ran out, and what to do */
        record Refused(int line, String reason) implements Allocation {}
    }

    /**
     * @param first lowest port of the pool
     * @param last highest, inclusive
     * @param total ports that can be given out when none is in use; without those other programs have
     * @param inUse ports open now
     * @param quarantined ports closed a moment ago and not given out yet
     * @param free ports that can be given out now; after the range was made smaller, ports outside of it may be in use too
     * @param warningPercent so much of it in use or in quarantine is warned of; 100 for never
     * @param warning one sentence when it is about to be exhausted, with a forecast; null while all is well
     */
    record PoolStatus(
            int first,
            int last,
            int total,
            int inUse,
            int quarantined,
            int free,
            int warningPercent,
            @Nullable String warning) {}

    /**
     * The packet code and its absences while it was replaced: packets wait in the sockets meanwhile.
     *
     * @param present whether packets pass now
     * @param absences how often there was none since the start, this moment included
     * @param longest the longest of them that is over
     * @param waited sockets that had packets waiting, over all absences
     */
    record PathStatus(boolean present, long absences, Duration longest, long waited) {}
}
