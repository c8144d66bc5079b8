package org.bailey.launcher;

import java.util.List;
import org.bailey.launcher.ControlSocket.Answer;

/** What a running appliance can be asked through its {@link ControlSocket}. */
final class Commands {
    private static final String CONFIG = "config ";
    private static final String TLS = "tls ";
    private static final String KEY = "key ";
    private static final String MODULE = "module ";
    private static final String BACKUP = "backup ";
    private static final String SNAPSHOT = "snapshot ";
    private static final String DIAL_PLAN = "dialplan ";

    private final Appliance appliance;
    private final Options options;
    private final String console;

    Commands(Appliance appliance, Options options, String console) {
        this.appliance = appliance;
        this.options = options;
        this.console = console;
    }

    Answer answer(String command, String body) {
        if (command.equals("status")) {
            return status();
        }
        if (command.startsWith(CONFIG)) {
            return SectionCommands.configuration(appliance.context(), command.substring(CONFIG.length()), body);
        }
        if (command.startsWith(TLS)) {
            return SectionCommands.tls(appliance.context(), command.substring(TLS.length()), body);
        }
        if (command.startsWith(KEY)) {
            return SectionCommands.key(appliance.context(), command.substring(KEY.length()), body);
        }
        if (command.startsWith(MODULE)) {
            return SectionCommands.module(appliance.context(), command.substring(MODULE.length()), body);
        }
        if (command.startsWith(SNAPSHOT)) {
            return SectionCommands.snapshot(appliance.context(), command.substring(SNAPSHOT.length()), body);
        }
        if (command.startsWith(BACKUP)) {
            return SectionCommands.backup(appliance.context(), command.substring(BACKUP.length()), body);
        }
        if (command.startsWith(DIAL_PLAN)) {
            return SectionCommands.dialPlan(appliance.context(), command.substring(DIAL_PLAN.length()), body);
        }
        return new Answer(ExitCode.USAGE.number(), "\"" + command + "\" is not a command");
    }

    private Answer status() {
        List<String> absent = appliance.absent();
        StringBuilder text = new StringBuilder()
                .append("running, process ")
                .append(ProcessHandle.current().pid())
                .append("\nconsole ")
                .append(console)
                .append("\ndata    ")
                .append(options.data())
                .append("\nbundles ")
                .append(appliance.context().getBundles().length)
                .append(absent.isEmpty() ? ", all running\n" : ", not running:\n");
        absent.forEach(bundle -> text.append("  ").append(bundle).append('\n'));
        Answer check = SectionCommands.configuration(appliance.context(), "problems", "");
        List<String> problems = check.text().lines().toList();
        text.append(problems.isEmpty() ? "checked, all is well\n" : "problems\n");
        problems.forEach(problem -> text.append("  ").append(problem).append('\n'));
        return new Answer(absent.isEmpty() && problems.isEmpty() ? 0 : ExitCode.DIFFERENT.number(), text.toString());
    }
}
