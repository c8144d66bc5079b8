package org.bailey.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.bailey.launcher.ControlSocket.Answer;

/** {@code bailey stop|status|config|tls...}: commands to the appliance that runs on a data directory. */
public final class Client {
    static final String USAGE = "usage: bailey [--data DIR] run|start [run options] | stop | status\n"
            + "       bailey [--data DIR] config apply|diff FILE | config export [FILE]\n"
            + TlsRequest.USAGE + "\n" + KeyCommand.USAGE + "\n" + ModuleCommand.USAGE + "\n" + SnapshotCommand.USAGE
            + "\n" + BackupCommand.USAGE + "\n" + DialPlanCommand.USAGE;
    private static final long STOP_SECONDS = 10;

    private Client() {}

    /** The data directory comes in the system property {@code bailey.data}. */
    public static void main(String[] args) {
        Path data = Path.of(System.getProperty("bailey.data", "data"));
        Answer answer;
        try {
            answer = run(data, List.of(args));
        } catch (LaunchException e) {
            answer = new Answer(e.code().number(), e.getMessage());
        }
        (answer.exitCode() <= ExitCode.DIFFERENT.number() ? System.out : System.err)
                .println(answer.text().stripTrailing());
        System.exit(answer.exitCode());
    }

    private static Answer run(Path data, List<String> args) throws LaunchException {
        try {
            if (args.size() > 1 && args.get(0).equals("tls")) {
                TlsRequest request = TlsRequest.of(args.subList(1, args.size()));
                return ask(data, "tls " + request.command(), request.body());
            }
            if (!args.isEmpty() && args.get(0).equals("key")) {
                return KeyCommand.run(data, args.subList(1, args.size()), Client::ask);
            }
            if (args.size() > 1 && (args.get(0).equals("module") || args.get(0).equals("drain"))) {
                return ModuleCommand.run(data, args, Client::ask);
            }
            if (args.size() > 1 && args.get(0).equals("snapshot")) {
                return SnapshotCommand.run(data, args.subList(1, args.size()), Client::ask);
            }
            if (args.size() > 1 && List.of("backup", "restore").contains(args.get(0))) {
                return BackupCommand.run(data, args, Client::ask);
            }
            if (args.size() > 1 && args.get(0).equals("dialplan")) {
                return DialPlanCommand.run(data, args.subList(1, args.size()), Client::ask);
            }
            return switch (String.join(" ", args.subList(0, Math.min(2, args.size())))) {
                case "stop" -> stop(data);
                case "status" -> ask(data, "status", "");
                case "config apply", "config diff" -> ask(data, "config " + args.get(1), file(args));
                case "config export" -> export(data, args);
                default -> throw new LaunchException(ExitCode.USAGE, USAGE);
            };
        } catch (IOException e) {
            throw new LaunchException(ExitCode.NO_INPUT, e.toString(), e);
        }
    }

    private static String file(List<String> args) throws IOException, LaunchException {
        if (args.size() != 3) {
            throw new LaunchException(ExitCode.USAGE, USAGE);
        }
        Path file = Path.of(args.get(2));
        if (!Files.isReadable(file)) {
            throw new LaunchException(ExitCode.NO_INPUT, file + ": no such file, or not readable");
        }
        return Files.readString(file);
    }

    private static Answer export(Path data, List<String> args) throws IOException, LaunchException {
        Answer answer = ask(data, "config export", "");
        if (answer.exitCode() != 0 || args.size() < 3) {
            return answer;
        }
        Files.writeString(Path.of(args.get(2)), answer.text());
        return new Answer(0, "written to " + args.get(2));
    }

    private static Answer ask(Path data, String command, String body) throws IOException, LaunchException {
        process(data);
        return ControlSocket.ask(data, command, body);
    }

    private static Answer stop(Path data) throws IOException, LaunchException {
        ProcessHandle process = process(data);
        process.destroy();
        try {
            process.onExit().get(STOP_SECONDS, TimeUnit.SECONDS);
            return new Answer(0, "stopped");
        } catch (TimeoutException e) {
            throw new LaunchException(
                    ExitCode.SOFTWARE, "process " + process.pid() + " does not stop; kill -9 ends it by force", e);
        } catch (InterruptedException | ExecutionException e) {
            throw new LaunchException(ExitCode.SOFTWARE, "waiting for the end failed: " + e, e);
        }
    }

    private static ProcessHandle process(Path data) throws IOException, LaunchException {
        Path file = data.resolve("run/bailey.pid");
        // a file that a killed appliance left may name anybody's process by now; the lock went with the appliance
        Optional<ProcessHandle> process = DataDirectory.inUse(data) && Files.exists(file)
                ? ProcessHandle.of(Long.parseLong(Files.readString(file).strip()))
                : Optional.empty();
        return process.filter(ProcessHandle::isAlive)
                .orElseThrow(() -> new LaunchException(
                        ExitCode.NOT_RUNNING, "no appliance runs on data directory " + data.toAbsolutePath()));
    }
}
