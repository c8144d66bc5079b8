package org.bailey.module.provider;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bailey.module.Drain;
import org.bailey.module.Modules;
import org.bailey.module.UpdatePlan;
import org.bailey.module.UpdateRecord;
import org.bailey.module.UpdateRecord.Outcome;
import org.bailey.module.UpdateRefused;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * {@code bailey module list|plan|update|history} and {@code bailey drain on|off|status} inside the appliance: a function of
 * command and the path of a file to exit code and answer.
 */
@Component(service = BiFunction.class, property = "org.bailey.control=module")
public final class ModuleCommands implements BiFunction<String, String, Map.Entry<Integer, String>> {
    private static final int OK = 0;
    private static final int DIFFERENT = 1;
    private static final int USAGE = 64;
    private static final int REFUSED = 65;
    private static final int NO_INPUT = 66;
    private static final String WHO = "the command line";

    private final Modules modules;
    private final Drain drain;

    @Activate
    public ModuleCommands(@Reference Modules modules, @Reference Drain drain) {
        this.modules = modules;
        this.drain = drain;
    }

    @Override
    public Map.Entry<Integer, String> apply(String command, String body) {
        try {
            return switch (command) {
                case "list" -> Map.entry(OK, list());
                case "history" ->
                    Map.entry(
                            OK,
                            modules.history().stream().map(ModuleCommands::line).collect(Collectors.joining("\n")));
                case "plan" -> plan(Path.of(body.strip()));
                case "update" -> update(Path.of(body.strip()), false);
                case "update --drain" -> update(Path.of(body.strip()), true);
                case "drain status" -> Map.entry(OK, drained(drain.status()));
                case "drain on" -> Map.entry(OK, drained(drain.on(WHO, false)));
                case "drain on --keep" -> Map.entry(OK, drained(drain.on(WHO, true)));
                case "drain off" -> Map.entry(OK, drained(drain.off(WHO)));
                default ->
                    command.startsWith("progress ")
                            ? progress(command.substring("progress ".length()))
                            : Map.entry(USAGE, "module " + command + " is not a command");
            };
        } catch (UpdateRefused e) {
            return Map.entry(REFUSED, "refused: " + e.getMessage());
        } catch (IOException e) {
            return Map.entry(NO_INPUT, String.valueOf(e.getMessage()));
        }
    }

    private String list() {
        return modules.features().stream()
                .flatMap(each -> Stream.concat(
                        Stream.of(each.word() + "  " + each.state()
                                + (each.detail().isEmpty() ? "" : ": " + each.detail())),
                        each.modules().stream()
                                .map(one -> "  " + one.name() + " " + one.version() + " " + one.state()
                                        + (one.keeper() ? ", keeper" : ""))))
                .collect(Collectors.joining("\n"));
    }

    private UpdatePlan read(Path file) throws IOException {
        if (!Files.isReadable(file)) {
            throw new IOException(file + ": no such file, or not readable");
        }
        try (InputStream in = Files.newInputStream(file)) {
            return modules.plan(String.valueOf(file.getFileName()), in);
        }
    }

    private Map.Entry<Integer, String> plan(Path file) throws IOException {
        UpdatePlan plan = read(file);
        String words = String.join("\n", plan.sentences());
        return plan.possible()
                ? Map.entry(OK, words)
                : Map.entry(REFUSED, words + "\nrefused:\n  " + String.join("\n  ", plan.refusals()));
    }

    /** The answer is the id, by which {@code progress} is asked for. */
    private Map.Entry<Integer, String> update(Path file, boolean mayDrain) throws IOException, UpdateRefused {
        return Map.entry(OK, modules.apply(read(file).id(), WHO, mayDrain));
    }

    /** What happened so far; the exit code is that of a thing still under way, or of its end. */
    private Map.Entry<Integer, String> progress(String id) {
        Optional<UpdateRecord> current =
                modules.current().filter(each -> each.id().equals(id));
        if (current.isPresent()) {
            return Map.entry(DIFFERENT, steps(current.get()));
        }
        return modules.history().stream()
                .filter(each -> each.id().equals(id))
                .findFirst()
                .map(each -> Map.entry(
                        each.outcome() == Outcome.DONE ? OK : REFUSED,
                        steps(each) + "\n" + each.outcome() + (each.reason().isEmpty() ? "" : ": " + each.reason())))
                .orElse(Map.entry(USAGE, "there is no update " + id));
    }

    private static String steps(UpdateRecord record) {
        return record.steps().stream().map(UpdateRecord.Step::sentence).collect(Collectors.joining("\n"));
    }

    private static String line(UpdateRecord record) {
        return String.join(
                "  ",
                List.of(
                        record.began().toString(),
                        record.outcome().name(),
                        record.what() + (record.reason().isEmpty() ? "" : ": " + record.reason()),
                        record.who()));
    }

    private static String drained(Drain.Status status) {
        return status.on()
                ? "no new calls are taken since " + status.since() + ", asked for by " + status.who()
                        + (status.overRestart() ? ", over restarts" : "") + "; " + status.calls() + " up, "
                        + status.refused() + " refused"
                : "calls are taken; " + status.calls() + " up";
    }
}
