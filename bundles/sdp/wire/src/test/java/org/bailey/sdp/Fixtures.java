package org.bailey.sdp;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Bodies to try: our own under src/test/resources, and collected ones where a folder shared/samples lies above. */
final class Fixtures {
    private static final Path OWN = Path.of("src", "test", "resources");

    private Fixtures() {}

    static byte[] bytes(String name) {
        return read(OWN.resolve(name));
    }

    static SessionDescription sdp(String name) throws MalformedSdp {
        return SessionDescription.parse(bytes("sdp/" + name + ".sdp"));
    }

    static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<Path> own() {
        return files(OWN.resolve("sdp"));
    }

    static List<Path> files(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The folder named by the property bailey.samples, else the nearest shared/samples above the build. */
    static Optional<Path> samples() {
        String named = System.getProperty("bailey.samples");
        if (named != null) {
            return Optional.of(Path.of(named)).filter(Files::isDirectory);
        }
        for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            Path folder = at.resolve("shared").resolve("samples");
            if (Files.isDirectory(folder)) {
                return Optional.of(folder);
            }
        }
        return Optional.empty();
    }
}
