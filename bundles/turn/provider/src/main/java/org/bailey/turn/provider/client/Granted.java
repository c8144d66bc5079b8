package org.bailey.turn.provider.client;

import java.net.InetSocketAddress;
import org.bailey.stun.MalformedStun;
import org.bailey.stun.StunAttribute;
import org.bailey.stun.StunMessage;
import org.jspecify.annotations.Nullable;

/** The addresses in the answer to Allocate. */
record Granted(
        @Nullable InetSocketAddress relayed, @Nullable InetSocketAddress mapped) {
    static final Granted NOTHING = new Granted(null, null);

    static Granted in(StunMessage answer) throws MalformedStun {
        return new Granted(
                answer.address(StunAttribute.XOR_RELAYED_ADDRESS), answer.address(StunAttribute.XOR_MAPPED_ADDRESS));
    }
}
