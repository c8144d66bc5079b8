package org.bailey.media.provider.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** FFmpeg, which decodes a stream and encodes it again: what it costs where packets are not enough. */
final class Transcoder {
    private static final Pattern USED = Pattern.compile("bench: utime=([0-9.]+)s stime=([0-9.]+)s");

    private Transcoder() {}

    /** {@return processor time in seconds, of one thread with the fastest settings x264 has} */
    static double seconds(Path stream) throws IOException {
        Process process = Machine.on(
                        Machine.RELAY,
                        List.of(("ffmpeg -v info -nostats -benchmark -y -threads 1 -i " + stream
                                        + " -c:v libx264 -preset ultrafast -tune zerolatency -b:v 1500k -threads 1 -f h264 /dev/null")
                                .split(" ")))
                .redirectErrorStream(true)
                .start();
        process.getOutputStream().close();
        try {
            String said = new String(process.getInputStream().readAllBytes());
            Matcher used = USED.matcher(said);
            if (!used.find()) {
                throw new IOException("ffmpeg did not say what it used: " + said);
            }
            return Double.parseDouble(used.group(1)) + Double.parseDouble(used.group(2));
        } finally {
            Machine.end(process);
        }
    }
}
