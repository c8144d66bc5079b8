package org.bailey.peertest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What ffmpeg makes of an H.264 byte stream.
 *
 * @param frames pictures it decoded
 * @param complaints what it wrote about the stream, a line each
 */
public record Decoded(int frames, List<String> complaints) {
    /** Decodes everything. */
    public static Decoded of(Stage stage, String name, byte[] annexB) {
        Path folder = stage.folder("ffmpeg");
        Path stream = folder.resolve(name + ".264");
        try {
            Files.write(stream, annexB);
            Path frames = folder.resolve(name + ".framemd5");
            String said = Peer.run(List.of(
                    Debian.program("ffmpeg", "ffmpeg").toString(),
                    "-v",
                    "warning",
                    "-y",
                    "-i",
                    stream.toString(),
                    "-f",
                    "framemd5",
                    frames.toString()));
            long count = Files.readAllLines(frames).stream()
                    .filter(line -> !line.startsWith("#"))
                    .count();
            return new Decoded((int) count, said.lines().toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
