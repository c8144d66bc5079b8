package org.bailey.media.provider.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.bailey.media.provider.bench.Blast.Result;
import org.bailey.media.provider.bench.PictureBlast.Films;
import org.bailey.svc.provider.PictureFile;
import org.bailey.svc.provider.ShownPictures;

/**
 * What it costs to rewrite pictures between clients and rooms: beside the relay of the same packets, and beside decoding and
 * encoding them; a hundred calls of it, and whether what comes out is what went in.
 */
public final class SvcBench {
    private static final int WIDTH = 1280;
    private static final int HEIGHT = 720;
    private static final int LAYERS = 3;
    /** Length of the films. */
    private static final double FILM_SECONDS = 4;

    private final boolean brief;
    private final Path folder;
    private final PictureBlast blast;
    private final Map<Films, List<Double>> relayed = new EnumMap<>(Films.class);
    private final Map<Films, List<Double>> rewritten = new EnumMap<>(Films.class);
    private boolean failed;

    private SvcBench(boolean brief, Path folder) {
        this.brief = brief;
        this.folder = folder;
        blast = new PictureBlast(folder, brief ? 1 : 2);
    }

    /** Arguments: the folder of the compiled programs and of the films, {@code --short} for less than a minute. */
    public static void main(String[] arguments) throws IOException {
        var bench = new SvcBench(List.of(arguments).contains("--short"), Path.of(arguments[0]));
        try (var gateway = new Gateway()) {
            bench.run(gateway);
        }
        System.exit(bench.failed ? 1 : 0);
    }

    private void run(Gateway gateway) throws IOException {
        PictureFile.client(folder.resolve("client.264"), WIDTH, HEIGHT, LAYERS, folder.resolve("client.film"));
        PictureFile.room(folder.resolve("room.264"), folder.resolve("room.film"));
        PictureFile.sound(folder.resolve("sound"));
        note("warming up");
        blast.through(gateway, Films.BOTH, true, brief ? FILM_SECONDS : 3 * FILM_SECONDS);
        blast.through(gateway, Films.BOTH, false, brief ? FILM_SECONDS / 4 : FILM_SECONDS);
        Map<Films, Double> perSecond = new EnumMap<>(Films.class);
        for (int round = 0; round < (brief ? 2 : 3); round++) {
            for (Films films : List.of(Films.CLIENTS, Films.ROOMS)) {
                cost(gateway, films, false);
                Result result = cost(gateway, films, true);
                perSecond.put(films, result.value("packets_in") / films.calls);
            }
        }
        Result hundred;
        String pauses;
        try (var hiccups = new Hiccups(folder)) {
            hundred = blast.through(gateway, Films.BOTH, true, brief ? FILM_SECONDS : 60);
            pauses = hiccups.told();
        }
        int differing = differing(true) + differing(false);
        double transcoded =
                (Transcoder.seconds(folder.resolve("client.264")) + Transcoder.seconds(folder.resolve("room.264")))
                        / (2 * FILM_SECONDS);
        double own = (streamSecond(Films.CLIENTS, perSecond) + streamSecond(Films.ROOMS, perSecond)) / 2;
        double p999 = hundred.value("p999_us") / 1000;
        say("%-28s%12s%12s", "CPU-s for a million", "relay", "rewritten");
        say("%-28s%12.2f%12.2f", "client to room", median(relayed, Films.CLIENTS), median(rewritten, Films.CLIENTS));
        say("%-28s%12.2f%12.2f", "room to client", median(relayed, Films.ROOMS), median(rewritten, Films.ROOMS));
        say("a second of a stream: %.3f CPU-ms rewritten, %.0f transcoded", 1000 * own, 1000 * transcoded);
        say(
                "%d calls of 720p30 and sound: %.0f packets/s in, %.0f out, cpu_percent=%.0f, %.0f of %.0f pictures back,"
                        + " delay 50 %% %.2f ms, 99 %% %.2f ms, 99.9 %% %.2f ms, failed=%.0f",
                Films.BOTH.calls,
                hundred.value("packets_in"),
                hundred.value("packets_out"),
                100 * hundred.value("cpu_share"),
                hundred.value("pictures_back"),
                hundred.value("pictures"),
                hundred.value("p50_us") / 1000,
                hundred.value("p99_us") / 1000,
                p999,
                hundred.value("failed"));
        System.out.print(pauses);
        failed |= differing > 0 || hundred.value("failed") > 0;
        say(
                "RESULT uc_avc_vs_relay=%.2f avc_uc_vs_relay=%.2f vs_transcode=%.4f frames_differ=%d delay_p999_ms=%.2f",
                median(rewritten, Films.CLIENTS) / median(relayed, Films.CLIENTS),
                median(rewritten, Films.ROOMS) / median(relayed, Films.ROOMS),
                own / transcoded,
                differing,
                p999);
    }

    private int differing(boolean client) throws IOException {
        Path made = folder.resolve(client ? "client.264" : "room.264");
        return ShownPictures.differing(blast.kept(client), made, PictureBlast.source(client), !client);
    }

    /** Processor time for a second of one stream, in seconds. */
    private double streamSecond(Films films, Map<Films, Double> perSecond) {
        return median(rewritten, films) / 1e6 * perSecond.getOrDefault(films, Double.NaN);
    }

    private Result cost(Gateway gateway, Films films, boolean rewrite) throws IOException {
        Result result = blast.through(gateway, films, rewrite, brief ? FILM_SECONDS / 2 : 2 * FILM_SECONDS);
        (rewrite ? rewritten : relayed)
                .computeIfAbsent(films, key -> new ArrayList<>())
                .add(result.cost());
        failed |= result.value("failed") > 0;
        note(String.format(
                Locale.ROOT,
                "%-8s %-10s %6.2f CPU-s for a million, %.0f packets/s in, %.0f out, %.0f of %.0f pictures back,"
                        + " delay 50 %% %.2f ms, 99 %% %.2f ms, 99.9 %% %.2f ms",
                films.name().toLowerCase(Locale.ROOT),
                rewrite ? "rewritten" : "relayed",
                result.cost(),
                result.value("packets_in"),
                result.value("packets_out"),
                result.value("pictures_back"),
                result.value("pictures"),
                result.value("p50_us") / 1000,
                result.value("p99_us") / 1000,
                result.value("p999_us") / 1000));
        return result;
    }

    /** Of two rounds the better one: the compiler only adds. */
    private static double median(Map<Films, List<Double>> costs, Films films) {
        List<Double> rounds =
                costs.getOrDefault(films, List.of(Double.NaN)).stream().sorted().toList();
        return rounds.get((rounds.size() - 1) / 2);
    }

    private static void say(String format, Object... values) {
        System.out.printf(Locale.ROOT, format + "%n", values);
    }

    private static void note(String text) {
        System.err.println(text);
    }
}
