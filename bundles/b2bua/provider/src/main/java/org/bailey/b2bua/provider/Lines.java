package org.bailey.b2bua.provider;

import java.util.ArrayList;
import java.util.List;
import org.bailey.call.CallAction;
import org.bailey.call.MediaLine;
import org.bailey.call.Negotiation;
import org.bailey.media.MediaPorts.Allocation;
import org.bailey.media.Side;

/** The media lines of a call: numbered once, granted ports, and given back when neither side may use them any more. */
final class Lines {
    private Lines() {}

    /** {@return a number no line of the call ever had} */
    static int next(Turn turn) {
        int highest =
                turn.state().lines().stream().mapToInt(MediaLine::id).max().orElse(-1);
        return Math.max(turn.state().counter(), highest + 1);
    }

    /** Makes these the lines of the call; the numbers of new ones are used up. */
    static void number(Turn turn, List<MediaLine> lines) {
        turn.state(turn.state().withLines(lines));
        turn.state(turn.state().withCounter(next(turn)));
    }

    /** {@return whether ports of a line are awaited} */
    static boolean allocating(Turn turn) {
        return turn.state().lines().stream().anyMatch(line -> !line.ready());
    }

    /** Puts granted ports into lines, takes out refused ones, gives back what came too late. {@return whether anything was awaited} */
    static boolean take(Turn turn, List<Allocation> allocations) {
        List<MediaLine> lines = new ArrayList<>(turn.state().lines());
        boolean awaited = false;
        for (Allocation allocation : allocations) {
            if (allocation instanceof Allocation.Granted granted) {
                boolean ours = lines.stream().anyMatch(l -> l.id() == granted.line() && !l.ready());
                awaited |= ours;
                if (ours) {
                    lines.replaceAll(
                            l -> l.id() == granted.line() ? l.withPorts(granted.caller(), granted.callee()) : l);
                } else {
                    turn.act(new CallAction.ReleaseLine(granted.line()));
                }
            } else if (allocation instanceof Allocation.Refused refused) {
                awaited |= lines.removeIf(l -> l.id() == refused.line());
                turn.note("media", "no ports for a line", refused.reason());
            }
        }
        turn.state(turn.state().withLines(lines));
        return awaited;
    }

    /** The change is agreed: these are the lines from now on, and what it took away is given back. */
    static void agree(Turn turn, Negotiation negotiation, List<MediaLine> lines) {
        turn.state(turn.state().withLines(lines).settled());
        release(turn, negotiation.before(), lines);
    }

    /** The change came to nothing: what it added is given back. */
    static void restore(Turn turn, Negotiation negotiation) {
        if (!negotiation.before().isEmpty()) {
            release(turn, turn.state().lines(), negotiation.before());
            turn.state(turn.state()
                    .withLines(connectedSince(negotiation.before(), turn.state().lines())));
        }
    }

    /** What ICE has found meanwhile stays found. */
    private static List<MediaLine> connectedSince(List<MediaLine> before, List<MediaLine> now) {
        List<MediaLine> lines = new ArrayList<>(before);
        for (MediaLine line : now) {
            lines.replaceAll(old -> old.id() != line.id()
                    ? old
                    : old.with(Side.CALLER, line.callerConnected()).with(Side.CALLEE, line.calleeConnected()));
        }
        return lines;
    }

    /** The call ends: whatever has ports is given back. */
    static void releaseAll(
            Turn turn, List<MediaLine> lines, @org.jspecify.annotations.Nullable Negotiation negotiation) {
        release(turn, lines, List.of());
        if (negotiation != null) {
            release(turn, negotiation.before(), lines);
        }
    }

    private static void release(Turn turn, List<MediaLine> held, List<MediaLine> kept) {
        held.stream()
                .filter(line -> line.ready() && kept.stream().noneMatch(k -> k.id() == line.id()))
                .forEach(line -> turn.act(new CallAction.ReleaseLine(line.id())));
    }
}
