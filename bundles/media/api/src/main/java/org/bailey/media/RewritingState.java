package org.bailey.media;

/**
 * What a {@link PacketRewriter} remembers of one stream. Plain data, held in {@link StreamState#rewriting}; the rewriter's API has
 * the classes, so that they outlive its code.
 */
public interface RewritingState {
    /** {@return the source whose pictures are sent on, that of its base layer where there are several; -1 while there is none} */
    long source();

    /** {@return what is added to timestamps on the way, in units of the clock of the pictures, wrapping} */
    int shift();
}
