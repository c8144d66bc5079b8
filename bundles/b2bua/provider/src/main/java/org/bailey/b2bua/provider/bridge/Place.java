package org.bailey.b2bua.provider.bridge;

import java.util.List;
import org.bailey.media.LocalPorts;
import org.bailey.sdp.Attribute;

/**
 * Where a line of ours says packets are to be sent.
 *
 * @param ice attributes that name other ways there; empty without ICE
 * @param always whether a=rtcp is written even for the next port
 */
record Place(String address, int rtp, int rtcp, List<Attribute> ice, boolean always) {
    static Place of(LocalPorts ports) {
        return new Place(ports.address(), ports.rtp(), ports.rtcp(), List.of(), false);
    }

    /** Says where RTCP goes if not to the next port (RFC 3605), and candidates if there are any. */
    List<Attribute> attributes() {
        java.util.ArrayList<Attribute> attributes = new java.util.ArrayList<>(ice);
        if (always || rtcp != rtp + 1) {
            attributes.add(Attribute.of("rtcp", String.valueOf(rtcp)));
        }
        return attributes;
    }
}
