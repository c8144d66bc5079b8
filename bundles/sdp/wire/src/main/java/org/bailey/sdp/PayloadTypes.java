package org.bailey.sdp;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Puts the payload types of a media line together; what cannot be read has no type and is passed over. */
final class PayloadTypes {
    /** Numbers that need no rtpmap (RFC 3551 tables 4 and 5). */
    private static final Map<Integer, PayloadType> STATIC = Map.ofEntries(
            fixed(0, "PCMU", 8000),
            fixed(3, "GSM", 8000),
            fixed(4, "G723", 8000),
            fixed(5, "DVI4", 8000),
            fixed(6, "DVI4", 16000),
            fixed(7, "LPC", 8000),
            fixed(8, "PCMA", 8000),
            fixed(9, "G722", 8000),
            fixed(11, "L16", 44100),
            fixed(12, "QCELP", 8000),
            fixed(13, "CN", 8000),
            fixed(14, "MPA", 90000),
            fixed(15, "G728", 8000),
            fixed(18, "G729", 8000),
            fixed(26, "JPEG", 90000),
            fixed(31, "H261", 90000),
            fixed(32, "MPV", 90000),
            fixed(33, "MP2T", 90000),
            fixed(34, "H263", 90000));

    private PayloadTypes() {}

    private static Map.Entry<Integer, PayloadType> fixed(int number, String encoding, int rateHz) {
        return Map.entry(number, PayloadType.of(number, encoding, rateHz));
    }

    static List<PayloadType> of(MediaDescription media) {
        @Nullable PayloadType[] mapped = new PayloadType[128];
        @Nullable String[] fmtp = new String[128];
        for (Attribute attribute : media.attributes()) {
            if (attribute.is("rtpmap")) {
                rtpmap(attribute.text()).ifPresent(type -> mapped[type.number()] = type);
            } else if (attribute.is("fmtp")) {
                int number = leadingNumber(attribute.text());
                if (number >= 0) {
                    fmtp[number] = rest(attribute.text());
                }
            }
        }
        List<PayloadType> types = new ArrayList<>();
        boolean[] seen = new boolean[128];
        for (String format : media.formats()) {
            int number = (int) Text.number(format, 127);
            if (number < 0 || seen[number]) {
                continue;
            }
            seen[number] = true;
            PayloadType type = mapped[number] != null ? mapped[number] : STATIC.get(number);
            if (type != null) {
                String parameters = fmtp[number] == null ? "" : fmtp[number];
                types.add(new PayloadType(
                        number,
                        type.encoding(),
                        type.clockRateHz(),
                        type.channels(),
                        parameters,
                        feedback(media, number)));
            }
        }
        return List.copyOf(types);
    }

    private static List<String> feedback(MediaDescription media, int number) {
        List<String> texts = new ArrayList<>();
        for (Attribute attribute : media.attributes()) {
            if (attribute.is("rtcp-fb")) {
                String text = attribute.text();
                if (text.startsWith("* ") || leadingNumber(text) == number) {
                    texts.add(rest(text));
                }
            }
        }
        return texts;
    }

    private static Optional<PayloadType> rtpmap(String text) {
        int number = leadingNumber(text);
        String[] parts = rest(text).split("/", -1);
        if (number < 0 || parts.length < 2 || parts.length > 3 || Text.words(parts[0]).length != 1) {
            return Optional.empty();
        }
        int rate = (int) Text.number(parts[1].strip(), Integer.MAX_VALUE);
        int channels = parts.length < 3 ? 1 : (int) Text.number(parts[2].strip(), 255);
        return rate < 1 || channels < 1
                ? Optional.empty()
                : Optional.of(new PayloadType(number, parts[0].strip(), rate, channels, "", List.of()));
    }

    private static int leadingNumber(String text) {
        String[] words = Text.words(text);
        return words.length == 0 ? -1 : (int) Text.number(words[0], 127);
    }

    private static String rest(String text) {
        int blank = 0;
        while (blank < text.length() && text.charAt(blank) != ' ' && text.charAt(blank) != '\t') {
            blank++;
        }
        return text.substring(blank).strip();
    }
}
