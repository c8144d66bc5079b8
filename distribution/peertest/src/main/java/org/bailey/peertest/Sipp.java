package org.bailey.peertest;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A sipp run: one scenario of {@code cnf/peers/sipp} as caller or callee. UDP or TCP; Debian builds it without TLS. */
public final class Sipp extends Peer {
    private final int port;

    private Sipp(String name, Path folder, List<String> command, int port) {
        super(name, folder, command, Map.of());
        this.port = port;
    }

    /** Describes a run; {@link Setup#start} starts it. */
    public static Setup playing(String scenario) {
        return new Setup(scenario, Transport.UDP, "127.0.0.1", Ports.next(), true, List.of());
    }

    /** What a run is started with. */
    public record Setup(
            String scenario, Transport transport, String address, int port, boolean trace, List<String> options) {
        /** Signals over {@code transport}. */
        public Setup over(Transport transport) {
            return new Setup(scenario, transport, address, port, trace, options);
        }

        /** Is at this loopback address and port. */
        public Setup at(String address, int port) {
            return new Setup(scenario, transport, address, port, trace, options);
        }

        /** Writes no messages down. */
        public Setup quiet() {
            return new Setup(scenario, transport, address, port, false, options);
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
            return new Setup(scenario, transport, address, port, trace, List.copyOf(all));
        }

        /** Starts the run on {@code stage}. */
        public Sipp start(Stage stage) {
            String name = "sipp-" + scenario + "-" + port;
            Path folder = stage.folder(name);
            List<String> command = new ArrayList<>(List.of(
                    Debian.program("sipp", "sip-tester").toString(),
                    "-sf",
                    Stage.project("cnf/peers/sipp/" + scenario + ".xml").toString(),
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
