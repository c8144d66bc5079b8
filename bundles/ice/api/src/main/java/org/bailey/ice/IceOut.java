package org.bailey.ice;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import org.osgi.annotation.versioning.ProviderType;

/** What an {@link IceAgent} can have done; on the loop of the call. */
@ProviderType
public interface IceOut {
    /**
     * Sends a message, position to limit, from a base. There are {@link #HEADROOM} bytes before its position for a relay's
     * header; the buffer is the receiver's for the time of the call, and may be changed.
     *
     * @return false if the network did not take it
     */
    boolean send(int base, ByteBuffer message, InetSocketAddress to);

    /** Connects from a {@link Candidate.Transport#TCP_ACTIVE} base; {@link IceAgent#connection} tells how it went. */
    void connect(int base, InetSocketAddress to);

    /**
     * Media of a component goes by this pair from now on.
     *
     * @param base number of the local base
     */
    void selected(int component, int base, InetSocketAddress remote);

    /**
     * The peer has shown at this address that it knows the credentials: media of the component that comes in on the base
     * from there is taken, whichever pair is chosen in the end. Told once for each address.
     */
    void proven(int component, int base, InetSocketAddress remote);

    /**
     * All components have their pair: {@link IceSession#selected} has it in the words of a final offer. Told again when the
     * pairs change afterwards, and when {@link IceSession#unconfirmed} does.
     */
    void completed();

    /** No pair works, or the one that did does not any more; the sentence says what was tried. */
    void failed(String sentence);

    /** Bytes free before the position of a message to be sent. */
    int HEADROOM = 64;

    /** Fills with unpredictable bytes. */
    void random(byte[] into);
}
