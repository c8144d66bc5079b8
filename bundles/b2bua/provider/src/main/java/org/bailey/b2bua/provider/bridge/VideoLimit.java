package org.bailey.b2bua.provider.bridge;

import java.util.Optional;
import org.bailey.dialplan.Dialect;
import org.bailey.sdp.Bandwidth;
import org.bailey.sdp.MediaBandwidth;
import org.bailey.sdp.MediaDescription;
import org.bailey.sdp.SessionDescription;

/** How much video one side takes, as the other side is to hear it: x-mediabw on one side, b=TIAS and b=AS on the other. */
final class VideoLimit {
    private VideoLimit() {}

    /** In kbit/s, never above the operator's limit. */
    static long kbit(
            SessionDescription description,
            MediaDescription line,
            Dialect dialect,
            String role,
            ExchangeSettings settings) {
        Optional<Long> named = dialect == Dialect.MICROSOFT
                ? description.mediaBandwidth(role).map(MediaBandwidth::receiveKbit)
                : line.bandwidth("TIAS")
                        .or(() -> line.bandwidth("AS"))
                        .or(() -> description.bandwidth("TIAS"))
                        .or(() -> description.bandwidth("AS"))
                        .map(Bandwidth::kilobitsPerSecond);
        return Math.min(named.orElse(settings.videoKbit()), settings.maxVideoKbit());
    }
}
