package org.bailey.sdp;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The lines of a description with their numbers: LF or CRLF, empty ones left out, broken ones joined. */
final class BodyLines {
    record NumberedLine(int number, String text) {}

    private final List<NumberedLine> lines = new ArrayList<>();
    private final StringBuilder open = new StringBuilder();
    private int openNumber;

    private BodyLines() {}

    static List<NumberedLine> of(byte[] body) throws MalformedSdp {
        BodyLines reader = new BodyLines();
        String text = new String(body, StandardCharsets.ISO_8859_1);
        int number = 0;
        for (int start = 0; start < text.length(); ) {
            int end = text.indexOf('\n', start);
            end = end < 0 ? text.length() : end;
            int last = end;
            while (last > start && text.charAt(last - 1) == '\r') {
                last--;
            }
            reader.take(++number, text.substring(start, last));
            start = end + 1;
        }
        reader.close();
        return reader.lines;
    }

    private void take(int number, String line) throws MalformedSdp {
        if (line.isBlank() && line.indexOf(0) < 0) {
            return;
        }
        for (int i = 0; i < line.length(); i++) {
            if (line.charAt(i) == 0 || line.charAt(i) == '\r') {
                throw new MalformedSdp(number, "holds a control character (" + (int) line.charAt(i) + ")");
            }
        }
        boolean continues = line.charAt(0) == ' ' || line.charAt(0) == '\t';
        if (continues && openNumber > 0) {
            open.append(line);
            return;
        }
        close();
        if (line.length() < 2 || line.charAt(1) != '=' || line.charAt(0) <= ' ' || line.charAt(0) > 0x7E) {
            throw new MalformedSdp(number, "is not of the form type=value");
        }
        open.append(line);
        openNumber = number;
    }

    private void close() {
        if (openNumber > 0) {
            lines.add(new NumberedLine(openNumber, open.toString()));
            open.setLength(0);
            openNumber = 0;
        }
    }
}
