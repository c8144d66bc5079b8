package org.bailey.call;

import org.bailey.media.LocalPorts;
import org.bailey.media.Side;
import org.jspecify.annotations.Nullable;

/**
 * One media line carried across.
 *
 * @param id number of the line within its call: never reused
 * @param kind audio, video
 * @param bridge name of the stream bridge that carries it
 * @param callerIndex place of its m= line in the caller's descriptions; -1 when it has none there
 * @param calleeIndex the same for the called side
 * @param caller our ports on the caller's side; null until granted
 * @param callee our ports on the called side; null until granted
 * @param callerConnected the pairs ICE found on the caller's side; null without ICE, and before
 * @param calleeConnected the same for the called side
 */
public record MediaLine(
        int id,
        String kind,
        String bridge,
        int callerIndex,
        int calleeIndex,
        @Nullable LocalPorts caller,
        @Nullable LocalPorts callee,
        @Nullable Connected callerConnected,
        @Nullable Connected calleeConnected) {
    /** A line nothing is connected of. */
    public MediaLine(
            int id,
            String kind,
            String bridge,
            int callerIndex,
            int calleeIndex,
            @Nullable LocalPorts caller,
            @Nullable LocalPorts callee) {
        this(id, kind, bridge, callerIndex, calleeIndex, caller, callee, null, null);
    }

    public @Nullable Connected connected(Side side) {
        return side == Side.CALLER ? callerConnected : calleeConnected;
    }

    public MediaLine with(Side side, @Nullable Connected pairs) {
        return side == Side.CALLER
                ? new MediaLine(id, kind, bridge, callerIndex, calleeIndex, caller, callee, pairs, calleeConnected)
                : new MediaLine(id, kind, bridge, callerIndex, calleeIndex, caller, callee, callerConnected, pairs);
    }

    public MediaLine withBridge(String other) {
        return new MediaLine(
                id, kind, other, callerIndex, calleeIndex, caller, callee, callerConnected, calleeConnected);
    }

    public int index(Side side) {
        return side == Side.CALLER ? callerIndex : calleeIndex;
    }

    public @Nullable LocalPorts ports(Side side) {
        return side == Side.CALLER ? caller : callee;
    }

    public boolean ready() {
        return caller != null && callee != null;
    }

    public MediaLine withIndex(Side side, int index) {
        return side == Side.CALLER
                ? new MediaLine(id, kind, bridge, index, calleeIndex, caller, callee, callerConnected, calleeConnected)
                : new MediaLine(id, kind, bridge, callerIndex, index, caller, callee, callerConnected, calleeConnected);
    }

    public MediaLine withPorts(LocalPorts callerPorts, LocalPorts calleePorts) {
        return new MediaLine(
                id, kind, bridge, callerIndex, calleeIndex, callerPorts, calleePorts, callerConnected, calleeConnected);
    }
}
