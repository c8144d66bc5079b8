package org.bailey.sdp;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One reading of one body. Lenient in form, strict where a wrong value would send media astray. */
final class SdpParser {
    private @Nullable Origin origin;
    private @Nullable String name;
    private @Nullable String timing;
    private final Section session = new Section();
    private final List<Section> media = new ArrayList<>();
    private int attributes;

    /** The lines below a v= or an m= line. */
    private static final class Section {
        private @Nullable MediaDescription head;
        private @Nullable Connection connection;
        private final List<Bandwidth> bandwidths = new ArrayList<>();
        private final List<Attribute> attributes = new ArrayList<>();
        private final List<Line> others = new ArrayList<>();
    }

    SessionDescription parse(byte[] body) throws MalformedSdp {
        if (body.length > SessionDescription.MAX_BYTES) {
            throw new MalformedSdp(0, body.length + " bytes; at most " + SessionDescription.MAX_BYTES + " are taken");
        }
        List<BodyLines.NumberedLine> lines = BodyLines.of(body);
        if (lines.isEmpty() || !lines.get(0).text().startsWith("v=")) {
            throw new MalformedSdp(lines.isEmpty() ? 0 : lines.get(0).number(), "does not begin with v=0");
        }
        if (!lines.get(0).text().substring(2).strip().equals("0")) {
            throw new MalformedSdp(lines.get(0).number(), "is not version 0, the only one there is");
        }
        int last = 0;
        for (BodyLines.NumberedLine line : lines.subList(1, lines.size())) {
            if (line.text().charAt(0) == 'v') {
                break; // a second description behind the first (RFC 8866 section 5.1): the first one counts
            }
            last = line.number();
            take(last, line.text().charAt(0), line.text().substring(2));
        }
        if (origin == null) {
            throw new MalformedSdp(last, "the description ends without o=");
        }
        return new SessionDescription(
                origin,
                name == null ? "-" : name,
                session.connection,
                session.bandwidths,
                timing == null ? "0 0" : timing,
                session.attributes,
                early(session.others, "iuep"),
                media.stream().map(SdpParser::finished).toList());
    }

    private void take(int line, char type, String value) throws MalformedSdp {
        Section section = media.isEmpty() ? session : media.get(media.size() - 1);
        switch (type) {
            case 'o' -> origin = origin == null ? Origin.parse(line, value) : origin;
            case 's' -> name = name == null ? value : name;
            case 't' -> timing = timing == null ? value.strip() : timing;
            case 'c' -> {
                Connection read = Connection.parse(line, value);
                section.connection = section.connection == null ? read : section.connection;
            }
            case 'b' -> section.bandwidths.add(Bandwidth.parse(line, value));
            case 'm' -> {
                if (media.size() == SessionDescription.MAX_MEDIA) {
                    throw new MalformedSdp(
                            line, "is media line " + (media.size() + 1) + "; at most " + media.size() + " are taken");
                }
                Section next = new Section();
                next.head = head(line, value);
                media.add(next);
            }
            case 'a' -> {
                if (++attributes > SessionDescription.MAX_ATTRIBUTES) {
                    throw new MalformedSdp(
                            line, "is attribute " + attributes + "; at most " + (attributes - 1) + " are taken");
                }
                section.attributes.add(Attribute.parse(value));
            }
            default -> section.others.add(new Line(type, value));
        }
    }

    private static MediaDescription head(int line, String value) throws MalformedSdp {
        String[] words = Text.words(value);
        if (words.length < 3) {
            throw new MalformedSdp(
                    line, Text.shown("m=" + value) + " is too short; wanted kind, port, protocol, formats");
        }
        int slash = words[1].indexOf('/');
        long port = Text.number(slash < 0 ? words[1] : words[1].substring(0, slash), 65535);
        long count = slash < 0 ? 1 : Text.number(words[1].substring(slash + 1), 65535);
        if (port < 0 || count < 1) {
            throw new MalformedSdp(line, "port " + Text.shown(words[1]) + " is not a port; wanted 0 to 65535");
        }
        List<String> formats = Arrays.asList(words).subList(3, words.length);
        return new MediaDescription(
                words[0], (int) port, (int) count, words[2], formats, null, List.of(), List.of(), List.of());
    }

    private static MediaDescription finished(Section section) {
        MediaDescription head = Objects.requireNonNull(section.head);
        return new MediaDescription(
                head.kind(),
                head.port(),
                head.portCount(),
                head.protocol(),
                head.formats(),
                section.connection,
                section.bandwidths,
                section.attributes,
                early(section.others, "i"));
    }

    /** The same lines, those first that are written before c=. */
    private static List<Line> early(List<Line> lines, String types) {
        List<Line> ordered = new ArrayList<>(lines);
        ordered.sort(Comparator.comparing(line -> types.indexOf(line.type()) < 0));
        return ordered;
    }
}
