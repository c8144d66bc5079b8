package org.bailey.media.relay;

import java.net.InetSocketAddress;
import org.bailey.media.PacketSource;
import org.bailey.media.SourcePolicy;
import org.bailey.media.StreamState;
import org.jspecify.annotations.Nullable;

/** Decides whether a packet comes from the peer or from somebody else. */
final class Sources {
    private Sources() {}

    /** Notes who spoke; only well-formed packets may be asked about, or anything could move the address. */
    static boolean admits(StreamState stream, PacketSource source, InetSocketAddress from, long nanos) {
        // the same sender mostly comes as the same object
        if (from != source.heard && !from.equals(source.heard) && !changes(stream, source, from, nanos)) {
            return false;
        }
        source.heard = from;
        source.heardNanos = nanos;
        return true;
    }

    /** {@return whether this address is the peer's, without noting anything} */
    static boolean known(PacketSource source, InetSocketAddress from) {
        return from.equals(source.heard) || from.equals(source.signalled);
    }

    private static boolean changes(StreamState stream, PacketSource source, InetSocketAddress from, long nanos) {
        if (from.equals(source.signalled)) {
            source.target = from;
            return true;
        }
        if (stream.sources == SourcePolicy.SIGNALLED) {
            return false;
        }
        InetSocketAddress heard = source.heard;
        boolean free =
                heard == null || !heard.equals(source.signalled) && nanos - source.heardNanos > stream.relearnNanos;
        if (free && stream.sources == SourcePolicy.LEARN) {
            source.target = translated(source.signalled, from) ? from : source.signalled;
        }
        return free;
    }

    // Another IP address is what a NAT makes of a peer. Another port of the same address is a peer that sends from one
    // port and listens on another, as RFC 3550 allows: it does not hear what is sent to where it speaks from.
    private static boolean translated(@Nullable InetSocketAddress signalled, InetSocketAddress from) {
        return signalled == null || !signalled.getAddress().equals(from.getAddress());
    }
}
