package org.bailey.b2bua.provider.bridge;

import java.util.ArrayList;
import java.util.List;
import org.bailey.sdp.Attribute;
import org.bailey.sdp.Bandwidth;
import org.bailey.sdp.Connection;
import org.bailey.sdp.MediaBandwidth;
import org.bailey.sdp.MediaDescription;
import org.bailey.sdp.Origin;
import org.bailey.sdp.PayloadType;
import org.bailey.sdp.SessionDescription;
import org.bailey.sdp.SsrcRange;

/** The dialect of Lync and Skype for Business ([MS-SDPEXT]). */
record MicrosoftWriter(ExchangeSettings settings) implements DialectWriter {
    private static final int VIDEO_SSRCS = 100; // some clients insist on this many

    @Override
    public SessionDescription session(Origin origin, List<Wanted> lines) {
        List<Attribute> attributes = new ArrayList<>();
        for (Wanted line : lines) {
            if (line.stream().kind().equals("video")) {
                long kbit = line.videoKbit();
                attributes.add(new MediaBandwidth(line.stream().role(), kbit, kbit).attribute());
            }
        }
        attributes.add(Attribute.of("x-devicecaps", "audio:send,recv;video:send,recv"));
        return SessionDescription.of(origin)
                .withName("session")
                .withConnection(Connection.of(lines.get(0).place().address()))
                .withBandwidths(List.of(Bandwidth.ct(settings.totalKbit())))
                .withAttributes(attributes);
    }

    @Override
    public MediaDescription line(Wanted wanted, long sessionId) {
        boolean video = wanted.stream().kind().equals("video");
        String role = wanted.stream().role();
        List<Attribute> attributes = new ArrayList<>();
        attributes.add(ssrcRange(sessionId, wanted.id(), video).attribute());
        if (answersWith("rtcp-fb", wanted)) {
            attributes.add(Attribute.of(
                    "rtcp-fb",
                    video ? "* x-message app send:src,x-pli recv:src,x-pli" : "* x-message app send:dsh recv:dsh"));
        }
        if (answersWith("rtcp-rsize", wanted)) {
            attributes.add(Attribute.of("rtcp-rsize"));
        }
        attributes.add(Attribute.of("label", role));
        attributes.add(Attribute.of("x-source", role));
        attributes.addAll(wanted.place().attributes());
        attributes.addAll(wanted.keys());
        wanted.stream().payloadTypes().forEach(type -> attributes.addAll(type.attributes()));
        attributes.addAll(wanted.stream().attributes());
        attributes.add(Attribute.of(wanted.direction().token()));
        List<String> formats = wanted.stream().payloadTypes().stream()
                .map(PayloadType::number)
                .map(String::valueOf)
                .toList();
        return MediaDescription.of(wanted.stream().kind(), wanted.place().rtp(), wanted.protocol(), formats)
                .withAttributes(attributes);
    }

    /** What is negotiated may stand in an offer, and in an answer if it stood in the offer. */
    private static boolean answersWith(String attribute, Wanted wanted) {
        MediaDescription offered = wanted.offered();
        return offered == null
                || (attribute.equals("rtcp-fb")
                        ? offered.attributes(attribute).stream()
                                .anyMatch(a -> a.text().contains("x-message"))
                        : offered.has(attribute));
    }

    /** The SSRCs a line is to be sent with: the same for the life of the call, no two lines of it overlapping. */
    static SsrcRange ssrcRange(long sessionId, int line, boolean video) {
        long base = 1 + Long.remainderUnsigned(sessionId * 0x9E3779B97F4A7C15L, 4_000_000_000L);
        return SsrcRange.of(base + (line % 200_000) * 1_000L, video ? VIDEO_SSRCS : 1);
    }
}
