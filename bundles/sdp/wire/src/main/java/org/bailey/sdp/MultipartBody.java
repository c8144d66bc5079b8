package org.bailey.sdp;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A multipart body of a SIP message (RFC 2046 section 5.1, RFC 5621): alternative, mixed or related; parts that are
 * multipart themselves are not opened.
 *
 * @param subtype alternative, mixed, related
 * @param boundary the line between parts, without the two dashes before it
 * @param parts in order
 */
public record MultipartBody(String subtype, String boundary, List<Part> parts) {
    /** Most parts taken. */
    public static final int MAX_PARTS = 32;

    public MultipartBody {
        Text.token("subtype", subtype);
        Text.checked("boundary", boundary);
        parts = List.copyOf(parts);
    }

    /**
     * One part.
     *
     * @param headers name and value as written, in order
     * @param text content, one {@code char} a byte
     */
    public record Part(List<Header> headers, String text) {
        public Part {
            headers = List.copyOf(headers);
        }

        /** A part of this type; {@code disposition} is left out when empty. */
        public static Part of(String contentType, String disposition, byte[] content) {
            Header type = new Header("Content-Type", contentType);
            List<Header> headers = disposition.isEmpty()
                    ? List.of(type)
                    : List.of(type, new Header("Content-Disposition", disposition));
            return new Part(headers, new String(content, StandardCharsets.ISO_8859_1));
        }

        /** The first header of this name, without case; empty text where there is none. */
        public String header(String name) {
            return headers.stream()
                    .filter(h -> h.name().equalsIgnoreCase(name))
                    .map(Header::value)
                    .findFirst()
                    .orElse("");
        }

        public byte[] content() {
            return text.getBytes(StandardCharsets.ISO_8859_1);
        }
    }

    /** A header of a part. */
    public record Header(String name, String value) {
        public Header {
            Text.token("header name", name);
            Text.checked("header " + name, value);
        }
    }

    public static boolean isMultipart(String contentType) {
        return type(contentType).startsWith("multipart/");
    }

    static boolean isSdp(String contentType) {
        return type(contentType).equals("application/sdp");
    }

    private static String type(String contentType) {
        int end = contentType.indexOf(';');
        return (end < 0 ? contentType : contentType.substring(0, end)).strip().toLowerCase(Locale.ROOT);
    }

    /**
     * Reads a body. Taken without complaint: lines ending in LF alone, no closing boundary, a boundary with or without
     * quotes, none in the header (the first line of the body then tells it), text before the first part.
     *
     * @throws MalformedSdp for everything else, and nothing but that
     */
    public static MultipartBody parse(String contentType, byte[] body) throws MalformedSdp {
        return new MultipartParser(contentType, body).parse();
    }

    /**
     * The part with the session description: the last application/sdp part that is not marked
     * {@code ms-proxy-2007fallback}. That one speaks an ICE dialect from before Lync; where several remain the richest
     * stands last ([MS-SDPEXT] section 3.1.5.34.2).
     */
    public Optional<Part> session() {
        return parts.stream()
                .filter(part -> isSdp(part.header("Content-Type")))
                .filter(part -> !part.header("Content-Disposition")
                        .toLowerCase(Locale.ROOT)
                        .contains("ms-proxy-2007fallback"))
                .reduce((earlier, later) -> later);
    }

    /** Value for the Content-Type header. */
    public String contentType() {
        return "multipart/" + subtype + ";boundary=\"" + boundary + "\"";
    }

    /** The body as it goes on the wire. The caller picks a boundary that no part contains. */
    public byte[] bytes() {
        StringBuilder out = new StringBuilder(2048);
        for (Part part : parts) {
            out.append("--").append(boundary).append("\r\n");
            for (Header header : part.headers()) {
                out.append(header.name()).append(": ").append(header.value()).append("\r\n");
            }
            out.append("\r\n").append(part.text()).append("\r\n");
        }
        out.append("--").append(boundary).append("--\r\n");
        return out.toString().getBytes(StandardCharsets.ISO_8859_1);
    }
}
