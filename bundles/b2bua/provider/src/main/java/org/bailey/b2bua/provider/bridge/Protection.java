package org.bailey.b2bua.provider.bridge;

import java.util.Locale;
import org.bailey.sdp.MediaDescription;

/** How a media line wants its packets protected ([MS-SDPEXT] on optional encryption, RFC 4568, RFC 5763). */
enum Protection {
    /** RTP/AVP or RTP/AVPF without keys. */
    NONE,
    /** The same with a=crypto: encrypted if the answer says RTP/SAVP, plain if it says RTP/AVP. */
    OPTIONAL,
    /** RTP/SAVP, RTP/SAVPF, and DTLS-SRTP in its writings. */
    REQUIRED,
    /** Not RTP over UDP. */
    OTHER;

    static Protection of(MediaDescription line) {
        return switch (line.protocol().toUpperCase(Locale.ROOT)) {
            case "RTP/AVP", "RTP/AVPF" -> line.has("crypto") ? OPTIONAL : NONE;
            case "RTP/SAVP", "RTP/SAVPF", "UDP/TLS/RTP/SAVP", "UDP/TLS/RTP/SAVPF" -> REQUIRED;
            default -> OTHER;
        };
    }

    /** Whether the line can be had in plain RTP. */
    boolean allowsPlain() {
        return this == NONE || this == OPTIONAL;
    }
}
