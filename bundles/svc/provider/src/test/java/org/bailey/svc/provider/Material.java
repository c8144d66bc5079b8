package org.bailey.svc.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Real pictures: made by OpenH264 and x264, decoded by OpenH264 and FFmpeg, taken out of packets by GStreamer. */
final class Material {
    private static final Path FOLDER = Path.of("target", "material");
    private static final long SECONDS = 60;

    private static final Map<Path, List<String>> SEEN = new ConcurrentHashMap<>();

    private Material() {}

    /** Skips the test where the programs are not installed. */
    static void needed() {
        assumeTrue(
                Stream.of("gcc", "ffmpeg", "pkg-config", "gst-launch-1.0").allMatch(Material::installed)
                        && Files.exists(Path.of("/usr/include/wels/codec_api.h")),
                "install the Debian packages gcc, pkg-config, ffmpeg, libopenh264-dev, gstreamer1.0-tools,"
                        + " gstreamer1.0-plugins-good and -bad");
    }

    private static boolean installed(String program) {
        return new File("/usr/bin", program).canExecute();
    }

    /** A stream of OpenH264, as the arguments of encode.c say; made once. */
    static Path openH264(String name, String arguments) throws IOException {
        Path out = FOLDER.resolve(name + ".264");
        if (!Files.exists(out) && !Files.exists(Path.of(out + ".0"))) {
            run(program("encode") + " " + out + " " + arguments);
        }
        return out;
    }

    /** A stream of x264 by the options of FFmpeg. */
    static Path x264(String name, String size, String options) throws IOException {
        Path out = FOLDER.resolve(name + ".264");
        if (!Files.exists(out)) {
            Files.createDirectories(FOLDER);
            run("ffmpeg -v error -y -f lavfi -i testsrc2=s=" + size + ":r=30:d=2 -pix_fmt yuv420p -c:v libx264 "
                    + options + " -f h264 " + out);
        }
        return out;
    }

    /** A hash of each picture FFmpeg sees in a stream. */
    static List<String> ffmpeg(Path stream) throws IOException {
        List<String> known = SEEN.get(stream);
        if (known == null) {
            known = decoded(stream);
            if (stream.startsWith(FOLDER)) {
                SEEN.put(stream, known);
            }
        }
        return known;
    }

    private static List<String> decoded(Path stream) throws IOException {
        return run("ffmpeg -v error -f h264 -i " + stream + " -fps_mode passthrough -autoscale 0 -f framemd5 -")
                .lines()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.substring(line.lastIndexOf(' ') + 1))
                .toList();
    }

    /** A hash of each picture OpenH264 sees in a stream. */
    static List<String> openH264(Path stream) throws IOException {
        return run(program("decode") + " " + stream).lines().toList();
    }

    private static synchronized Path program(String name) throws IOException {
        Path program = FOLDER.resolve(name);
        if (!Files.exists(program)) {
            Files.createDirectories(FOLDER);
            run("gcc -O2 -o " + program + " ../../../cnf/peers/h264/" + name + ".c -lopenh264");
        }
        return program;
    }

    static String run(String command) throws IOException {
        Path errors = Files.createTempFile("material", ".txt");
        try {
            Process process = new ProcessBuilder(command.split(" "))
                    .redirectError(errors.toFile())
                    .start();
            process.getOutputStream().close();
            String said = new String(process.getInputStream().readAllBytes());
            if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IOException(command + " has not ended");
            }
            assertEquals(0, process.exitValue(), command + ": " + Files.readString(errors));
            return said;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        } finally {
            Files.delete(errors);
        }
    }

    /** The units of a stream, without start codes. */
    static List<byte[]> units(Path stream) throws IOException {
        byte[] bytes = Files.readAllBytes(stream);
        List<byte[]> units = new ArrayList<>();
        int begin = -1;
        for (int i = 0; i <= bytes.length; i++) {
            boolean start = i + 2 < bytes.length && bytes[i] == 0 && bytes[i + 1] == 0 && bytes[i + 2] == 1;
            if (!start && i < bytes.length) {
                continue;
            }
            if (begin >= 0) {
                int end = i;
                while (end > begin && bytes[end - 1] == 0) {
                    end--; // zeros before a start code
                }
                units.add(Arrays.copyOfRange(bytes, begin, end));
            }
            begin = i + 3;
        }
        return units;
    }

    /** The units of each picture of a stream (H.264 section 7.4.1.2.3). */
    static List<List<byte[]>> pictures(Path stream) throws IOException {
        List<List<byte[]>> pictures = new ArrayList<>();
        List<byte[]> picture = new ArrayList<>();
        boolean slices = false;
        List<byte[]> units = units(stream);
        for (int i = 0; i < units.size(); i++) {
            byte[] unit = units.get(i);
            int type = unit[0] & 0x1f;
            byte[] slice = type == 14 ? units.get(i + 1) : unit; // a prefix belongs to the slice behind it
            boolean firstSlice = ((slice[0] & 0x1f) == 1 || (slice[0] & 0x1f) == 5) && slice[1] < 0;
            boolean behindPrefix = i > 0 && (units.get(i - 1)[0] & 0x1f) == 14;
            if (slices && (type >= 6 && type <= 9 || firstSlice && !behindPrefix)) {
                pictures.add(picture);
                picture = new ArrayList<>();
                slices = false;
            }
            slices |= type == 1 || type == 5;
            picture.add(unit);
        }
        pictures.add(picture);
        return pictures;
    }

    static void write(Path to, Iterable<byte[]> units) throws IOException {
        var bytes = new ByteArrayOutputStream();
        for (byte[] unit : units) {
            bytes.write(new byte[] {0, 0, 0, 1});
            bytes.write(unit);
        }
        Files.write(to, bytes.toByteArray());
    }
}
