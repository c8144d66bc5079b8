package org.bailey.media.provider.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.bailey.media.provider.RelayUnderLoad;

/** Our keeper, relay and ICE agent in a Java process. */
final class Gateway implements Subject {
    private static final int FIRST_PORT = 22_000;
    private static final String PASSWORD = "both-ends-of-the-bench-say-it";
    private static final String BASE = "1000000";
    private final Process process;
    private final BufferedReader answers;
    private final PrintStream commands;

    Gateway() throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        List<String> command = new ArrayList<>(List.of(java, "-XX:AutoBoxCacheMax=16384")); // as bin/bailey has it
        Stream.of(System.getenv().getOrDefault("BAILEY_JAVA_OPTS", "").split(" "))
                .filter(option -> !option.isEmpty())
                .forEach(command::add);
        command.addAll(List.of(
                "-cp",
                System.getProperty("java.class.path"),
                RelayUnderLoad.class.getName(),
                Integer.toString(FIRST_PORT)));
        process = Machine.on(Machine.RELAY, command).start();
        answers = process.inputReader(StandardCharsets.US_ASCII);
        commands = new PrintStream(process.getOutputStream(), true, StandardCharsets.US_ASCII);
        answer();
    }

    @Override
    public String name() {
        return "gateway";
    }

    @Override
    public List<Carried> carry(Load load, Way way, int portA, int portB) throws IOException {
        release();
        commands.println("calls " + load.calls + " " + load.lines + " " + way.suiteA + " " + way.suiteB + " " + portA
                + " " + portB + " " + String.join(" ", terms()));
        return answer().stream().map(Carried::of).toList();
    }

    @Override
    public List<String> terms() {
        return List.of(PASSWORD, BASE);
    }

    /** Calls with a line for sound and one for pictures, between Microsoft clients at A and rooms at B. */
    List<Carried> carry(int calls, boolean rewritten, Way way, int portA, int portB) throws IOException {
        release();
        commands.println("pictures " + calls + " " + (rewritten ? "svc" : "relay") + " " + way.suiteA + " " + way.suiteB
                + " " + portA + " " + portB);
        return answer().stream().map(Carried::of).toList();
    }

    @Override
    public void release() throws IOException {
        commands.println("release");
        answer();
    }

    /** {@return bytes allocated by the media loops since their start} */
    long allocated() throws IOException {
        commands.println("allocated");
        return Long.parseLong(answer().get(0));
    }

    private List<String> answer() throws IOException {
        List<String> lines = new ArrayList<>();
        for (String line = answers.readLine(); !"ready".equals(line); line = answers.readLine()) {
            if (line == null) {
                throw new IOException("the relay process has ended");
            }
            lines.add(line);
        }
        return lines;
    }

    @Override
    public long pid() {
        return process.pid(); // taskset and chrt become the program they start
    }

    @Override
    public void close() {
        Machine.end(process);
    }
}
