package org.bailey.ice;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything remembered of ICE towards one peer on one media line. Held by the keeper of the sockets, read and written by
 * the {@link IceAgent}. Plain data, touched only by the event loop that owns the call.
 */
public final class IceSession {
    /** Ours, as in our description. */
    public final IceParameters local;
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

    public IceSession(IceParameters local, long tieBreaker) {
        this.local = local;
        this.tieBreaker = tieBreaker;
    }

    /**
     * The pair one component uses.
     *
     * @param base number of the local base
     */
    public record Chosen(Candidate local, Candidate remote, int base) {}
}
