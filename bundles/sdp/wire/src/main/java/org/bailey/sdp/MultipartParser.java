package org.bailey.sdp;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** One reading of one multipart body. */
final class MultipartParser {
    /** Four descriptions of the largest size. */
    private static final int MAX_BYTES = 4 * SessionDescription.MAX_BYTES;

    private static final int MAX_HEADERS = 32;
    private static final int MAX_HEADER = 2_048;
    private static final int MAX_BOUNDARY = 200;

    private final String contentType;
    private final String body;
    private int position;
    private int line;

    MultipartParser(String contentType, byte[] body) {
        this.contentType = contentType;
        this.body = new String(body, StandardCharsets.ISO_8859_1);
    }

    MultipartBody parse() throws MalformedSdp {
        if (body.length() > MAX_BYTES) {
            throw new MalformedSdp(0, body.length() + " bytes; at most " + MAX_BYTES + " are taken");
        }
        String boundary = boundary();
        String delimiter = "--" + boundary;
        while (position < body.length() && !isDelimiter(peek(), delimiter)) {
            next();
        }
        List<MultipartBody.Part> parts = new ArrayList<>();
        while (position < body.length() && !isLast(peek(), delimiter)) {
            next();
            if (position >= body.length()) {
                break;
            }
            if (parts.size() == MultipartBody.MAX_PARTS) {
                throw new MalformedSdp(line, "has more than " + parts.size() + " parts");
            }
            parts.add(part(delimiter));
        }
        if (parts.isEmpty()) {
            throw new MalformedSdp(0, "the multipart body holds no part between boundaries '" + boundary + "'");
        }
        return new MultipartBody(subtype(), boundary, parts);
    }

    private MultipartBody.Part part(String delimiter) throws MalformedSdp {
        List<MultipartBody.Header> headers = new ArrayList<>();
        while (position < body.length() && !peek().isBlank() && !isDelimiter(peek(), delimiter)) {
            header(headers, next());
        }
        if (position < body.length() && !isDelimiter(peek(), delimiter)) {
            next();
        }
        int start = position;
        while (position < body.length() && !isDelimiter(peek(), delimiter)) {
            next();
        }
        int end = position;
        if (position < body.length()) {
            // the line end before a boundary belongs to the boundary (RFC 2046 section 5.1.1)
            end -= end > start && body.charAt(end - 1) == '\n' ? 1 : 0;
            end -= end > start && body.charAt(end - 1) == '\r' ? 1 : 0;
        }
        return new MultipartBody.Part(headers, body.substring(start, end));
    }

    private void header(List<MultipartBody.Header> headers, String text) throws MalformedSdp {
        if (text.indexOf(0) >= 0 || text.indexOf('\r') >= 0) {
            throw new MalformedSdp(line, "holds a control character in a header of a part");
        }
        boolean folded = text.charAt(0) == ' ' || text.charAt(0) == '\t';
        if (folded && !headers.isEmpty()) {
            MultipartBody.Header open = headers.remove(headers.size() - 1);
            String value = (open.value() + " " + text.strip()).strip();
            if (value.length() > MAX_HEADER) {
                throw new MalformedSdp(line, "makes a header longer than " + MAX_HEADER + " bytes");
            }
            headers.add(new MultipartBody.Header(open.name(), value));
            return;
        }
        int colon = text.indexOf(':');
        String name = colon < 0 ? "" : text.substring(0, colon).strip();
        if (Text.words(name).length != 1) {
            throw new MalformedSdp(
                    line, "is not a header of a part; wanted name: value and an empty line after the last");
        }
        if (headers.size() == MAX_HEADERS) {
            throw new MalformedSdp(
                    line, "is header " + (MAX_HEADERS + 1) + " of a part; at most " + MAX_HEADERS + " are taken");
        }
        headers.add(new MultipartBody.Header(name, text.substring(colon + 1).strip()));
    }

    private String boundary() throws MalformedSdp {
        String named = boundaryParameter();
        if (named != null) {
            return named;
        }
        int start = body.startsWith("--") ? 2 : body.indexOf("\n--") + 3;
        int end = start < 3 && !body.startsWith("--") ? -1 : body.indexOf('\n', start);
        String guessed = end < 0 ? "" : body.substring(start, end).strip();
        if (guessed.isEmpty() || guessed.length() > MAX_BOUNDARY || !isText(guessed)) {
            throw new MalformedSdp(0, "the Content-Type of a multipart body names no boundary");
        }
        return guessed;
    }

    private @Nullable String boundaryParameter() {
        int at = contentType.toLowerCase(Locale.ROOT).indexOf("boundary=");
        if (at < 0) {
            return null;
        }
        String rest = contentType.substring(at + "boundary=".length());
        boolean quoted = rest.startsWith("\"");
        int end = quoted ? rest.indexOf('"', 1) : rest.indexOf(';');
        String value =
                rest.substring(quoted ? 1 : 0, end < 0 ? rest.length() : end).strip();
        return value.isEmpty() || value.length() > MAX_BOUNDARY || !isText(value) ? null : value;
    }

    private String subtype() {
        int slash = contentType.indexOf('/');
        int end = contentType.indexOf(';');
        String text = contentType.substring(slash + 1, end < 0 ? contentType.length() : Math.max(end, slash + 1));
        String word = text.strip();
        return word.isEmpty() || Text.words(word).length != 1 || !isText(word) ? "mixed" : word;
    }

    private static boolean isText(String text) {
        return text.chars().allMatch(c -> c >= ' ' && c < 0x7F);
    }

    private static boolean isDelimiter(String text, String delimiter) {
        return text.startsWith(delimiter) && (text.substring(delimiter.length()).isBlank() || isLast(text, delimiter));
    }

    private static boolean isLast(String text, String delimiter) {
        return text.startsWith(delimiter)
                && text.startsWith("--", delimiter.length())
                && text.substring(delimiter.length() + 2).isBlank();
    }

    /** The line at the position, without its end. */
    private String peek() {
        int end = body.indexOf('\n', position);
        end = end < 0 ? body.length() : end;
        while (end > position && body.charAt(end - 1) == '\r') {
            end--;
        }
        return body.substring(position, end);
    }

    private String next() {
        String text = peek();
        line++;
        int end = body.indexOf('\n', position);
        position = end < 0 ? body.length() : end + 1;
        return text;
    }
}
