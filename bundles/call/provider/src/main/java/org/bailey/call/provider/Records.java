package org.bailey.call.provider;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.bailey.call.CallRecord;
import org.bailey.call.CallState;
import org.bailey.call.Leg;
import org.bailey.call.LegRecord;
import org.bailey.media.Connectivity;
import org.bailey.media.StreamStatistics;
import org.bailey.sdp.MalformedSdp;
import org.bailey.sdp.MediaDescription;
import org.bailey.sdp.SessionDescription;
import org.jspecify.annotations.Nullable;

/** What calls look like from outside. */
final class Records {
    private Records() {}

    static Optional<CallRecord> of(
            Lane lane, List<StreamStatistics> now, List<Connectivity> peers, @Nullable Instant ended) {
        CallState state = lane.state;
        if (state == null) {
            return Optional.empty();
        }
        Leg callee = state.callee();
        return Optional.of(new CallRecord(
                lane.callId,
                state.phase(),
                state.started(),
                state.answered(),
                ended,
                leg(state.caller()),
                callee == null ? null : leg(callee),
                Statistics.merge(lane.statistics, now),
                Statistics.mergePeers(lane.connectivity, peers),
                lane.steps(),
                state.end()));
    }

    private static LegRecord leg(Leg leg) {
        String callId = leg.dialog() != null
                ? leg.dialog().callId()
                : leg.outgoing() != null ? leg.outgoing().request().callId() : "";
        Padlock padlock = Padlock.of(leg.sdp());
        return new LegRecord(
                leg.dialect(),
                leg.zone(),
                leg.alias(),
                leg.display(),
                leg.hop() == null ? "" : leg.hop().toString(),
                callId,
                padlock.closed(),
                padlock.suites(),
                media(leg.sdp().local()));
    }

    /** {@return one text for each accepted media line} */
    static List<String> media(String description) {
        if (description.isEmpty()) {
            return List.of();
        }
        try {
            SessionDescription session = SessionDescription.parse(description);
            return session.media().stream()
                    .filter(line -> line.port() != 0)
                    .map(line -> text(session, line))
                    .toList();
        } catch (MalformedSdp broken) {
            return List.of();
        }
    }

    private static String text(SessionDescription session, MediaDescription line) {
        String codec = line.payloadTypes().stream()
                .findFirst()
                .map(type -> type.encoding())
                .orElse("?");
        return line.kind() + " " + codec + " " + session.direction(line).token();
    }
}
