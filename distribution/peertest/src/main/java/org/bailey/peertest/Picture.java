package org.bailey.peertest;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;

/** A moving test picture, made once. */
final class Picture {
    private Picture() {}

    /** Whether a file holds a whole picture of more than one colour. */
    static boolean showsSomething(Path file) {
        try {
            BufferedImage image = Files.exists(file) ? ImageIO.read(file.toFile()) : null;
            return image != null
                    && IntStream.range(0, image.getWidth() * image.getHeight())
                                    .map(at -> image.getRGB(at % image.getWidth(), at / image.getWidth()))
                                    .distinct()
                                    .limit(2)
                                    .count()
                            == 2;
        } catch (IOException | RuntimeException notWhole) {
            return false;
        }
    }

    /** An MP4 file of ten seconds, 640x360, 15 pictures a second. */
    static synchronized Path moving() {
        Path folder = Path.of("target", "peers").toAbsolutePath();
        Path file = folder.resolve("moving.mp4");
        if (!Files.exists(file)) {
            folder.toFile().mkdirs();
            Path fresh = folder.resolve("moving.new.mp4");
            Peer.run(List.of(
                    Debian.program("ffmpeg", "ffmpeg").toString(),
                    "-v",
                    "error",
                    "-y",
                    "-f",
                    "lavfi",
                    "-i",
                    "testsrc=size=640x360:rate=15:duration=10",
                    "-pix_fmt",
                    "yuv420p",
                    "-c:v",
                    "mpeg4",
                    "-q:v",
                    "4",
                    fresh.toString()));
            if (!fresh.toFile().renameTo(file.toFile())) {
                throw new IllegalStateException("cannot rename " + fresh + " to " + file);
            }
        }
        return file;
    }
}
