package org.bailey.b2bua;

import java.util.ArrayList;
import java.util.List;
import org.bailey.sdp.Attribute;
import org.bailey.sdp.PayloadType;

/**
 * What a bridge wants written in an m= line.
 *
 * @param kind audio, video
 * @param role Microsoft's label for it: main-audio, main-video
 * @param payloadTypes in order of preference, each number once
 * @param attributes what belongs to the codecs beside rtpmap and fmtp: ptime, rtcp-fb
 */
public record StreamLine(String kind, String role, List<PayloadType> payloadTypes, List<Attribute> attributes) {
    public StreamLine {
        payloadTypes = List.copyOf(payloadTypes);
        attributes = List.copyOf(attributes);
    }

    /** {@return this, and behind it what another bridge offers for the same line} */
    public StreamLine with(StreamLine other) {
        List<PayloadType> types = new ArrayList<>(payloadTypes);
        types.addAll(other.payloadTypes);
        List<Attribute> all = new ArrayList<>(attributes);
        other.attributes.stream().filter(one -> !all.contains(one)).forEach(all::add);
        return new StreamLine(kind, role, types, all);
    }
}
