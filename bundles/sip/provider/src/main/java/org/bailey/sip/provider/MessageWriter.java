package org.bailey.sip.provider;

import org.bailey.sip.Body;
import org.bailey.sip.Header;
import org.bailey.sip.Headers;
import org.bailey.sip.SipRequest;

/** Messages to bytes; header text goes out as it is, but nothing in it ends its line. */
final class MessageWriter {
    private MessageWriter() {}

    /**
     * @param via value of the Via header to put on top
     * @param agent value of a User-Agent header where the request has none; empty for none
     */
    static byte[] request(SipRequest request, String via, String agent) {
        StringBuilder text = new StringBuilder(1024)
                .append(request.method())
                .append(' ')
                .append(line(request.uri()))
                .append(" SIP/2.0\r\n");
        header(text, "Via", via);
        headers(text, request.headers());
        if (!agent.isEmpty() && !request.headers().has("User-Agent")) {
            header(text, "User-Agent", agent);
        }
        return finish(text, request.body());
    }

    static void headers(StringBuilder text, Headers headers) {
        for (Header header : headers.fields()) {
            if (!header.is("Content-Length") && !header.is("Content-Type")) {
                header(text, header.name(), header.value());
            }
        }
    }

    static void header(StringBuilder text, String name, String value) {
        text.append(line(name)).append(": ").append(line(value)).append("\r\n");
    }

    /** {@return the text with a blank for each CR, LF and NUL: a blank is also what may stand behind a backslash} */
    static String line(String text) {
        return text.indexOf('\r') < 0 && text.indexOf('\n') < 0 && text.indexOf('\0') < 0
                ? text
                : text.replace('\r', ' ').replace('\n', ' ').replace('\0', ' ');
    }

    static byte[] finish(StringBuilder text, Body body) {
        if (!body.contentType().isEmpty()) {
            header(text, "Content-Type", body.contentType());
        }
        text.append("Content-Length: ").append(body.length()).append("\r\n\r\n");
        byte[] head = Text.encode(text.toString());
        if (body.isEmpty()) {
            return head;
        }
        byte[] all = new byte[head.length + body.length()];
        System.arraycopy(head, 0, all, 0, head.length);
        System.arraycopy(body.bytes(), 0, all, head.length, body.length());
        return all;
    }
}
