package org.bailey.media.provider;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;

/**
 * How candidates for ICE are gathered.
 *
 * @param addresses of host candidates, the best first; empty: the address to bind, or the one that leads to the peer
 * @param patience how long relays are waited for
 * @param tcp when TCP is offered beside UDP
 */
record GatherSettings(List<InetAddress> addresses, Duration patience, TcpCandidates tcp) {
    GatherSettings {
        addresses = List.copyOf(addresses);
        MediaSettings.range("iceGatherMillis", patience.toMillis(), 100, 10_000);
    }
}
