package org.bailey.b2bua.provider.bridge;

import java.util.List;
import org.bailey.b2bua.StreamLine;
import org.bailey.dialplan.Dialect;
import org.bailey.sdp.Attribute;
import org.bailey.sdp.Direction;
import org.bailey.sdp.MediaDescription;
import org.bailey.sdp.Origin;
import org.bailey.sdp.SessionDescription;
import org.jspecify.annotations.Nullable;

/** Writes our descriptions for one dialect: what stands around the codecs. */
interface DialectWriter {
    /**
     * One line to be written.
     *
     * @param stream what the bridge wants in it
     * @param id number of the line within its call
     * @param place where packets are to be sent
     * @param protocol of the m= line
     * @param direction seen from us
     * @param videoKbit limit for video, kbit/s
     * @param keys its a=crypto lines
     * @param offered the line this one answers; null in an offer
     */
    record Wanted(
            StreamLine stream,
            int id,
            Place place,
            String protocol,
            Direction direction,
            long videoKbit,
            List<Attribute> keys,
            @Nullable MediaDescription offered) {}

    MediaDescription line(Wanted wanted, long sessionId);

    /** What stands above the first m= line; {@code lines} are those not refused, the first one's address is the session's. */
    SessionDescription session(Origin origin, List<Wanted> lines);

    static DialectWriter of(Dialect dialect, ExchangeSettings settings) {
        return dialect == Dialect.MICROSOFT ? new MicrosoftWriter(settings) : new StandardWriter();
    }
}
