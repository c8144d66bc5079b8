package org.bailey.media;

import java.net.InetAddress;
import org.bailey.ice.IceDialect;
import org.jspecify.annotations.Nullable;

/**
 * What one side of a media line is to be prepared for.
 *
 * @param peer where the peer is reached; null while unknown: the address of the default route is advertised
 * @param ice the dialect to gather candidates for, relays included; null for none
 */
public record MediaNeeds(
        @Nullable InetAddress peer, @Nullable IceDialect ice) {
    public static final MediaNeeds NONE = new MediaNeeds(null, null);
}
