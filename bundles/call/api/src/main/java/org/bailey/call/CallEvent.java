package org.bailey.call;

import java.util.List;
import org.bailey.dialplan.Origin;
import org.bailey.dialplan.Route;
import org.bailey.ice.IceSession;
import org.bailey.media.MediaPorts;
import org.bailey.media.Side;
import org.bailey.media.VideoWish;
import org.bailey.sip.Hop;
import org.bailey.sip.SipEvent;
import org.bailey.sip.SipRequest;
import org.bailey.sip.SipUri;
import org.bailey.sip.TransactionId;

/** What may happen to a call. */
public sealed interface CallEvent {

    /**
     * The INVITE that opens a call.
     *
     * @param back where in-dialog requests to the caller go when no route set or name says otherwise: where it came from
     * @param contact our Contact on that leg
     */
    record Invited(TransactionId transaction, SipRequest request, Origin origin, Hop back, SipUri contact)
            implements CallEvent {}

    /** The dial plan answered; {@code contact} is our Contact on the called leg, null when there is no route. */
    record Routed(
            Route route, @org.jspecify.annotations.Nullable SipUri contact) implements CallEvent {}

    /** The media keeper answered for every line asked for. */
    record Allocated(List<MediaPorts.Allocation> lines) implements CallEvent {}

    /**
     * The media keeper made new ICE credentials, or could not; as asked for in {@link CallAction.RestartMedia}.
     *
     * @param request the peer's request that is answered with them; null when we offer them ourselves
     */
    record Restarted(
            Side side, @org.jspecify.annotations.Nullable TransactionId request, List<MediaPorts.Allocation> lines)
            implements CallEvent {
        public Restarted {
            lines = List.copyOf(lines);
        }
    }

    /** Something happened to a transaction of this call, or a request came in one of its dialogs. */
    record Signalled(SipEvent event) implements CallEvent {}

    /** A timer of this call ran out; names as in {@link CallAction.StartTimer}. */
    record Elapsed(String timer) implements CallEvent {}

    record MediaStarted(int line, Side from) implements CallEvent {}

    record MediaSilent(int line, Side from, int seconds) implements CallEvent {}

    record MediaResumed(int line, Side from) implements CallEvent {}

    /** The other side wants this of that side's picture, which understands it in signalling only. */
    record PictureWished(int line, Side of, VideoWish wish) implements CallEvent {}

    /** ICE found its pairs on all components of a line. */
    record MediaConnected(int line, Side side, List<IceSession.Chosen> pairs) implements CallEvent {
        public MediaConnected {
            pairs = List.copyOf(pairs);
        }
    }

    /** The pairs told last took the place of a lost one by our choice alone, though that side chooses: it does not know. */
    record MediaUnconfirmed(int line, Side side) implements CallEvent {}

    /** ICE found no way to that side, or lost it. */
    record MediaDisconnected(int line, Side side, String sentence) implements CallEvent {}

    /** Somebody in the console, or the appliance itself when it stops, wants the call to end. */
    record Hangup(String who, String reason) implements CallEvent {}
}
