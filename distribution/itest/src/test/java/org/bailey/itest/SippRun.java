package org.bailey.itest;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.bailey.sip.Transport;

/** A sipp process that plays a scenario of {@code cnf/peers/endurance}. Debian builds it without TLS. */
final class SippRun {
    private final Process process;
    private final Path folder;
    private final String name;

    private SippRun(String name, String scenario, Transport transport, int port, String... more) throws IOException {
        this.name = name;
        this.folder = Files.createDirectories(Path.of(
                System.getProperty("bailey.work"),
                "sipp",
                ProcessHandle.current().pid() + "-" + name));
        List<String> command = new ArrayList<>(List.of(
                "sipp",
                "-sf",
                System.getProperty("bailey.root") + "/cnf/peers/endurance/" + scenario + ".xml",
                "-i",
                "127.0.0.1",
                "-p",
                Integer.toString(port),
                "-t",
                transport == Transport.UDP ? "u1" : "t1",
                "-nostdin",
                "-trace_err",
                "-error_file",
                folder.resolve("errors").toString()));
        command.addAll(List.of(more));
        this.process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("screen").toFile())
                .start();
    }

    static boolean isHere() {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "sipp")));
    }

    /** The called side: it does what the user part of the To says, until it is stopped, and overlooks what it does not expect. */
    static SippRun answering(Transport transport, int port) throws IOException {
        return new SippRun(
                "answer-" + transport,
                "answer",
                transport,
                port,
                "-d",
                "500",
                "-default_behaviors",
                "all,-abortunexp,-bye");
    }

    /** So many calls, evenly over a time. */
    static SippRun calling(CallWay way, String domain, Transport transport, int gateway, int calls, Duration time)
            throws IOException {
        return new SippRun(
                way.user() + "-" + transport,
                way.scenario,
                transport,
                FreePort.find(),
                "127.0.0.1:" + gateway,
                "-key",
                "way",
                way.user(),
                "-key",
                "zone",
                way.domain(domain),
                "-key",
                "hops",
                Integer.toString(way.hops()),
                "-d",
                "500",
                "-m",
                Integer.toString(calls),
                "-r",
                Integer.toString(calls),
                "-rp",
                Long.toString(time.toMillis()),
                "-l",
                Integer.toString(calls));
    }

    boolean running() {
        return process.isAlive();
    }

    /**
     * The run ended by itself: calls it took for failed (1) are told only, as a slow sipp takes a repeated 200 for the next
     * one; how calls ended is for the appliance's records to say.
     */
    void assertPlayed() throws IOException {
        int exit = process.exitValue();
        if (exit != 0) {
            Path errors = folder.resolve("errors");
            String text = Files.readString(Files.exists(errors) ? errors : folder.resolve("screen"));
            String told = name + " ended with " + exit + ": " + text.substring(0, Math.min(2000, text.length()));
            if (exit != 1) {
                throw new AssertionError(told);
            }
            System.out.println(told);
        }
    }

    void stop() {
        process.destroy();
    }
}
