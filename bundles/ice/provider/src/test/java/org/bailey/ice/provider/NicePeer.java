package org.bailey.ice.provider;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.bailey.ice.Candidate;
import org.bailey.ice.IceDialect;
import org.bailey.ice.IceParameters;

/** An agent of libnice in a process of its own; see nicepeer.c. */
public final class NicePeer implements AutoCloseable {
    private static final Path PROGRAM = Path.of("target", "nicepeer").toAbsolutePath();
    private static final long DEADLINE_SECONDS = 20;
    private static boolean compiled;

    private final IceDialect dialect;
    private final Process process;
    private final Writer in;
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
    public final List<String> said = new ArrayList<>();

    private NicePeer(IceDialect dialect, Process process) {
        this.dialect = dialect;
        this.process = process;
        in = process.outputWriter(StandardCharsets.UTF_8);
        var reader = new Thread(this::read, "test-nice");
        reader.setDaemon(true);
        reader.start();
    }

    public static NicePeer start(
            IceDialect dialect,
            boolean controlling,
            String nomination,
            int components,
            String mode,
            String... addresses)
            throws IOException, InterruptedException {
        compile();
        var command = new ArrayList<>(List.of(
                PROGRAM.toString(),
                dialect == IceDialect.MICROSOFT ? "microsoft" : "standard",
                controlling ? "controlling" : "controlled",
                nomination,
                Integer.toString(components),
                mode));
        command.addAll(List.of(addresses));
        var builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().putAll(Map.of("G_MESSAGES_DEBUG", ""));
        return new NicePeer(dialect, builder.start());
    }

    private static synchronized void compile() throws IOException, InterruptedException {
        assumeTrue(
                new File("/usr/bin/gcc").canExecute()
                        && run("pkg-config --exists nice").isBlank(),
                "no libnice here: install the Debian packages libnice-dev, gcc and pkg-config to run this test");
        if (!compiled) {
            String flags = run("pkg-config --cflags --libs nice");
            Path source = PROGRAM.resolveSibling("nicepeer.c");
            try (InputStream text = Objects.requireNonNull(NicePeer.class.getResourceAsStream("/nicepeer.c"))) {
                Files.copy(text, source, StandardCopyOption.REPLACE_EXISTING);
            }
            String errors = run("gcc -w -o " + PROGRAM + " " + source + " " + flags);
            if (!errors.isBlank()) {
                throw new AssertionError(errors);
            }
            compiled = true;
        }
    }

    private static String run(String command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder("sh", "-c", command + " || echo failed")
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return said.replace('\n', ' ');
    }

    private void read() {
        try (BufferedReader reader = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                lines.add(line);
            }
        } catch (IOException ended) {
            // with the process
        }
    }

    public void say(String line) {
        try {
            in.write(line + "\n");
            in.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Its description after it began anew. */
    public IceParameters restart() throws InterruptedException {
        say("restart");
        return description();
    }

    /** The next line that begins so. */
    public String await(String beginning) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(DEADLINE_SECONDS);
        for (long left = end - System.nanoTime(); left > 0; left = end - System.nanoTime()) {
            String line = lines.poll(left, TimeUnit.NANOSECONDS);
            if (line != null) {
                said.add(line);
                if (line.startsWith(beginning)) {
                    return line;
                }
            }
        }
        throw new AssertionError("libnice did not say \"" + beginning + "\" but " + said);
    }

    /** Whether it has said so, now or before. */
    public boolean heard(String line) {
        return heardAny(line::equals);
    }

    public boolean heardAny(Predicate<String> line) {
        lines.drainTo(said);
        return said.stream().anyMatch(line);
    }

    public IceParameters description() throws InterruptedException {
        String[] credentials = await("credentials").split(" ");
        var candidates = new ArrayList<Candidate>();
        for (String line = await(""); !line.equals("gathered"); line = await("")) {
            Candidate.parse(line.replace("candidate ", ""), dialect).ifPresent(candidates::add);
        }
        return new IceParameters(credentials[1], credentials[2], candidates);
    }

    public void describe(IceParameters ours) {
        say("credentials " + ours.ufrag() + " " + ours.password());
        // its words for transports are Microsoft's in both dialects
        ours.candidates().forEach(candidate -> say("candidate " + candidate.text(IceDialect.MICROSOFT)));
        say("go");
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(5, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
    }
}
