package org.bailey.media.provider.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** The forwarder in C. */
final class Forwarder implements Subject {
    private static final int FIRST_PORT = 24_000; // below those the system gives out
    private final Path folder;
    private final Random random = new Random(1);
    private @Nullable Process process;

    Forwarder(Path folder) {
        this.folder = folder;
    }

    @Override
    public String name() {
        return "C";
    }

    @Override
    public List<Carried> carry(Load load, Way way, int portA, int portB) throws IOException {
        release();
        List<Carried> lines = new ArrayList<>();
        List<String> legs = new ArrayList<>();
        for (int i = 0; i < load.calls * load.lines; i++) {
            int a = FIRST_PORT + 2 * i;
            var line = new Carried(a, a + 1, key(way.suiteA), key(way.suiteA), key(way.suiteB), key(way.suiteB));
            lines.add(line);
            legs.add(leg(a, a + 1, portB, line.aSends(), way.tagA(), line.bReceives(), way.tagB()));
            legs.add(leg(a + 1, a, portA, line.bSends(), way.tagB(), line.aReceives(), way.tagA()));
        }
        Path file = folder.resolve("legs");
        Files.write(file, legs);
        Process started = Machine.on(
                        Machine.RELAY, List.of(folder.resolve("forward").toString(), file.toString()))
                .start();
        process = started;
        if (!"ready".equals(started.inputReader().readLine())) {
            throw new IOException("the forwarder did not start");
        }
        return lines;
    }

    private static String leg(int port, int peer, int to, String in, int inTag, String out, int outTag) {
        return port + " " + peer + " " + to + " " + in + " " + inTag + " " + out + " " + outTag;
    }

    private String key(String suite) {
        byte[] key = new byte[30];
        random.nextBytes(key);
        return suite.equals("-") ? "-" : HexFormat.of().formatHex(key);
    }

    @Override
    public void release() {
        if (process != null) {
            Machine.end(process);
            process = null;
        }
    }

    @Override
    public long pid() {
        if (process == null) {
            throw new IllegalStateException("carries nothing");
        }
        return process.pid();
    }

    @Override
    public void close() {
        release();
    }
}
