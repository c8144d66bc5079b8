package org.bailey.media;

/**
 * What a {@link PacketRewriter} remembers of one stream. Plain data, held in {@link StreamState#rewriting}; the rewriter's API has
 * the classes, so that they outlive its code. Belongs to the event loop that owns the call; {@link #statistics} may be asked by
 * anyone.
 */
public interface RewritingState {
    /** {@return the source whose pictures are sent on, that of its base layer where there are several; -1 while there is none} */
    long source();

    /** {@return a bit for each layer a key picture is to be asked of, layer 0 the lowest; at least one} */
    long keyLayers();

    /** {@return whether a key picture is wanted of the sender; once for each time it is} */
    boolean takeKeyWanted();

    /** {@return what is added to timestamps on the way, in units of the clock of the pictures, wrapping} */
    int shift();

    RewritingStatistics statistics();
}
