package org.bailey.ice;

import org.jspecify.annotations.Nullable;

/** RTP or RTCP of a line. Plain data of the owner loop. */
public final class IceComponent {
    /** 1 RTP, 2 RTCP. */
    public final int number;
    /** The pair media was last told to go by; null before. */
    public @Nullable IcePair current;
    /** The pair chosen by whoever controls; null before. */
    public @Nullable IcePair chosen;
    /** The pair the final offer names; null before. */
    public @Nullable IcePair named;
    /** Whether we chose it though the peer chooses. */
    public boolean unconfirmed;
    /** When it was chosen. */
    public long chosenNanos;
    /** When the chosen pair is to be asked whether it still works; {@link Long#MAX_VALUE} for not at all. */
    public long doubtNanos = Long.MAX_VALUE;
    /** Until when it is not to be asked so. */
    public long trustNanos;
    /** When the chosen pair is to be kept alive next. */
    public long keepAliveNanos = Long.MAX_VALUE;
    /** When the peer last answered on the chosen pair; counts only after {@link #consents}. */
    public long consentNanos;
    /** How often the peer answered on the chosen pair after it was chosen. */
    public int consents;

    public IceComponent(int number) {
        this.number = number;
    }

    @Override
    public String toString() {
        return number == 1 ? "RTP" : number == 2 ? "RTCP" : "component " + number;
    }
}
