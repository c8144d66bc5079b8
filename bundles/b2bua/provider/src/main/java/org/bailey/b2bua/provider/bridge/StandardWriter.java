package org.bailey.b2bua.provider.bridge;

import java.util.ArrayList;
import java.util.List;
import org.bailey.sdp.Attribute;
import org.bailey.sdp.Bandwidth;
import org.bailey.sdp.Connection;
import org.bailey.sdp.MediaDescription;
import org.bailey.sdp.Origin;
import org.bailey.sdp.PayloadType;
import org.bailey.sdp.SessionDescription;

/** The dialect of rooms and call control: RFC 8866 and nothing an old endpoint could stumble over. */
record StandardWriter() implements DialectWriter {
    @Override
    public SessionDescription session(Origin origin, List<Wanted> lines) {
        return SessionDescription.of(origin)
                .withConnection(Connection.of(lines.get(0).place().address()));
    }

    @Override
    public MediaDescription line(Wanted wanted, long sessionId) {
        boolean video = wanted.stream().kind().equals("video");
        List<Attribute> attributes = new ArrayList<>(wanted.place().attributes());
        attributes.addAll(wanted.keys());
        wanted.stream().payloadTypes().forEach(type -> attributes.addAll(type.attributes()));
        attributes.addAll(wanted.stream().attributes());
        MediaDescription offered = wanted.offered();
        if (video && (offered == null || offered.has("content"))) {
            attributes.add(Attribute.of("content", "main"));
        }
        attributes.add(Attribute.of(wanted.direction().token()));
        List<String> formats = wanted.stream().payloadTypes().stream()
                .map(PayloadType::number)
                .map(String::valueOf)
                .toList();
        long kbit = wanted.videoKbit();
        return MediaDescription.of(wanted.stream().kind(), wanted.place().rtp(), wanted.protocol(), formats)
                .withBandwidths(video ? List.of(Bandwidth.as(kbit), Bandwidth.tias(kbit * 1000)) : List.of())
                .withAttributes(attributes);
    }
}
