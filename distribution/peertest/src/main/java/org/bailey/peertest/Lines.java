package org.bailey.peertest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Reads logs. */
final class Lines {
    private Lines() {}

    /** The lines of a file that match as a whole; none when there is no file. */
    static List<String> matching(Path file, String regex) {
        try {
            String text = Files.exists(file) ? new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1) : "";
            return text.lines().filter(line -> line.matches(regex)).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
