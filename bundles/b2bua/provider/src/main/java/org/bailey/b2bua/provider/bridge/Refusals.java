package org.bailey.b2bua.provider.bridge;

import java.util.List;
import java.util.stream.Collectors;
import org.bailey.media.Side;
import org.bailey.sdp.MalformedSdp;
import org.bailey.sdp.MediaDescription;
import org.bailey.sdp.SessionDescription;

/** The sentences an exchange fails with; each names the side and the cause, fit for a Warning header. */
final class Refusals {
    private static final int MOST_LINES = 4;

    private Refusals() {}

    static SdpExchange.Result damaged(int status, Side side, String what, MalformedSdp cause) {
        return new SdpExchange.Result.Refused(
                status, name(side) + " sent a damaged " + what + ": " + clean(String.valueOf(cause.getMessage())));
    }

    /** No line of what {@code side} said can be carried. */
    static SdpExchange.Result nothing(Side side, String what, SessionDescription description) {
        String causes = description.media().stream()
                .limit(MOST_LINES)
                .map(line -> clean(line.kind()) + " " + cause(description, line))
                .collect(Collectors.joining("; "));
        return refused(name(side) + "'s " + what + " holds no media that can be carried"
                + (causes.isEmpty() ? ": it has no media lines" : ": " + causes));
    }

    static SdpExchange.Result refused(String sentence) {
        return new SdpExchange.Result.Refused(488, sentence);
    }

    static String name(Side side) {
        return side == Side.CALLER ? "the caller" : "the called side";
    }

    private static String cause(SessionDescription description, MediaDescription line) {
        if (line.isRefused()) {
            return "is refused (port 0)";
        }
        return switch (Protection.of(line)) {
            case REQUIRED ->
                "requires encryption (" + clean(line.protocol()) + ") and only plain RTP is carried;"
                        + " allow RTP/AVP on that side";
            case OTHER -> "is sent over " + clean(line.protocol()) + ", which no bridge carries";
            default ->
                Remote.reachable(description, line)
                        ? "has no codec in common with the other side (" + codecs(line) + ")"
                        : "names no numeric unicast address in c=";
        };
    }

    private static String codecs(MediaDescription line) {
        List<String> names = line.payloadTypes().stream()
                .map(type -> clean(type.encoding() + "/" + type.clockRateHz()))
                .distinct()
                .limit(8)
                .toList();
        return names.isEmpty() ? "none named" : String.join(" ", names);
    }

    /** Foreign text without what would break a quoted header or a log line. */
    private static String clean(String text) {
        String shown = text.length() > 160 ? text.substring(0, 160) : text;
        return shown.replaceAll("[^ !#-\\[\\]-~]", "?");
    }
}
