package org.bailey.sdp;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A payload number and what it means in one media line: rtpmap, fmtp and rtcp-fb put together (RFC 8866 section 6.6,
 * RFC 4585 section 4.2).
 *
 * @param number 0 to 127
 * @param encoding as written, {@code G722}; compared without case
 * @param clockRateHz RTP clock; G722 says 8000 and means 16000 (RFC 3551 section 4.5.2)
 * @param channels 1 where none is written
 * @param fmtp the text after {@code a=fmtp:NUMBER}, empty where there is no such line
 * @param feedback the texts after {@code a=rtcp-fb:NUMBER} and {@code a=rtcp-fb:*}, in order
 */
public record PayloadType(
        int number, String encoding, int clockRateHz, int channels, String fmtp, List<String> feedback) {
    public PayloadType {
        if (number < 0 || number > 127 || clockRateHz < 1 || channels < 1) {
            throw new IllegalArgumentException("payload type " + number + " " + encoding + "/" + clockRateHz + "/"
                    + channels + " is out of range");
        }
        Text.token("encoding", encoding);
        Text.checked("fmtp", fmtp);
        feedback = List.copyOf(feedback);
    }

    public static PayloadType of(int number, String encoding, int clockRateHz) {
        return new PayloadType(number, encoding, clockRateHz, 1, "", List.of());
    }

    public PayloadType withFmtp(String text) {
        return new PayloadType(number, encoding, clockRateHz, channels, text, feedback);
    }

    public PayloadType withNumber(int other) {
        return new PayloadType(other, encoding, clockRateHz, channels, fmtp, feedback);
    }

    /** Same encoding, clock and channels; numbers and parameters are not compared. */
    public boolean sameCodec(PayloadType other) {
        return is(other.encoding, other.clockRateHz) && channels == other.channels;
    }

    public boolean is(String wanted, int rateHz) {
        return encoding.equalsIgnoreCase(wanted) && clockRateHz == rateHz;
    }

    /** One parameter of the fmtp text, {@code name=value} between semicolons; the name without case. */
    public Optional<String> parameter(String name) {
        for (String piece : fmtp.split(";", -1)) {
            int equals = piece.indexOf('=');
            if (equals > 0 && piece.substring(0, equals).strip().equalsIgnoreCase(name)) {
                return Optional.of(piece.substring(equals + 1).strip());
            }
        }
        return Optional.empty();
    }

    /** The rtpmap line and, where there is one, the fmtp line. */
    public List<Attribute> attributes() {
        List<Attribute> lines = new ArrayList<>(2);
        String tail = channels == 1 ? "" : "/" + channels;
        lines.add(Attribute.of("rtpmap", number + " " + encoding + "/" + clockRateHz + tail));
        if (!fmtp.isEmpty()) {
            lines.add(Attribute.of("fmtp", number + " " + fmtp));
        }
        return lines;
    }
}
