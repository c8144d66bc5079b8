package org.bailey.itest;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.bailey.lab.media.H264Clip;

/**
 * A film of the lab, as ffmpeg decodes it: which of its pictures somebody saw, by a hash of all their dots.
 *
 * @param pictures a hash of each, in turn; no two are alike
 * @param keys places of those that need no other
 */
record Film(List<String> pictures, Set<Integer> keys) {
    /** {@return whether films can be decoded here} */
    static boolean possible() {
        return new File("/usr/bin/ffmpeg").canExecute();
    }

    /** {@return the film in this resource of the lab} */
    static Film named(String name, Integer... keys) throws IOException, InterruptedException {
        try (InputStream in = H264Clip.class.getResourceAsStream(name)) {
            List<String> pictures = decoded(in.readAllBytes());
            assertEquals(
                    "no two pictures are alike",
                    pictures.size(),
                    Set.copyOf(pictures).size());
            return new Film(pictures, Set.of(keys));
        }
    }

    /**
     * Asserts that what somebody saw is this film over and over: every picture to the dot, each followed by the next. Before
     * {@code settled} pictures it may go on at a key picture, where one was asked for.
     */
    void assertSeen(byte[] annexB, int settled) throws IOException, InterruptedException {
        List<Integer> places = decoded(annexB).stream().map(pictures::indexOf).toList();
        assertTrue(places.size() + " pictures, " + settled + " before it began", places.size() > settled);
        assertTrue(places.toString(), keys.contains(places.get(0)));
        for (int i = 1; i < places.size(); i++) {
            int due = (places.get(i - 1) + 1) % pictures.size();
            boolean asked = i < settled && keys.contains(places.get(i));
            assertTrue(i + " of " + places, places.get(i) == due || asked);
        }
    }

    private static List<String> decoded(byte[] annexB) throws IOException, InterruptedException {
        Path stream = Files.createTempFile("film", ".264");
        try {
            Files.write(stream, annexB);
            Process ffmpeg = new ProcessBuilder(
                            "ffmpeg",
                            "-v",
                            "error",
                            "-f",
                            "h264",
                            "-i",
                            stream.toString(),
                            "-fps_mode",
                            "passthrough",
                            "-f",
                            "framemd5",
                            "-")
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            ffmpeg.getOutputStream().close();
            List<String> hashes = new String(ffmpeg.getInputStream().readAllBytes())
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.substring(line.lastIndexOf(' ') + 1))
                    .toList();
            assertEquals("ffmpeg", 0, ffmpeg.waitFor());
            return hashes;
        } finally {
            Files.delete(stream);
        }
    }
}
