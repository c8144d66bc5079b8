package org.bailey.b2bua.provider.bridge;

import java.util.Locale;
import org.bailey.sdp.MediaDescription;

/** How a media line wants its packets protected ([MS-SDPEXT] on optional encryption, RFC 4568, RFC 5763). */
enum Protection {
    /** RTP/AVP or RTP/AVPF without keys, or with {@code a=encryption:rejected}; TCP/RTP/AVP too where ICE found the way. */
    NONE,
    /** The same with a=crypto: encrypted or plain as the answerer likes. */
    OPTIONAL,
    /** RTP/SAVP, RTP/SAVPF. */
    REQUIRED,
    /** Not RTP over UDP, or by DTLS-SRTP only. */
    OTHER;

    private static final String TCP = "TCP/";

    static Protection of(MediaDescription line) {
        return switch (profile(line)) {
            case "RTP/AVP", "RTP/AVPF" -> line.has("crypto") && !rejected(line) ? OPTIONAL : NONE;
            case "RTP/SAVP", "RTP/SAVPF" -> REQUIRED;
            default -> OTHER;
        };
    }

    /**
     * Once ICE has come to a connection, or a peer listens on nothing else, the line says so (RFC 4571, RFC 6544 section 9);
     * candidates then say where. Sharing, which is nothing but TCP, is not for those who carry RTP.
     */
    private static String profile(MediaDescription line) {
        String protocol = line.protocol().toUpperCase(Locale.ROOT);
        boolean carried = line.has("candidate")
                && (line.kind().equals("audio") || line.kind().equals("video"));
        return carried ? protocol.substring(connection(protocol).length()) : protocol;
    }

    /** {@return what stands before the profile of a line over TCP; empty over UDP} */
    static String connection(String protocol) {
        return protocol.regionMatches(true, 0, TCP, 0, TCP.length()) ? TCP : "";
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
