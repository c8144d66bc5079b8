package org.bailey.peertest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A sipp run: one scenario of {@code cnf/peers/sipp} as caller or callee. UDP or TCP; Debian builds it without TLS. */
public final class Sipp extends Peer {
    private static final Pattern FINAL = Pattern.compile(
            "(?m)^SIP/2\\.0 ([2-6]\\d\\d) .*\\R(?:.+\\R)*?CSeq: *\\d+ INVITE", Pattern.CASE_INSENSITIVE);

    private final int port;

    private Sipp(String name, Path folder, List<String> command, int port) {
        super(name, folder, command, Map.of());
        this.port = port;
    }

    /** Describes a run; {@link Setup#start} starts it. */
    public static Setup playing(String scenario) {
        return new Setup(scenario, Transport.UDP, "127.0.0.1", Ports.next(), OptionalInt.empty(), true, List.of());
    }

    /** What a run is started with. */
    public record Setup(
            String scenario,
            Transport transport,
            String address,
            int port,
            OptionalInt tlsPort,
            boolean trace,
            List<String> options) {
        /** Signals over {@code transport}. */
        public Setup over(Transport transport) {
            return new Setup(scenario, transport, address, port, tlsPort, trace, options);
        }

        /** Is at this loopback address and port. */
        public Setup at(String address, int port) {
            return new Setup(scenario, transport, address, port, tlsPort, trace, options);
        }

        /** Speaks TCP to a {@link Socat} and says in its messages that it speaks TLS, and is to be found at {@code port}. */
        public Setup behindTls(int port) {
            return new Setup(scenario, Transport.TCP, address, this.port, OptionalInt.of(port), trace, options);
        }

        /** Writes no messages down. */
        public Setup quiet() {
            return new Setup(scenario, transport, address, port, tlsPort, false, options);
        }

        /** Calls {@code user} at a host and port. */
        public Setup calling(String user, String hostAndPort) {
            return with(hostAndPort, "-s", user);
        }

        /** Makes or takes this many calls and ends. */
        public Setup calls(int count) {
            return with("-m", Integer.toString(count));
        }

        /** Adds options in sipp's form. */
        public Setup with(String... more) {
            List<String> all = new ArrayList<>(options);
            all.addAll(List.of(more));
            return new Setup(scenario, transport, address, port, tlsPort, trace, List.copyOf(all));
        }

        private Path scenario(Path folder) {
            Path file = Stage.project("cnf/peers/sipp/" + scenario + ".xml");
            if (tlsPort.isEmpty()) {
                return file;
            }
            try {
                return Files.writeString(
                        folder.resolve(scenario + ".xml"),
                        Files.readString(file)
                                .replace("[transport]", "TLS")
                                .replace("[local_port]", Integer.toString(tlsPort.getAsInt())));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** Starts the run on {@code stage}. */
        public Sipp start(Stage stage) {
            String name = "sipp-" + scenario + "-" + port;
            Path folder = stage.folder(name);
            List<String> command = new ArrayList<>(List.of(
                    Debian.program("sipp", "sip-tester").toString(),
                    "-sf",
                    scenario(folder).toString(),
                    "-i",
                    address,
                    "-p",
                    Integer.toString(port),
                    "-mi",
                    address,
                    "-mp",
                    Integer.toString(Ports.block(4)),
                    "-t",
                    transport == Transport.UDP ? "u1" : "t1",
                    "-nostdin"));
            if (trace) {
                command.addAll(List.of(
                        "-trace_err",
                        "-error_file",
                        folder.resolve("errors").toString(),
                        "-trace_msg",
                        "-message_file",
                        folder.resolve("messages").toString()));
            }
            command.addAll(options);
            return stage.add(new Sipp(name, folder, command, port));
        }
    }

    /** Every message it sent and got, as text; nothing when it was {@link Setup#quiet}. */
    public String messages() {
        Path file = log().resolveSibling("messages");
        try {
            return Files.exists(file) ? Files.readString(file, StandardCharsets.ISO_8859_1) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The first final answer to an INVITE that it got or gave; 0 when there was none. */
    public int finalStatus() {
        Matcher answer = FINAL.matcher(messages());
        return answer.find() ? Integer.parseInt(answer.group(1)) : 0;
    }

    /** Its port. */
    public int port() {
        return port;
    }

    /** Waits for the end of all calls; any failed call is an {@link AssertionError} with sipp's own words. */
    public void awaitSuccess(Duration limit) {
        int code = awaitEnd(limit);
        if (code != 0) {
            throw new AssertionError("sipp ended with " + code + " (1: a call failed; see " + log() + ")\n" + tail());
        }
    }
}
