package org.bailey.lab.sdp;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.bailey.lab.media.Codec;
import org.jspecify.annotations.Nullable;

/**
 * One m= line with the attributes below it.
 *
 * @param address from the line's own c= or the session's; an empty text if neither is there
 * @param attributes what follows {@code a=}
 */
public record SdpMedia(
        String kind, int port, String profile, List<String> formats, String address, List<String> attributes) {
    public boolean rejected() {
        return port == 0;
    }

    public boolean hasAttribute(String name) {
        return attributes.stream().anyMatch(a -> a.equals(name) || a.startsWith(name + ":"));
    }

    /** What follows {@code a=name:}; null if absent. */
    public @Nullable String attribute(String name) {
        return attributes.stream()
                .filter(a -> a.startsWith(name + ":"))
                .map(a -> a.substring(name.length() + 1).strip())
                .findFirst()
                .orElse(null);
    }

    /** Whether the author takes Microsoft's video source requests. */
    public boolean takesSourceRequests() {
        return attributes.stream()
                .anyMatch(a -> a.startsWith("rtcp-fb:") && a.contains("x-message app") && a.contains("recv:src"));
    }

    public Direction direction() {
        for (String attribute : attributes) {
            for (Direction direction : Direction.values()) {
                if (attribute.equals(direction.token())) {
                    return direction;
                }
            }
        }
        return Direction.SENDRECV;
    }

    /** Held the old way, by the address 0.0.0.0 (RFC 3264 section 8.4). */
    public boolean zeroAddress() {
        return address.equals("0.0.0.0");
    }

    /** Whether the author will not hear us: our side is on hold. */
    public boolean holds() {
        return zeroAddress() || !direction().receives();
    }

    /** The RTCP port: a=rtcp, else the one above RTP. */
    public int rtcpPort() {
        String rtcp = attribute("rtcp");
        if (rtcp != null && rtcp.split("\\s+")[0].matches("\\d{1,5}")) {
            return Integer.parseInt(rtcp.split("\\s+")[0]);
        }
        return port + 1;
    }

    /** The payloads in the author's order; static numbers known without rtpmap. */
    public List<Codec> codecs() {
        List<Codec> codecs = new ArrayList<>();
        for (String format : formats) {
            if (format.matches("\\d{1,3}")) {
                Codec codec = codec(Integer.parseInt(format));
                if (codec != null) {
                    codecs.add(codec);
                }
            }
        }
        return codecs;
    }

    private @Nullable Codec codec(int payloadType) {
        for (String attribute : attributes) {
            if (attribute.startsWith("rtpmap:" + payloadType + " ")) {
                String[] parts =
                        attribute.substring(attribute.indexOf(' ') + 1).strip().split("/");
                int clock = parts.length > 1 && parts[1].strip().matches("\\d{1,6}")
                        ? Integer.parseInt(parts[1].strip())
                        : 0;
                return parts.length > 2 && !parts[2].strip().equals("1")
                        ? null // stereo: nobody but Microsoft speaks it
                        : new Codec(payloadType, parts[0].toUpperCase(Locale.ROOT), clock, parameters(payloadType));
            }
        }
        return switch (payloadType) {
            case 0 -> new Codec(0, "PCMU", 8_000);
            case 8 -> new Codec(8, "PCMA", 8_000);
            case 9 -> new Codec(9, "G722", 8_000);
            case 13 -> new Codec(13, "CN", 8_000);
            case 34 -> new Codec(34, "H263", 90_000);
            default -> null;
        };
    }

    /** The format's parameters as one text; an empty one if there are none. */
    public String parameters(int payloadType) {
        return attributes.stream()
                .filter(a -> a.startsWith("fmtp:" + payloadType + " "))
                .map(a -> a.substring(a.indexOf(' ') + 1).strip())
                .findFirst()
                .orElse("");
    }
}
