package org.bailey.media;

/**
 * What the packet path shall do for one media line.
 *
 * @param line number of the line within its call, stable for the life of the call
 * @param kind audio, video
 * @param bridge name of what carries it; {@link VideoControl} and {@link PacketRewriter} are found by it
 * @param toCallee packets that come in on the caller's ports
 * @param toCaller packets that come in on the callee's ports
 */
public record MediaLinePlan(int line, String kind, String bridge, MediaFlow toCallee, MediaFlow toCaller) {
    /** A line that packets just pass. */
    public MediaLinePlan(int line, String kind, MediaFlow toCallee, MediaFlow toCaller) {
        this(line, kind, "", toCallee, toCaller);
    }

    public MediaFlow towards(Side side) {
        return side == Side.CALLEE ? toCallee : toCaller;
    }
}
