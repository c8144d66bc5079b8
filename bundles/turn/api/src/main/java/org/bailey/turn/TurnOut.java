package org.bailey.turn;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import org.osgi.annotation.versioning.ProviderType;

/** What a {@link TurnClient} can have done; on the loop of the call. */
@ProviderType
public interface TurnOut {
    /**
     * Sends to the server, position to limit.
     *
     * @return false if the network did not take it
     */
    boolean send(ByteBuffer message);

    /** A peer sent this, position to limit; valid only during the call. */
    void data(InetSocketAddress peer, ByteBuffer packet);

    /** {@link Allocation#relayed} and {@link Allocation#mapped} are there. */
    void allocated();

    /** There is no allocation (any more); the sentence says why and what to do. */
    void failed(String sentence);

    /**
     * The server has a connection with a peer, because {@link TurnClient#connect} asked for it or because the peer came by
     * itself. Whoever wants it opens another connection to the server and calls {@link TurnClient#join} with it.
     */
    default void connected(PeerConnection connection) {}

    /** There will be no connection with that peer; the sentence says why. */
    default void refused(PeerConnection connection, String sentence) {}

    /** Fills with unpredictable bytes. */
    void random(byte[] into);
}
