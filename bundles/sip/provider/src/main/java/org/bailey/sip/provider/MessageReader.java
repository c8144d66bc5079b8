package org.bailey.sip.provider;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bailey.sip.Body;
import org.bailey.sip.Header;
import org.bailey.sip.Headers;
import org.bailey.sip.SipMessage;
import org.bailey.sip.SipRequest;
import org.bailey.sip.SipResponse;

/** Bytes to messages (RFC 3261 section 7): a pure function that keeps the text of every header. */
final class MessageReader {
    private MessageReader() {}

    /**
     * Reads one message: a datagram, or one frame of a stream.
     *
     * @throws MalformedMessage with all that could be read of it
     */
    static SipMessage read(byte[] bytes) throws MalformedMessage {
        int start = 0;
        while (start < bytes.length && (bytes[start] == '\r' || bytes[start] == '\n')) {
            start++;
        }
        int end = endOfHead(bytes, start, bytes.length);
        String head = Text.decode(bytes, start, end < 0 ? bytes.length : end);
        int line = endOfLine(head, 0);
        String first = head.substring(0, line);
        List<Header> fields = new ArrayList<>(24);
        String broken = fields(head, Math.min(head.length(), line + newline(head, line)), fields);
        if (broken.isEmpty()) {
            broken = control(head);
        }
        Headers all = new Headers(fields);
        String method = StartLine.method(first);
        if (end < 0) {
            throw new MalformedMessage(400, "No empty line after the headers", method, all);
        }
        if (!broken.isEmpty()) {
            throw new MalformedMessage(400, broken, method, all);
        }
        Body body = body(bytes, end, method, all);
        Headers others = all.without("Content-Type").without("Content-Length");
        return StartLine.isResponse(first)
                ? response(first, others, body)
                : new SipRequest(method, StartLine.uri(first, all), others, body);
    }

    private static SipResponse response(String first, Headers headers, Body body) throws MalformedMessage {
        int blank = first.indexOf(' ', 8);
        String digits = blank < 0 ? first.substring(8) : first.substring(8, blank);
        long status = digits.length() == 3 ? Tokens.number(digits, 699) : -1;
        if (status < 100) {
            throw new MalformedMessage(400, "Status code '" + digits + "' is none", "", headers);
        }
        return new SipResponse((int) status, blank < 0 ? "" : first.substring(blank + 1), headers, body, "");
    }

    private static Body body(byte[] bytes, int from, String method, Headers headers) throws MalformedMessage {
        int available = bytes.length - from;
        long length = available;
        List<String> lengths = headers.all("Content-Length").toList();
        if (!lengths.isEmpty()) {
            length = Tokens.number(lengths.get(0), Integer.MAX_VALUE);
            if (length < 0 || !lengths.stream().allMatch(lengths.get(0)::equals)) {
                throw new MalformedMessage(400, "Content-Length is no number of bytes", method, headers);
            }
            if (length > available) {
                throw new MalformedMessage(
                        400, "Content-Length is " + length + " but " + available + " bytes came", method, headers);
            }
        }
        if (headers.all("Content-Type").count() > 1) {
            throw new MalformedMessage(400, "More than one Content-Type", method, headers);
        }
        String type = headers.first("Content-Type", "");
        return length == 0 && type.isEmpty()
                ? Body.EMPTY
                : Body.of(type, Arrays.copyOfRange(bytes, from, from + (int) length));
    }

    /** {@return what is wrong, empty when all is well; what is well is added to {@code into} in any case} */
    private static String fields(String head, int from, List<Header> into) {
        String broken = "";
        int i = from;
        while (i < head.length()) {
            int end = endOfLine(head, i);
            int next = end + newline(head, end);
            String line = head.substring(i, end);
            while (next < head.length() && (head.charAt(next) == ' ' || head.charAt(next) == '\t')) {
                int more = endOfLine(head, next);
                line = line.stripTrailing() + " " + head.substring(next, more).strip();
                next = more + newline(head, more);
            }
            i = next;
            if (line.isEmpty()) {
                continue;
            }
            int colon = line.indexOf(':');
            String name = colon < 0 ? "" : line.substring(0, colon).stripTrailing();
            if (Tokens.is(name)) {
                into.add(Header.of(name, line.substring(colon + 1)));
            } else if (broken.isEmpty()) {
                broken = "Header line " + (into.size() + 1) + " has no name";
            }
        }
        return broken;
    }

    /**
     * {@return what is wrong with the control characters, empty when nothing is} A NUL may only stand behind a backslash
     * (RFC 3261 section 25.1, quoted-pair), a CR only before an LF: whoever gets the header from us may end a line there.
     */
    private static String control(String head) {
        int line = 0;
        for (int i = 0; i < head.length(); i++) {
            char c = head.charAt(i);
            if (c == '\n') {
                line++;
            } else if (c == '\r' && (i + 1 == head.length() || head.charAt(i + 1) != '\n')) {
                return "A CR without LF in header line " + line;
            } else if (c == 0 && (i == 0 || head.charAt(i - 1) != '\\')) {
                return "A NUL in header line " + line;
            }
        }
        return "";
    }

    /** {@return where the body starts, or -1 when no empty line ends the header} */
    static int endOfHead(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            if (bytes[i] == '\n') {
                int next = i + 1 < to && bytes[i + 1] == '\r' ? i + 2 : i + 1;
                if (next < to && bytes[next] == '\n') {
                    return next + 1;
                }
            }
        }
        return -1;
    }

    private static int endOfLine(String head, int from) {
        int feed = head.indexOf('\n', from);
        if (feed < 0) {
            return head.length();
        }
        return feed > from && head.charAt(feed - 1) == '\r' ? feed - 1 : feed;
    }

    private static int newline(String head, int at) {
        return at >= head.length() ? 0 : head.charAt(at) == '\r' ? 2 : 1;
    }
}
