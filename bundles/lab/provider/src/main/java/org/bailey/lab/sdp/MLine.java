package org.bailey.lab.sdp;

import org.bailey.lab.media.Codec;

/** The parts of a media line that both dialects write alike. */
final class MLine {
    private MLine() {}

    static void write(StringBuilder out, LineSpec line) {
        out.append("m=")
                .append(line.kind())
                .append(' ')
                .append(line.port())
                .append(' ')
                .append(line.profile());
        if (line.port() == 0) {
            line.refused().forEach(format -> out.append(' ').append(format));
        } else {
            line.codecs().forEach(codec -> out.append(' ').append(codec.payloadType()));
        }
        out.append("\r\n");
    }

    static void rtpmaps(StringBuilder out, LineSpec line) {
        for (Codec codec : line.codecs()) {
            String name = codec.name().equals("TELEPHONE-EVENT") ? "telephone-event" : codec.name();
            out.append("a=rtpmap:")
                    .append(codec.payloadType())
                    .append(' ')
                    .append(name)
                    .append('/')
                    .append(codec.clockRateHz())
                    .append("\r\n");
            if (codec.name().equals("TELEPHONE-EVENT")) {
                out.append("a=fmtp:").append(codec.payloadType()).append(" 0-15\r\n");
            }
        }
    }
}
