package org.bailey.sdp;

import java.util.List;

/** Writes the lines in the order of RFC 8866 section 5. */
final class SdpWriter {
    private final StringBuilder out = new StringBuilder(1024);

    private SdpWriter() {}

    static String write(SessionDescription session) {
        SdpWriter writer = new SdpWriter();
        writer.session(session);
        return writer.out.toString();
    }

    private void session(SessionDescription session) {
        line("v=", "0");
        line("o=", session.origin());
        line("s=", session.name());
        others(session.others(), true, "iuep");
        if (session.connection() != null) {
            line("c=", session.connection());
        }
        session.bandwidths().forEach(b -> line("b=", b));
        line("t=", session.timing());
        others(session.others(), false, "iuep");
        session.attributes().forEach(a -> line("a=", a));
        session.media().forEach(this::media);
    }

    private void media(MediaDescription media) {
        out.append("m=").append(media.kind()).append(' ').append(media.port());
        if (media.portCount() > 1) {
            out.append('/').append(media.portCount());
        }
        out.append(' ').append(media.protocol());
        media.formats().forEach(format -> out.append(' ').append(format));
        out.append("\r\n");
        others(media.others(), true, "i");
        if (media.connection() != null) {
            line("c=", media.connection());
        }
        media.bandwidths().forEach(b -> line("b=", b));
        others(media.others(), false, "i");
        media.attributes().forEach(a -> line("a=", a));
    }

    /** The lines whose type is, or is not, one of {@code types}. */
    private void others(List<Line> lines, boolean wanted, String types) {
        for (Line line : lines) {
            if (types.indexOf(line.type()) >= 0 == wanted) {
                line("", line);
            }
        }
    }

    private void line(String type, Object value) {
        out.append(type).append(value).append("\r\n");
    }
}
