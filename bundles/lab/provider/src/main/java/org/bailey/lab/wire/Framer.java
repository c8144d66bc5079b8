package org.bailey.lab.wire;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Cuts a byte stream into SIP messages by Content-Length (RFC 3261 section 18.3). One thread. */
final class Framer {
    static final int MAX_HEAD_OCTETS = 65_536;
    static final int MAX_BODY_OCTETS = 1 << 20;

    private final InputStream in;

    Framer(InputStream in) {
        this.in = in;
    }

    /** The next message's text, or null at the stream's end. After {@link MalformedSip} the stream is lost. */
    @Nullable
    String next() throws IOException, MalformedSip {
        ByteArrayOutputStream octets = new ByteArrayOutputStream(1024);
        int newLines = 0;
        while (newLines < 2) {
            int b = in.read();
            if (b < 0) {
                if (octets.size() == 0) {
                    return null;
                }
                throw new EOFException("the stream ended inside a message");
            }
            if (octets.size() == 0 && (b == '\r' || b == '\n')) {
                continue; // keep-alive, RFC 5626 section 4.4.1
            }
            octets.write(b);
            if (b == '\n') {
                newLines++;
            } else if (b != '\r') {
                newLines = 0;
            }
            if (octets.size() > MAX_HEAD_OCTETS) {
                throw new MalformedSip("headers longer than " + MAX_HEAD_OCTETS + " octets", null);
            }
        }
        String head = octets.toString(StandardCharsets.ISO_8859_1);
        SipMessage read = SipParser.head(head.strip());
        String length = read.header("Content-Length");
        int wanted = length == null ? 0 : SipParser.length(length, read);
        byte[] body = in.readNBytes(wanted);
        if (body.length < wanted) {
            throw new EOFException("the stream ended inside a body");
        }
        return head + new String(body, StandardCharsets.ISO_8859_1);
    }
}
