package org.bailey.launcher;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.bailey.launcher.ControlSocket.Answer;

/** {@code bailey module ...} and {@code bailey drain ...}. */
final class ModuleCommand {
    static final String USAGE = "       bailey [--data DIR] module list | plan FILE | update FILE [--drain] | history\n"
            + "       bailey [--data DIR] drain on [--keep] | off | status";
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(300);

    private ModuleCommand() {}

    static Answer run(Path data, List<String> args, KeyCommand.Line appliance) throws IOException, LaunchException {
        String line = String.join(" ", args);
        if (List.of("module list", "module history", "drain on", "drain on --keep", "drain off", "drain status")
                .contains(line)) {
            return appliance.ask(data, "module " + line.replaceFirst("^module ", ""), "");
        }
        boolean drain = args.size() == 4 && args.get(3).equals("--drain");
        if (args.size() == 3 && line.startsWith("module plan ")) {
            return appliance.ask(data, "module plan", absolute(args.get(2)));
        }
        if ((args.size() == 3 || drain) && line.startsWith("module update ")) {
            Answer begun =
                    appliance.ask(data, drain ? "module update --drain" : "module update", absolute(args.get(2)));
            return begun.exitCode() == ExitCode.OK.number()
                    ? follow(data, begun.text().strip(), appliance)
                    : begun;
        }
        throw new LaunchException(ExitCode.USAGE, Client.USAGE);
    }

    private static String absolute(String file) {
        return Path.of(file).toAbsolutePath().toString();
    }

    /** Prints what happens as it does; the answer is the last of it. */
    private static Answer follow(Path data, String id, KeyCommand.Line appliance) throws IOException, LaunchException {
        int printed = 0;
        while (true) {
            Answer answer = appliance.ask(data, "module progress " + id, "");
            List<String> lines = answer.text().lines().toList();
            boolean under = answer.exitCode() == ExitCode.DIFFERENT.number();
            int end = under ? lines.size() : lines.size() - 1;
            lines.subList(Math.min(printed, end), end).forEach(System.out::println);
            printed = end;
            if (!under) {
                return new Answer(answer.exitCode(), lines.get(end));
            }
            LockSupport.parkNanos(LOOK_NANOS);
        }
    }
}
