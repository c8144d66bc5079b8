package org.bailey.peertest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/**
 * What ffmpeg makes of an H.264 byte stream.
 *
 * @param frames pictures it decoded
 * @param complaints what it wrote about the stream, a line each
 */
public record Decoded(int frames, List<String> complaints) {
    private static final int SHOWN = 5;

    /**
     * Waits until a decoder shows that many pictures of a stream that grows: what came before the first key frame, or after
     * a lost packet, is no picture yet.
     */
    public static Decoded await(Stage stage, String name, int pictures, Duration limit, Supplier<byte[]> stream) {
        AtomicReference<Decoded> latest = new AtomicReference<>(new Decoded(0, List.of()));
        return Await.value(limit, () -> pictures + " pictures; ffmpeg decoded " + latest.get(), () -> {
            Decoded now = of(stage, name, stream.get());
            latest.set(now);
            return Optional.of(now).filter(decoded -> decoded.frames >= pictures);
        });
    }

    /** Decodes everything. */
    public static Decoded of(Stage stage, String name, byte[] annexB) {
        Path folder = stage.folder("ffmpeg");
        Path stream = folder.resolve(name + ".264");
        try {
            Files.write(stream, annexB);
            Path frames = folder.resolve(name + ".framemd5");
            Files.deleteIfExists(frames);
            String said = Peer.said(List.of(
                    Debian.program("ffmpeg", "ffmpeg").toString(),
                    "-v",
                    "warning",
                    "-y",
                    "-i",
                    stream.toString(),
                    "-f",
                    "framemd5",
                    frames.toString()));
            if (!Files.exists(frames)) {
                return new Decoded(0, said.lines().toList());
            }
            long count = Files.readAllLines(frames).stream()
                    .filter(line -> !line.startsWith("#"))
                    .count();
            return new Decoded((int) count, said.lines().toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return frames + " pictures with " + complaints.size() + " complaints, the first: "
                + complaints.stream().limit(SHOWN).toList();
    }
}
