package org.bailey.peertest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A genuine Microsoft-dialect client: Debian's pidgin-sipe, without a desktop. */
public final class Sipe extends Peer {
    /** The tone it plays into its calls. */
    public static final int TONE_HZ = 660;

    /** Of a hundred: how alike a picture has to be to what was drawn. */
    private static final int ALIKE = 90;

    private static final Pattern DRAWN = Pattern.compile("(?m)^drawn (\\d+)$");
    private static final Pattern SEEN = Pattern.compile("(?m)^seen (-?\\d+) \\d+x\\d+ (-?\\d+)$");

    private final String address;
    private final Path folder;

    private Sipe(Stage stage, String name, List<String> command, String address) {
        super(name, stage.folder(name), command, Map.of());
        this.address = address;
        this.folder = stage.folder(name);
    }

    /**
     * Starts a client that signs in at a Front End; {@link #awaitSignedOn} tells when it is in.
     *
     * @param user of the domain {@code lync.test}
     * @param endpoint its name on the stage: one user may have several
     * @param options more, as in {@code cnf/peers/sipe/sipe.c}
     */
    public static Sipe start(Stage stage, SmallFrontEnd frontEnd, String user, String endpoint, String... options) {
        Path folder = stage.folder(endpoint);
        String address = user + "@lync.test";
        List<String> command = new ArrayList<>(List.of(
                program().toString(), "-u", address, "-s", "127.0.0.1:" + frontEnd.port(), "-d", folder.toString()));
        command.addAll(List.of(options));
        Sipe sipe = stage.add(new Sipe(stage, endpoint, command, address));
        sipe.awaitOutput(Await.PATIENCE, "^ready");
        return sipe;
    }

    /** Compiles the client, once a build. */
    private static synchronized Path program() {
        Debian.file(Path.of("/usr/lib/purple-2/libsipe.so"), "pidgin-sipe");
        Path folder = Path.of("target", "peers").toAbsolutePath();
        Path program = folder.resolve("sipe");
        List<Path> sources = Stream.of("sipe", "loop", "picture")
                .map(name -> Stage.project("cnf/peers/sipe/" + name + ".c"))
                .toList();
        if (sources.stream().allMatch(source -> later(program, source))) {
            return program;
        }
        folder.toFile().mkdirs();
        String libraries = run(List.of(
                Debian.program("pkg-config", "pkg-config").toString(),
                "--cflags",
                "--libs",
                "purple",
                "gstreamer-1.0",
                "gstreamer-video-1.0",
                "libxml-2.0"));
        List<String> command = new ArrayList<>(List.of(
                Debian.program("gcc", "gcc libpurple-dev libxml2-dev libgstreamer-plugins-base1.0-dev")
                        .toString(),
                "-O1",
                "-Wall",
                "-Wno-deprecated-declarations",
                "-rdynamic",
                "-o",
                program.toString()));
        sources.forEach(source -> command.add(source.toString()));
        Stream.of(libraries.trim().split("\\s+")).forEach(command::add);
        command.add("-lm");
        run(command);
        return program;
    }

    private static boolean later(Path program, Path source) {
        try {
            return Files.exists(program)
                    && Files.getLastModifiedTime(program).compareTo(Files.getLastModifiedTime(source)) > 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@code user@domain}. */
    public String address() {
        return address;
    }

    /** Waits until it has signed in. */
    public Sipe awaitSignedOn() {
        awaitOutput(Await.PATIENCE, "^signed-on");
        return this;
    }

    /** Calls somebody with sound and picture; it has to have been started with {@code -v}. */
    public void callWithVideo(String who) {
        say("video " + who);
    }

    /** The numbers of the pictures its camera has shown. */
    public List<Integer> drawn() {
        return DRAWN.matcher(output())
                .results()
                .map(each -> Integer.valueOf(each.group(1)))
                .toList();
    }

    /**
     * Waits until it has seen so many numbered pictures from now on, each later than the one before and as it was drawn.
     * Pictures without a number do not count, nor do any before a number that comes again: a film repeats itself.
     */
    public void awaitPictures(int pictures) {
        int from = SEEN.matcher(output()).results().toList().size();
        Await.until(Await.PATIENCE, address + " to see " + pictures + " pictures, it saw " + from + " before", () -> {
            int last = -1;
            int row = 0;
            for (MatchResult each : SEEN.matcher(output()).results().skip(from).toList()) {
                int number = Integer.parseInt(each.group(1));
                boolean alike = Integer.parseInt(each.group(2)) >= ALIKE;
                row = number < 0 || !alike || number < last ? 0 : number > last ? row + 1 : row;
                last = number;
                if (row >= pictures) {
                    return true;
                }
            }
            return false;
        });
    }

    /** Calls somebody: audio. */
    public void call(String who) {
        say("call " + who);
    }

    /** Waits until it has heard that tone, from now on. */
    public void awaitTone(int hz) {
        Await.until(Await.PATIENCE, address + " to hear " + hz + " Hz", new FreshTone(this::heard, hz));
    }

    private Sound heard() {
        Path recording = folder.resolve("heard.wav");
        return Files.exists(recording) ? Sound.read(recording) : Sound.NONE;
    }

    /** Ends its calls, whatever their state: CANCEL or BYE. */
    public void hangup() {
        say("hangup");
    }

    /** Holds its calls. */
    public void hold() {
        say("hold");
    }

    /** Takes its calls back. */
    public void unhold() {
        say("unhold");
    }
}
