package org.bailey.lab.wire;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Reads one SIP message from its octets, leniently: bare line feeds and folded lines are taken (RFC 3261 section 7). */
public final class SipParser {
    private SipParser() {}

    public static SipMessage parse(byte[] octets) throws MalformedSip {
        return parse(new String(octets, StandardCharsets.ISO_8859_1));
    }

    public static SipMessage parse(String text) throws MalformedSip {
        int start = 0;
        while (start < text.length() && (text.charAt(start) == '\r' || text.charAt(start) == '\n')) {
            start++;
        }
        int[] blank = blankLine(text, start);
        SipMessage head = head(text.substring(start, blank[0]));
        String body = text.substring(blank[1]);
        String length = head.header("Content-Length");
        if (length != null) {
            int wanted = length(length, head);
            if (wanted > body.length()) {
                throw new MalformedSip("body is shorter than Content-Length " + wanted, head);
            }
            body = body.substring(0, wanted);
        }
        SipMessage message = new SipMessage(head.startLine(), head.headers(), body);
        check(message);
        return message;
    }

    /** Start line and headers of a message; mandatory headers are not yet asked for. */
    static SipMessage head(String text) throws MalformedSip {
        List<String> lines = new ArrayList<>();
        for (String line : text.split("\r?\n")) {
            if (!lines.isEmpty() && !line.isEmpty() && (line.charAt(0) == ' ' || line.charAt(0) == '\t')) {
                lines.set(lines.size() - 1, lines.get(lines.size() - 1) + " " + line.strip());
            } else {
                lines.add(line);
            }
        }
        String startLine = lines.get(0).strip();
        boolean response = startLine.startsWith("SIP/2.0 ");
        if (!response && !startLine.endsWith(" SIP/2.0")) {
            throw new MalformedSip("no SIP/2.0 start line", null);
        }
        List<Header> headers = new ArrayList<>();
        for (String line : lines.subList(1, lines.size())) {
            int colon = line.indexOf(':');
            if (colon <= 0) {
                throw new MalformedSip("header line without a name", new SipMessage(startLine, headers, ""));
            }
            headers.add(new Header(
                    line.substring(0, colon).strip(), line.substring(colon + 1).strip()));
        }
        return new SipMessage(startLine, headers, "");
    }

    static int length(String value, SipMessage head) throws MalformedSip {
        try {
            int length = Integer.parseInt(value.strip());
            if (length >= 0 && length <= Framer.MAX_BODY_OCTETS) {
                return length;
            }
        } catch (NumberFormatException notANumber) {
            throw new MalformedSip("Content-Length is no number", head);
        }
        throw new MalformedSip("Content-Length out of range", head);
    }

    private static int[] blankLine(String text, int from) throws MalformedSip {
        for (int i = text.indexOf('\n', from); i >= 0; i = text.indexOf('\n', i + 1)) {
            if (text.startsWith("\r\n", i + 1)) {
                return new int[] {i + 1, i + 3};
            }
            if (text.startsWith("\n", i + 1)) {
                return new int[] {i + 1, i + 2};
            }
        }
        throw new MalformedSip("no blank line after the headers", null);
    }

    private static void check(SipMessage message) throws MalformedSip {
        for (String name : List.of("Via", "From", "To", "Call-ID", "CSeq")) {
            if (message.value(name).isBlank()) {
                throw new MalformedSip("no " + name + " header", message);
            }
        }
        if (message.cseq() < 0) {
            throw new MalformedSip("CSeq has no number", message);
        }
        if (message.isRequest()
                && !message.method().equals(message.value("CSeq").replaceFirst("^\\s*\\S+\\s+", ""))) {
            throw new MalformedSip("CSeq names another method", message);
        }
        if (!message.isRequest() && (message.status() < 100 || message.status() > 699)) {
            throw new MalformedSip("status out of range", message);
        }
        if (message.list("Via").isEmpty()) {
            throw new MalformedSip("empty Via", message);
        }
    }
}
