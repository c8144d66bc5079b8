package org.bailey.lab.sdp;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A session description as read: session lines and media lines in order. Unknown lines are skipped. */
public record Sdp(List<String> sessionLines, List<SdpMedia> media) {
    /** Reads a description; null if the text is none (no {@code v=} or no usable {@code m=} line). */
    public static @Nullable Sdp read(String text) {
        List<String> session = new ArrayList<>();
        List<SdpMedia> media = new ArrayList<>();
        String sessionAddress = "";
        for (String block : text.split("(?m)^(?=m=)")) {
            List<String> lines =
                    block.lines().map(String::strip).filter(l -> !l.isEmpty()).toList();
            if (!block.startsWith("m=")) {
                session.addAll(lines);
                sessionAddress = address(lines, "");
                continue;
            }
            String[] m = lines.get(0).substring(2).split("\\s+");
            if (m.length < 4 || !m[1].matches("\\d{1,5}(/\\d+)?")) {
                return null;
            }
            media.add(new SdpMedia(
                    m[0],
                    Integer.parseInt(m[1].replaceFirst("/.*", "")),
                    m[2],
                    List.of(m).subList(3, m.length),
                    address(lines, sessionAddress),
                    lines.stream()
                            .filter(l -> l.startsWith("a="))
                            .map(l -> l.substring(2))
                            .toList()));
        }
        return session.isEmpty() || !session.get(0).startsWith("v=") || media.isEmpty()
                ? null
                : new Sdp(List.copyOf(session), List.copyOf(media));
    }

    private static String address(List<String> lines, String otherwise) {
        for (String line : lines) {
            String[] words = line.split("\\s+");
            if (line.startsWith("c=") && words.length == 3) {
                return words[2].replaceFirst("/.*", "");
            }
        }
        return otherwise;
    }

    /** The first accepted line of a kind. */
    public @Nullable SdpMedia first(String kind) {
        return media.stream()
                .filter(m -> m.kind().equals(kind) && !m.rejected())
                .findFirst()
                .orElse(null);
    }

    public boolean sessionHas(String start) {
        return sessionLines.stream().anyMatch(l -> l.startsWith(start));
    }
}
