package org.bailey.call;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bailey.dialplan.Origin;
import org.bailey.media.MediaLinePlan;
import org.bailey.media.MediaNeeds;
import org.bailey.media.Side;
import org.bailey.media.VideoWish;
import org.bailey.sip.Hop;
import org.bailey.sip.SipRequest;
import org.bailey.sip.SipResponse;
import org.bailey.sip.TransactionId;
import org.jspecify.annotations.Nullable;

/** What is to be done about it. The keeper does these in order, each after the new state is stored. */
public sealed interface CallAction {

    record Send(TransactionId transaction, SipRequest request, Hop hop) implements CallAction {}

    record Acknowledge(TransactionId transaction, SipRequest ack, Hop hop) implements CallAction {}

    record Cancel(TransactionId invite, String reason) implements CallAction {}

    record Respond(TransactionId transaction, SipResponse response) implements CallAction {}

    /**
     * Asks the dial plan; answered by {@link CallEvent.Routed}.
     *
     * @param tried names of zones nobody was found in
     */
    record FindRoute(String uri, Origin origin, Set<String> tried) implements CallAction {
        public FindRoute {
            tried = Set.copyOf(tried);
        }

        public FindRoute(String uri, Origin origin) {
            this(uri, origin, Set.of());
        }
    }

    /** Tells the dial plan that an address failed. */
    record ReportFailure(String zone, Hop hop, String reason) implements CallAction {}

    /**
     * Opens ports for these lines; answered by one {@link CallEvent.Allocated}.
     *
     * @param needs what each side of them is to be prepared for
     */
    record AllocateMedia(List<MediaLine> lines, Map<Side, MediaNeeds> needs) implements CallAction {
        public AllocateMedia {
            lines = List.copyOf(lines);
            needs = Map.copyOf(needs);
        }
    }

    /**
     * Makes new ICE credentials of ours for lines that have ports; answered by one {@link CallEvent.Restarted}.
     *
     * @param lines numbers of the lines
     * @param side the side they are for
     * @param request the peer's request that is answered with them; null when we offer them ourselves
     */
    record RestartMedia(
            List<Integer> lines, Side side, @Nullable TransactionId request) implements CallAction {
        public RestartMedia {
            lines = List.copyOf(lines);
        }
    }

    record ApplyMedia(List<MediaLinePlan> plans) implements CallAction {
        public ApplyMedia {
            plans = List.copyOf(plans);
        }
    }

    /** Takes to one side what the other said in signalling about its picture. */
    record WishPicture(int line, Side of, VideoWish wish) implements CallAction {}

    record ReleaseLine(int line) implements CallAction {}

    /** Starts a timer, or starts it anew; answered by {@link CallEvent.Elapsed} unless stopped. */
    record StartTimer(String timer, Duration after) implements CallAction {}

    record StopTimer(String timer) implements CallAction {}

    /** Adds a step to the call's record. */
    record Note(Step step) implements CallAction {}

    /** The call is over: media, timers and lane are given back, the record moves to the past. Always the last action. */
    record Finish() implements CallAction {}
}
