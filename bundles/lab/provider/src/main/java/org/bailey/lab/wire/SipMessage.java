package org.bailey.lab.wire;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One SIP message as text: start line, headers in order, body. Immutable. All text is ISO 8859-1, one character an
 * octet, so that what is forwarded leaves as it came.
 */
public record SipMessage(String startLine, List<Header> headers, String body) {
    public SipMessage {
        headers = List.copyOf(headers);
    }

    public static SipMessage request(String method, String uri) {
        return new SipMessage(method + " " + uri + " SIP/2.0", List.of(), "");
    }

    /** A response with what RFC 3261 section 8.2.6.2 copies from the request, and the Record-Route set. */
    public static SipMessage response(SipMessage request, int status, String reason) {
        List<Header> kept = new ArrayList<>();
        for (Header header : request.headers) {
            switch (Header.longName(header.name())) {
                case "via", "from", "to", "call-id", "cseq", "record-route" -> kept.add(header);
                default -> {}
            }
        }
        return new SipMessage("SIP/2.0 " + status + " " + reason, kept, "");
    }

    public boolean isRequest() {
        return !startLine.startsWith("SIP/");
    }

    /** The method of a request, of a response the method it answers. */
    public String method() {
        return isRequest() ? word(startLine, 0) : word(value("CSeq"), 1);
    }

    public String requestUri() {
        return word(startLine, 1);
    }

    /** The status of a response; 0 for a request. */
    public int status() {
        return isRequest() ? 0 : number(word(startLine, 1));
    }

    public long cseq() {
        return number(word(value("CSeq"), 0));
    }

    public String callId() {
        return value("Call-ID");
    }

    public @Nullable String fromTag() {
        return SipText.param(value("From"), "tag");
    }

    public @Nullable String toTag() {
        return SipText.param(value("To"), "tag");
    }

    /** The branch of the topmost Via; an empty text if it has none, as old Microsoft hops send it. */
    public String branch() {
        List<String> vias = list("Via");
        String branch = vias.isEmpty() ? null : SipText.param(vias.get(0), "branch");
        return branch == null ? "" : branch;
    }

    public @Nullable String header(String name) {
        for (Header header : headers) {
            if (header.is(name)) {
                return header.value();
            }
        }
        return null;
    }

    /** The first value of a header, an empty text if absent. */
    public String value(String name) {
        String value = header(name);
        return value == null ? "" : value;
    }

    /** Every element of a header that may be repeated or hold commas, in order. */
    public List<String> list(String name) {
        List<String> all = new ArrayList<>();
        for (Header header : headers) {
            if (header.is(name)) {
                all.addAll(SipText.split(header.value(), ','));
            }
        }
        return all;
    }

    /** Whether a token stands in a comma list such as Supported or Require. */
    public boolean lists(String name, String token) {
        return list(name).stream().anyMatch(token::equalsIgnoreCase);
    }

    /** With this header once, where it first stood or at the end. */
    public SipMessage with(String name, String value) {
        List<Header> changed = new ArrayList<>();
        boolean done = false;
        for (Header header : headers) {
            if (!header.is(name)) {
                changed.add(header);
            } else if (!done) {
                changed.add(new Header(name, value));
                done = true;
            }
        }
        if (!done) {
            changed.add(new Header(name, value));
        }
        return new SipMessage(startLine, changed, body);
    }

    public SipMessage plus(String name, String value) {
        List<Header> changed = new ArrayList<>(headers);
        changed.add(new Header(name, value));
        return new SipMessage(startLine, changed, body);
    }

    public SipMessage plusAll(List<Header> more) {
        List<Header> changed = new ArrayList<>(headers);
        changed.addAll(more);
        return new SipMessage(startLine, changed, body);
    }

    public SipMessage plusEach(String name, List<String> values) {
        return plusAll(values.stream().map(value -> new Header(name, value)).toList());
    }

    /** With this header before all others: where a proxy puts its Via and Record-Route. */
    public SipMessage first(String name, String value) {
        List<Header> changed = new ArrayList<>(headers);
        changed.add(0, new Header(name, value));
        return new SipMessage(startLine, changed, body);
    }

    public SipMessage minus(String name) {
        return new SipMessage(
                startLine, headers.stream().filter(h -> !h.is(name)).toList(), body);
    }

    /** With the header's elements one a line, at the place where the first stood. */
    public SipMessage withList(String name, List<String> values) {
        List<Header> changed = new ArrayList<>();
        boolean done = false;
        for (Header header : headers) {
            if (!header.is(name)) {
                changed.add(header);
            } else if (!done) {
                values.forEach(value -> changed.add(new Header(name, value)));
                done = true;
            }
        }
        return new SipMessage(startLine, changed, body);
    }

    public SipMessage withStartLine(String line) {
        return new SipMessage(line, headers, body);
    }

    public SipMessage withBody(String contentType, String text) {
        SipMessage typed = text.isEmpty() ? minus("Content-Type") : with("Content-Type", contentType);
        return new SipMessage(typed.startLine, typed.headers, text);
    }

    /** The whole message as it goes on the wire; Content-Length is always the body's. */
    public String text() {
        StringBuilder text = new StringBuilder(512 + body.length());
        text.append(startLine).append("\r\n");
        for (Header header : headers) {
            if (!header.is("Content-Length")) {
                text.append(header.name()).append(": ").append(header.value()).append("\r\n");
            }
        }
        return text.append("Content-Length: ")
                .append(body.length())
                .append("\r\n\r\n")
                .append(body)
                .toString();
    }

    private static String word(String line, int index) {
        String[] words = line.strip().split("\\s+", 3);
        return index < words.length ? words[index] : "";
    }

    private static int number(String word) {
        try {
            return Integer.parseUnsignedInt(word);
        } catch (NumberFormatException notANumber) {
            return -1;
        }
    }
}
