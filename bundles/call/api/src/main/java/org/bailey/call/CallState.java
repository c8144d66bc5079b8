package org.bailey.call;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.bailey.dialplan.Origin;
import org.bailey.media.Side;
import org.jspecify.annotations.Nullable;

/**
 * All that is known of a call. Between two events this is the call: whoever has it can go on with it.
 *
 * @param id names the call everywhere: lower case letters and digits
 * @param started when its INVITE came
 * @param answered when the called side answered; null before
 * @param origin who the caller is to the dial plan
 * @param targets addresses of the called side not tried yet; null before the route is known
 * @param callee null before the route is known
 * @param lines media lines, in order of their numbers
 * @param negotiation the offer on its way; null when both sides are settled
 * @param counter drawn from for tags, transactions and lines, so that each is used once
 * @param end null while nothing ended it
 */
public record CallState(
        String id,
        Instant started,
        @Nullable Instant answered,
        Phase phase,
        Origin origin,
        @Nullable Targets targets,
        Leg caller,
        @Nullable Leg callee,
        List<MediaLine> lines,
        @Nullable Negotiation negotiation,
        int counter,
        @Nullable End end) {
    public CallState {
        lines = List.copyOf(lines);
    }

    public @Nullable Leg leg(Side side) {
        return side == Side.CALLER ? caller : callee;
    }

    public CallState with(Side side, Leg leg) {
        return side == Side.CALLER
                ? new CallState(
                        id, started, answered, phase, origin, targets, leg, callee, lines, negotiation, counter, end)
                : new CallState(
                        id, started, answered, phase, origin, targets, caller, leg, lines, negotiation, counter, end);
    }

    public CallState with(Phase other) {
        return new CallState(
                id, started, answered, other, origin, targets, caller, callee, lines, negotiation, counter, end);
    }

    public CallState with(@Nullable Targets other) {
        return new CallState(
                id, started, answered, phase, origin, other, caller, callee, lines, negotiation, counter, end);
    }

    public CallState with(@Nullable Negotiation other) {
        return new CallState(id, started, answered, phase, origin, targets, caller, callee, lines, other, counter, end);
    }

    public CallState withAnswered(Instant when) {
        return new CallState(
                id, started, when, phase, origin, targets, caller, callee, lines, negotiation, counter, end);
    }

    public CallState withLines(List<MediaLine> other) {
        return new CallState(
                id, started, answered, phase, origin, targets, caller, callee, other, negotiation, counter, end);
    }

    /** {@return a copy in which the line of the same number is this one, or which has it in addition} */
    public CallState with(MediaLine line) {
        List<MediaLine> copy = new ArrayList<>(lines);
        copy.removeIf(l -> l.id() == line.id());
        copy.add(line);
        copy.sort(java.util.Comparator.comparingInt(MediaLine::id));
        return withLines(copy);
    }

    public CallState withCounter(int other) {
        return new CallState(
                id, started, answered, phase, origin, targets, caller, callee, lines, negotiation, other, end);
    }

    public CallState with(End reason) {
        return new CallState(
                id, started, answered, phase, origin, targets, caller, callee, lines, negotiation, counter, reason);
    }

    /** {@return a copy without an offer on its way} */
    public CallState settled() {
        return with((Negotiation) null);
    }
}
