package org.bailey.media.provider.ice;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.List;
import org.bailey.ice.IceSession;
import org.jspecify.annotations.Nullable;

/** The two ports of one side of a media line, as ICE sees them. Called on the loop of the call. */
public interface IcePorts {
    /** {@return whose they are, for people: call, line and side} */
    String name();

    /** Something is to be seen that was not before. */
    void changed();

    /** {@return whether ICE says from whom packets are taken; false with a peer that speaks none} */
    boolean decides();

    /** Sends straight from the socket of a component. */
    boolean send(int component, ByteBuffer packet, InetSocketAddress to);

    /** A media packet from an address that has passed a check. */
    void media(int component, ByteBuffer packet, InetSocketAddress from, long nanos);

    /** A media packet from an address that has not, or not yet. */
    void unproven(int component, ByteBuffer packet, InetSocketAddress from, long nanos);

    /** Something from somebody else, or that is nothing known. */
    void stray(boolean malformed);

    /**
     * Media of a component goes there from now on, and is taken from there.
     *
     * @param via the relay it goes through; null for none
     */
    void route(int component, InetSocketAddress remote, @Nullable Way via);

    /** {@return what is to be added when it is told that there is no way, such as that media still came; may be empty} */
    String nevertheless();

    /** @param unconfirmed as {@link IceSession#unconfirmed} */
    void connected(List<IceSession.Chosen> pairs, boolean unconfirmed);

    void disconnected(String sentence);
}
