package org.bailey.lab.sdp;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bailey.lab.wire.SipText;
import org.bailey.lab.wire.Tokens;
import org.jspecify.annotations.Nullable;

/** Bodies in several parts: {@code multipart/alternative} with the older fallback first ([MS-SDPEXT] 3.1.5.34.2). */
public final class Multipart {
    private static final String FALLBACK = "ms-proxy-2007fallback";

    /** A body and the Content-Type that goes with it. */
    public record Body(String type, String text) {}

    private Multipart() {}

    /** The description in a body: the text itself, or of several parts the last that is no fallback. */
    public static @Nullable String description(String contentType, String body) {
        if (contentType.toLowerCase(java.util.Locale.ROOT).startsWith("application/sdp")) {
            return body;
        }
        String boundary = SipText.param(contentType, "boundary");
        if (boundary == null || !contentType.toLowerCase(java.util.Locale.ROOT).startsWith("multipart/")) {
            return null;
        }
        String found = null;
        for (String part : parts(body, boundary.replace("\"", ""))) {
            Matcher blank = Pattern.compile("\r?\n\r?\n").matcher(part);
            if (blank.find()) {
                String head = part.substring(0, blank.start());
                if (head.contains("application/sdp") && !head.contains(FALLBACK)) {
                    found = part.substring(blank.end());
                }
            }
        }
        return found;
    }

    private static List<String> parts(String body, String boundary) {
        List<String> parts = new ArrayList<>();
        String[] pieces = body.split(Pattern.quote("--" + boundary));
        for (int i = 1; i < pieces.length && !pieces[i].startsWith("--"); i++) {
            parts.add(pieces[i].replaceFirst("^\r?\n", ""));
        }
        return parts;
    }

    /** Lync 2013's initial offer: the fallback for the older clients, then the real one. */
    public static Body withFallback(String fallback, String description) {
        String boundary = "----=_NextPart_000_" + Tokens.hex(4).toUpperCase(java.util.Locale.ROOT) + "_01D"
                + Tokens.hex(5).toUpperCase(java.util.Locale.ROOT) + "."
                + Tokens.hex(8).toUpperCase(java.util.Locale.ROOT);
        String text = part(boundary, "session; handling=optional; " + FALLBACK, fallback)
                + part(boundary, "session; handling=optional", description) + "--" + boundary + "--\r\n";
        return new Body("multipart/alternative;boundary=\"" + boundary + "\"", text);
    }

    private static String part(String boundary, String disposition, String text) {
        return "--" + boundary + "\r\nContent-Type: application/sdp\r\nContent-Transfer-Encoding: 7bit\r\nContent-ID: <"
                + Tokens.hex(32) + "@lab.bailey.test>\r\nContent-Disposition: " + disposition + "\r\n\r\n" + text
                + "\r\n";
    }
}
