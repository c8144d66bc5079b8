package org.bailey.b2bua.provider.bridge;

import java.util.Locale;
import org.bailey.sdp.MediaDescription;

/** How a media line wants its packets protected ([MS-SDPEXT] on optional encryption, RFC 4568, RFC 5763). */
enum Protection {
    /** RTP/AVP or RTP/AVPF without keys, or with {@code a=encryption:rejected}. */
    NONE,
    /** The same with a=crypto: encrypted or plain as the answerer likes. */
    OPTIONAL,
    /** RTP/SAVP, RTP/SAVPF. */
    REQUIRED,
    /** Not RTP over UDP, or by DTLS-SRTP only. */
    OTHER;

    static Protection of(MediaDescription line) {
        return switch (line.protocol().toUpperCase(Locale.ROOT)) {
            case "RTP/AVP", "RTP/AVPF" -> line.has("crypto") && !rejected(line) ? OPTIONAL : NONE;
            case "RTP/SAVP", "RTP/SAVPF" -> REQUIRED;
            default -> OTHER;
        };
    }

    /** {@code a=encryption} of older Microsoft clients ([MS-SDP]): nothing is required by it, but it may say no. */
    private static boolean rejected(MediaDescription line) {
        return line.attribute("encryption")
                .map(level -> level.equalsIgnoreCase("rejected"))
                .orElse(false);
    }

    static boolean secure(String protocol) {
        return protocol.toUpperCase(Locale.ROOT).contains("SAVP");
    }
}
