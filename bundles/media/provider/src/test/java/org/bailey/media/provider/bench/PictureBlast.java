package org.bailey.media.provider.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.bailey.media.provider.PictureLines;
import org.bailey.media.provider.bench.Blast.Result;

/** The generator in C for real pictures: calls between clients and rooms, each stream at its own pace. */
final class PictureBlast {
    /** Call whose pictures are kept. */
    private static final int KEPT = 7;

    private static final int PORT_A = 21_004;
    private static final int PORT_B = 21_006;
    private static final double GOLDEN = 0.6180339887;
    private static final double PICTURE_MICROS = 1e6 / 30;
    private final Path folder;
    private final double warm;

    /** @param warm seconds in which streams begin, before what is measured */
    PictureBlast(Path folder, double warm) {
        this.folder = folder;
        this.warm = warm;
    }

    /** What runs through calls, and how it is carried. */
    enum Films {
        CLIENTS(150, true, false, false),
        ROOMS(150, false, true, false),
        /** Sound too. */
        BOTH(100, true, true, true);

        final int calls;
        private final boolean clients;
        private final boolean rooms;
        private final boolean sound;

        Films(int calls, boolean clients, boolean rooms, boolean sound) {
            this.calls = calls;
            this.clients = clients;
            this.rooms = rooms;
            this.sound = sound;
        }
    }

    /**
     * Fresh calls with fresh keys, and {@code films} through them. They begin one after the other, before what is measured.
     *
     * @param rewritten whether pictures are rewritten; else they are carried as they are
     */
    Result through(Gateway gateway, Films films, boolean rewritten, double seconds) throws IOException {
        List<Carried> lines = gateway.carry(films.calls, rewritten, Way.BOTH, PORT_A, PORT_B);
        Path flows = folder.resolve("films");
        Files.write(flows, flows(lines, films));
        Process process = Machine.on(
                        Machine.GENERATOR,
                        List.of(
                                folder.resolve("pictures").toString(),
                                flows.toString(),
                                Double.toString(warm),
                                Double.toString(seconds),
                                Long.toString(gateway.pid()),
                                Integer.toString(PORT_A),
                                Integer.toString(PORT_B)))
                .start();
        try (var output = process.inputReader()) {
            Result result = Result.of(output.readLine());
            if (result.value("wrong") > 0 || result.value("foreign") > 0 || result.value("elsewhen") > 0) {
                throw new IOException("packets came back that nobody waits for: " + result.values());
            }
            return result;
        } finally {
            Machine.end(process);
        }
    }

    /** {@return where the packets of one stream are that came back last} */
    Path kept(boolean client) {
        return folder.resolve(client ? "from-client" : "from-room");
    }

    /** {@return the SSRC they have} */
    static int source(boolean client) {
        return (int) PictureLines.source(KEPT, 1, client);
    }

    private List<String> flows(List<Carried> lines, Films films) {
        List<String> flows = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            int call = i / 2;
            long begins = (long) (warm * 1e6 * call / films.calls);
            boolean picture = i % 2 == 1;
            if (picture ? films.clients : films.sound) {
                long start = begins + phase(flows.size());
                flows.add(flow(lines.get(i), call, true, picture ? "client.film" : "sound", start, picture));
            }
            if (picture ? films.rooms : films.sound) {
                long start = begins + phase(flows.size());
                flows.add(flow(lines.get(i), call, false, picture ? "room.film" : "sound", start, picture));
            }
        }
        return flows;
    }

    /** {@return microseconds within a picture, spread evenly: cameras do not wait for each other} */
    private static long phase(int stream) {
        return (long) (stream * GOLDEN % 1 * PICTURE_MICROS);
    }

    private String flow(Carried line, int call, boolean client, String file, long start, boolean picture) {
        String legs = client
                ? "A " + line.portA() + " " + line.aSends() + " " + Way.BOTH.tagA() + " " + line.bReceives() + " "
                        + Way.BOTH.tagB()
                : "B " + line.portB() + " " + line.bSends() + " " + Way.BOTH.tagB() + " " + line.aReceives() + " "
                        + Way.BOTH.tagA();
        String dump = picture && call == KEPT ? kept(client).toString() : "-";
        return legs + " " + PictureLines.source(call, picture ? 1 : 0, client) + " " + folder.resolve(file) + " "
                + start + " " + dump;
    }
}
