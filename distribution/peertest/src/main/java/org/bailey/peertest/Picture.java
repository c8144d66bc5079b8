package org.bailey.peertest;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;

/** A moving test picture that tells its number, as {@code cnf/peers/sipe/picture.c} draws it; made once. */
final class Picture {
    private static final int SQUARES = 16;
    private static final int DARK = 16;
    private static final int BRIGHT = 235;
    private static final int STILL_DARK = 80;
    private static final int BRIGHT_ENOUGH = 170;

    private Picture() {}

    /**
     * A picture somebody saw.
     *
     * @param number it tells
     * @param likeness correlation with what is drawn for that number, -1 to 1
     */
    record Seen(int number, double likeness) {}

    /** Reads number and likeness of a picture; empty where it is not whole or has no number. */
    static Optional<Seen> seen(Path file) {
        try {
            BufferedImage image = Files.exists(file) ? ImageIO.read(file.toFile()) : null;
            int number = image == null ? -1 : number(image);
            return image == null || number < 0
                    ? Optional.empty()
                    : Optional.of(new Seen(number, likeness(image, number)));
        } catch (IOException | RuntimeException notWhole) {
            return Optional.empty();
        }
    }

    private static int number(BufferedImage image) {
        int square = image.getWidth() / SQUARES;
        int number = 0;
        for (int bit = 0; bit < SQUARES; bit++) {
            double mean = 0;
            int side = square / 2;
            for (int at = 0; at < side * side; at++) {
                mean += luma(image, bit * square + square / 4 + at % side, square / 4 + at / side);
            }
            mean /= side * side;
            if (mean > STILL_DARK && mean < BRIGHT_ENOUGH) {
                return -1;
            }
            number = number << 1 | (mean >= BRIGHT_ENOUGH ? 1 : 0);
        }
        return number;
    }

    private static double likeness(BufferedImage image, int number) {
        double n = 0;
        double is = 0;
        double was = 0;
        double isIs = 0;
        double wasWas = 0;
        double isWas = 0;
        for (int y = image.getWidth() / SQUARES + 8; y < image.getHeight(); y += 2) {
            for (int x = 0; x < image.getWidth(); x += 2) {
                double seen = luma(image, x, y);
                double drawn = DARK + Math.abs((x + 2 * y + 3 * number) % 256 - 128) * 3 / 2;
                n++;
                is += seen;
                was += drawn;
                isIs += seen * seen;
                wasWas += drawn * drawn;
                isWas += seen * drawn;
            }
        }
        double spread = Math.sqrt((isIs - is * is / n) * (wasWas - was * was / n));
        return spread > 0 ? (isWas - is * was / n) / spread : 0;
    }

    private static double luma(BufferedImage image, int x, int y) {
        int rgb = image.getRGB(x, y);
        return 0.299 * (rgb >> 16 & 0xff) + 0.587 * (rgb >> 8 & 0xff) + 0.114 * (rgb & 0xff);
    }

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

    /** An MP4 file of six seconds, 640x360, 15 pictures a second. */
    static synchronized Path moving() {
        Path folder = Path.of("target", "peers").toAbsolutePath();
        Path file = folder.resolve("numbered.mp4");
        if (!Files.exists(file)) {
            folder.toFile().mkdirs();
            Path fresh = folder.resolve("numbered.new.mp4");
            Peer.run(List.of(
                    Debian.program("ffmpeg", "ffmpeg").toString(),
                    "-v",
                    "error",
                    "-y",
                    "-f",
                    "lavfi",
                    "-i",
                    "nullsrc=size=640x360:rate=15:duration=6,geq=cb=128:cr=128:lum='if(lt(Y,40),if(bitand(N,pow(2,15-floor(X/40))),"
                            + BRIGHT + "," + DARK + ")," + DARK + "+floor(abs(mod(X+2*Y+3*N,256)-128)*3/2))'",
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
