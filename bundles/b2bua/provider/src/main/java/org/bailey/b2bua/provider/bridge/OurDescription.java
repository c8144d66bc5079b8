package org.bailey.b2bua.provider.bridge;

import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.IntFunction;
import org.bailey.call.MediaLine;
import org.bailey.call.Sdp;
import org.bailey.media.MediaLinePlan;
import org.bailey.sdp.Connection;
import org.bailey.sdp.MalformedSdp;
import org.bailey.sdp.MediaDescription;
import org.bailey.sdp.Origin;
import org.bailey.sdp.SessionDescription;

/** Puts a description of ours together: lines in their places, refused ones between them, our o= line on top. */
final class OurDescription {
    private final DialectWriter writer;
    private final Sdp leg;
    private final NavigableMap<Integer, DialectWriter.Wanted> lines = new TreeMap<>();

    OurDescription(DialectWriter writer, Sdp leg) {
        this.writer = writer;
        this.leg = leg;
    }

    void put(int place, DialectWriter.Wanted line) {
        lines.put(place, line);
    }

    boolean isEmpty() {
        return lines.isEmpty();
    }

    /**
     * @param count number of m= lines
     * @param refused what stands in a place without a line
     */
    SdpExchange.Result.Description finish(
            int count,
            IntFunction<MediaDescription> refused,
            List<MediaLine> carried,
            List<MediaLinePlan> plans,
            boolean offer) {
        String address = lines.firstEntry().getValue().place().address();
        long version = leg.version() + 1;
        SessionDescription description = writer.session(
                Origin.of(leg.sessionId(), version, address),
                lines.values().stream().toList());
        for (int place = 0; place < count; place++) {
            DialectWriter.Wanted wanted = lines.get(place);
            description = description.with(wanted == null ? refused.apply(place) : line(wanted, address));
        }
        String text = description.text();
        boolean unchanged = same(text, leg.local());
        return new SdpExchange.Result.Description(
                unchanged ? leg.local() : text,
                unchanged ? leg.version() : version,
                List.copyOf(carried),
                List.copyOf(plans),
                Summary.of(description, offer));
    }

    private MediaDescription line(DialectWriter.Wanted wanted, String sessionAddress) {
        MediaDescription line = writer.line(wanted, leg.sessionId());
        String address = wanted.place().address();
        return address.equals(sessionAddress) ? line : line.withConnection(Connection.of(address));
    }

    /** Whether two descriptions say the same, their o= lines aside. */
    static boolean same(String one, String other) {
        if (one.equals(other)) {
            return true;
        }
        try {
            SessionDescription first = SessionDescription.parse(one);
            SessionDescription second = SessionDescription.parse(other);
            return first.withOrigin(second.origin()).equals(second);
        } catch (MalformedSdp unreadable) {
            return false;
        }
    }
}
