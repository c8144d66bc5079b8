package org.bailey.media;

import java.net.InetAddress;
import org.bailey.ice.IceDialect;
import org.jspecify.annotations.Nullable;

/**
 * What one side of a media line is to be prepared for.
 *
 * @param peer where the peer is reached; null while unknown: the address of the default route is advertised
 * @param ice the dialect to gather candidates for, relays included; null for none
 * @param tcp whether the peer has offered connections beside UDP (RFC 6544)
 */
public record MediaNeeds(
        @Nullable InetAddress peer, @Nullable IceDialect ice, boolean tcp) {
    /** For a peer that has not offered connections. */
    public MediaNeeds(@Nullable InetAddress peer, @Nullable IceDialect ice) {
        this(peer, ice, false);
    }

    public static final MediaNeeds NONE = new MediaNeeds(null, null);
}
