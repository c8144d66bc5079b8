package org.bailey.ice;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Everything remembered of ICE towards one peer on one media line. Held by the keeper of the sockets, read and written by
 * the {@link IceAgent}. Plain data, touched only by the event loop that owns the call.
 */
public final class IceSession {
    /** Where it stands. */
    public enum State {
        /** The peer's description is not here. */
        NEW,
        CHECKING,
        /** Every component has its pair. */
        CONNECTED,
        /** {@link IceOut#failed} said why. */
        FAILED
    }

    /** Most steps kept for people. */
    public static final int STEPS = 40;

    /**
     * Ours, as in our description. For a restart the keeper puts new ones here before it sends them; the agent begins anew
     * when the peer's new ones come.
     */
    public IceParameters local;
    /** Decides who controls when both ends think they do; the same for all lines of a call. */
    public final long tieBreaker;
    /** Where packets leave from; only ever grows. */
    public final List<IceBase> bases = new ArrayList<>();
    /** The peer's, once known. */
    public @Nullable RemoteIce remote;
    /** When {@link IceAgent#elapsed} is wanted; {@link Long#MAX_VALUE} for not at all. */
    public long dueNanos = Long.MAX_VALUE;
    /** The chosen local candidate of each component and the peer's for it, for the final offer; empty before. */
    public List<Chosen> selected = List.of();

    // From here on it is the agent's.

    public State state = State.NEW;
    /** Why it failed the last time; meaningful once {@link IceOut#failed} was told. */
    public IceFailure failure = IceFailure.NO_ANSWER;
    /** Whether we choose; changes when both ends thought they do. */
    public boolean controlling;
    /** Our parameters the checks of now are made with. */
    public @Nullable IceParameters checkedWith;
    /** Our parameters before the last restart: still answered. */
    public @Nullable IceParameters former;
    /** Candidates of the peer, those learned from checks included. */
    public final List<Candidate> remotes = new ArrayList<>();

    public final List<IceComponent> components = new ArrayList<>();
    /** The check list, most preferred first. */
    public final List<IcePair> pairs = new ArrayList<>();
    /** To be checked before others. */
    public final Deque<IcePair> triggered = new ArrayDeque<>();
    /** What was sent and may still be answered. */
    public final List<IceCheck> checks = new ArrayList<>();

    public final List<IceEarly> early = new ArrayList<>();
    public final Set<IceProven> proven = new LinkedHashSet<>();
    /** Bases that are gone. */
    public final Set<Integer> lost = new LinkedHashSet<>();
    /** Bases already in the check list. */
    public int basesPaired;
    /** When the checks began. */
    public long startedNanos;
    /** When they have to have succeeded. */
    public long deadlineNanos = Long.MAX_VALUE;
    /** When the next check may be sent. */
    public long paceNanos;
    /** Until when a better pair than those found is waited for; {@link Long#MAX_VALUE} while some component has none. */
    public long settleNanos = Long.MAX_VALUE;
    /** Until when the pair of the final offer has to have succeeded. */
    public long namedNanos = Long.MAX_VALUE;
    /** Whether the pair in use was lost and another one is sought. */
    public boolean healing;
    /**
     * Whether a pair that was lost has another one in its place that we chose though the peer chooses: nobody told it, and it
     * was not heard to choose the same.
     */
    public boolean unconfirmed;
    /** Microsoft: the implementation version the peer says; -1 before. */
    public long peerVersion = -1;
    /** Microsoft: whether the peer's integrity is in the form of the RFC. */
    public boolean rfcIntegrity;
    /** Messages that were no good. */
    public long refused;

    public String lastRefusal = "";
    /** Refusals are sent only so often: answers left until {@link #refusalNanos}. */
    public int refusalsLeft;

    public long refusalNanos = Long.MIN_VALUE;
    /** For people, oldest first. */
    public final List<String> steps = new ArrayList<>();

    public IceSession(IceParameters local, long tieBreaker) {
        this.local = local;
        this.tieBreaker = tieBreaker;
    }

    /** {@return what happened until now, for console, REST and records} */
    public IceHistory history() {
        return IceHistory.of(this);
    }

    /**
     * The pair one component uses.
     *
     * @param local as the peer sees it
     * @param base number of the local base
     */
    public record Chosen(Candidate local, Candidate remote, int base) {}
}
