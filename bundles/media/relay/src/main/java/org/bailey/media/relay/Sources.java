package org.bailey.media.relay;

import java.net.InetSocketAddress;
import org.bailey.media.PacketSource;
import org.bailey.media.SourcePolicy;
import org.bailey.media.StreamState;
import org.jspecify.annotations.Nullable;

/** Decides whether a packet comes from the peer or from somebody else. */
final class Sources {
    private Sources() {}

    /** {@return whether packets are taken from there now}; nothing is noted: whether the packet is genuine is not known yet */
    static boolean admits(StreamState stream, PacketSource source, InetSocketAddress from, long nanos) {
        // the same sender mostly comes as the same object
        return from == source.heard || known(source, from) || free(stream, source, from, nanos);
    }

    /** Notes who spoke; only for packets that were admitted and are genuine, or anything could move the address. */
    static void heard(StreamState stream, PacketSource source, InetSocketAddress from, long nanos) {
        if (from != source.heard && !from.equals(source.heard)) {
            if (from.equals(source.signalled)) {
                source.target = from;
            } else if (stream.sources == SourcePolicy.LEARN) {
                source.target = translated(source.signalled, from) ? from : source.signalled;
            }
        }
        source.heard = from;
        source.heardNanos = nanos;
    }

    /** {@return whether this address is the peer's} */
    static boolean known(PacketSource source, InetSocketAddress from) {
        return from.equals(source.heard) || from.equals(source.signalled);
    }

    private static boolean free(StreamState stream, PacketSource source, InetSocketAddress from, long nanos) {
        InetSocketAddress heard = source.heard;
        return stream.sources != SourcePolicy.SIGNALLED
                && (heard == null
                        || !heard.equals(source.signalled)
                                && nanos - source.heardNanos > stream.relearnNanos
                                && (stream.receive != null || sameHost(heard, from)));
    }

    // A NAT that forgot a peer gives it another port, and keeps the address (RFC 4787 REQ-2). Elsewhere may be anybody
    // who waited for a pause: that has to show the keys, or be in a description.
    private static boolean sameHost(InetSocketAddress heard, InetSocketAddress from) {
        return heard.getAddress().equals(from.getAddress());
    }

    // Another IP address is what a NAT makes of a peer. Another port of the same address is a peer that sends from one
    // port and listens on another, as RFC 3550 allows: it does not hear what is sent to where it speaks from.
    private static boolean translated(@Nullable InetSocketAddress signalled, InetSocketAddress from) {
        return signalled == null || !signalled.getAddress().equals(from.getAddress());
    }
}
