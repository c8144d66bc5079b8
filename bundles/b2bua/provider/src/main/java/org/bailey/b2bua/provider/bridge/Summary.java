package org.bailey.b2bua.provider.bridge;

import java.util.List;
import java.util.stream.Collectors;
import org.bailey.sdp.Direction;
import org.bailey.sdp.MediaDescription;
import org.bailey.sdp.PayloadType;
import org.bailey.sdp.SessionDescription;

/** A description in a few words, for people. */
final class Summary {
    private Summary() {}

    /** "audio PCMA, video H264"; "(held)" behind lines that do not flow both ways; "hold" if none of an offer's does. */
    static String of(SessionDescription description, boolean offer) {
        List<MediaDescription> lines =
                description.media().stream().filter(line -> !line.isRefused()).toList();
        if (lines.isEmpty()) {
            return "nothing";
        }
        boolean held =
                lines.stream().noneMatch(line -> description.direction(line).receives());
        return offer && held
                ? "hold"
                : lines.stream()
                        .map(line -> name(line) + (both(description, line) ? "" : " (held)"))
                        .collect(Collectors.joining(", "));
    }

    /** One text a line: "audio PCMA sendrecv", "video refused". */
    static List<String> lines(SessionDescription description) {
        return description.media().stream()
                .map(line -> line.isRefused()
                        ? line.kind() + " refused"
                        : name(line) + " " + description.direction(line).token())
                .toList();
    }

    private static boolean both(SessionDescription description, MediaDescription line) {
        return description.direction(line) == Direction.SENDRECV;
    }

    private static String name(MediaDescription line) {
        String codec = line.payloadTypes().stream()
                .map(PayloadType::encoding)
                .findFirst()
                .orElse(line.protocol());
        return line.kind() + " " + codec;
    }
}
