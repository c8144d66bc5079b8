package org.bailey.media;

import java.net.InetSocketAddress;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Who speaks to one port of ours, and where to send what goes back. Plain data of the owner loop. */
public final class PacketSource {
    /** The address in the peer's SDP; null while unknown or when it is no place to send to. */
    public @Nullable InetSocketAddress signalled;
    /** The only address packets are taken from; null until one has spoken. */
    public @Nullable InetSocketAddress heard;
    /** Where packets to this peer go; null while unknown. */
    public @Nullable InetSocketAddress target;
    /** When {@link #heard} spoke last. */
    public long heardNanos;

    /** Takes the address from the peer's SDP. A new one forgets who was heard; the same one again changes nothing. */
    public void signal(@Nullable InetSocketAddress address) {
        InetSocketAddress usable = usable(address) ? address : null;
        if (!Objects.equals(usable, signalled)) {
            signalled = usable;
            target = usable;
            heard = null;
        }
    }

    /** ICE has found the peer there: packets come from this address and go to it, whatever its SDP says. */
    public void settle(InetSocketAddress address) {
        signalled = address;
        target = address;
        heard = address;
    }

    // 0.0.0.0 is how RFC 2543 said "hold", port 0 how RFC 3264 says "no"
    private static boolean usable(@Nullable InetSocketAddress address) {
        return address != null
                && !address.isUnresolved()
                && address.getPort() != 0
                && !address.getAddress().isAnyLocalAddress();
    }
}
