package org.bailey.b2bua;

import java.util.List;
import java.util.Locale;
import org.bailey.dialplan.Dialect;
import org.bailey.sdp.MediaDescription;
import org.bailey.sdp.PayloadType;

/**
 * A line of an offer on its way across.
 *
 * @param line as the offerer wrote it
 * @param from dialect of the offerer
 * @param to dialect of the side that is to hear it
 * @param known payload types in use for this line on that side; a number keeps its meaning (RFC 3264 section 8.3.2)
 */
public record StreamOffer(MediaDescription line, Dialect from, Dialect to, List<PayloadType> known) {
    public StreamOffer {
        known = List.copyOf(known);
    }

    /** {@return whether it is video of who speaks: not the room's panorama, not a shared screen} */
    public boolean mainVideo() {
        boolean main = line.attribute("content")
                .map(content -> content.toLowerCase(Locale.ROOT).contains("main"))
                .orElse(true);
        return line.is("video") && main && line.label().stream().noneMatch(StreamOffer::another);
    }

    /** Microsoft's names for other pictures ([MS-SDPEXT] a=label, a=x-source). */
    private static boolean another(String label) {
        String lower = label.toLowerCase(Locale.ROOT);
        return lower.equals("panoramic-video") || lower.equals("applicationsharing-video") || lower.equals("data");
    }
}
