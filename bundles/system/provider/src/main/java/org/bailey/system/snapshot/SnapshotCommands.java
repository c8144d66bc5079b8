package org.bailey.system.snapshot;

import java.io.IOException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.bailey.system.Requester;
import org.bailey.system.Restoration;
import org.bailey.system.SettingsChange;
import org.bailey.system.SettingsRefused;
import org.bailey.system.Snapshot;
import org.bailey.system.Snapshots;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code bailey snapshot ...} inside the appliance: a function of command and arguments, one a line, to exit code and answer. */
@Component(service = BiFunction.class, property = "org.bailey.control=snapshot")
public final class SnapshotCommands implements BiFunction<String, String, Map.Entry<Integer, String>> {
    private static final Logger LOG = LoggerFactory.getLogger(SnapshotCommands.class);
    private static final int OK = 0;
    private static final int DIFFERENT = 1;
    private static final int USAGE = 64;
    private static final int REFUSED = 65;
    private static final int SOFTWARE = 70;

    private final Snapshots snapshots;

    @Activate
    public SnapshotCommands(@Reference Snapshots snapshots) {
        this.snapshots = snapshots;
    }

    @Override
    public Map.Entry<Integer, String> apply(String command, String body) {
        List<String> words = body.lines().filter(line -> !line.isBlank()).toList();
        try {
            return switch (command) {
                case "list" -> Map.entry(OK, list());
                case "take" -> taken(String.join(" ", words));
                case "show" -> Map.entry(OK, snapshots.text(id(words, 0)));
                case "diff" ->
                    compared(snapshots.compare(id(words, 0), words.size() > 1 ? id(words, 1) : Snapshots.NOW));
                case "plan" -> planned(snapshots.plan(id(words, 0), words.subList(1, words.size())));
                case "restore" -> restored(words);
                default -> Map.entry(USAGE, "snapshot " + command + " is not a command");
            };
        } catch (SettingsRefused e) {
            LOG.info("snapshot {} was refused: {}", command, e.getMessage());
            return Map.entry(REFUSED, "refused, nothing was changed:\n  " + String.join("\n  ", e.reasons()));
        } catch (IOException e) {
            LOG.error("SYSTEM-003 {}", e.getMessage(), e);
            return Map.entry(SOFTWARE, String.valueOf(e.getMessage()));
        }
    }

    private static int id(List<String> words, int place) throws SettingsRefused {
        String word = words.size() > place ? words.get(place) : "";
        if (!word.matches("[1-9][0-9]{0,8}")) {
            throw new SettingsRefused("\"" + word + "\" is not the number of a snapshot");
        }
        return Integer.parseInt(word);
    }

    private Map.Entry<Integer, String> taken(String why) throws IOException {
        Snapshot taken = snapshots.take(why.isEmpty() ? "asked for" : why, Requester.now());
        return Map.entry(OK, "snapshot " + taken.id() + ", " + taken.pids() + " PIDs");
    }

    private String list() throws IOException {
        List<Snapshot> all = snapshots.list();
        return all.isEmpty()
                ? "no snapshot was taken yet"
                : all.stream().map(SnapshotCommands::line).collect(Collectors.joining("\n"));
    }

    private static String line(Snapshot one) {
        return one.problem().isEmpty()
                ? String.format(
                        "%5d  %s  %s%s; then %d PIDs changed, of %d",
                        one.id(),
                        one.taken().truncatedTo(ChronoUnit.SECONDS),
                        one.why(),
                        one.who().isEmpty() ? "" : ", by " + one.who(),
                        one.changed(),
                        one.pids())
                : String.format("%5d  cannot be read: %s", one.id(), one.problem());
    }

    private static Map.Entry<Integer, String> compared(List<SettingsChange> changes) {
        return changes.isEmpty() ? Map.entry(OK, "no difference") : Map.entry(DIFFERENT, lines(changes));
    }

    private static Map.Entry<Integer, String> planned(Restoration plan) {
        return Map.entry(
                OK,
                plan.changes().isEmpty() ? "it holds already, nothing would change" : "would change:\n" + text(plan));
    }

    private Map.Entry<Integer, String> restored(List<String> words) throws SettingsRefused, IOException {
        Restoration done = snapshots.restore(id(words, 0), words.subList(1, words.size()), Requester.now());
        if (done.changes().isEmpty()) {
            return Map.entry(OK, "it holds already, nothing changed");
        }
        LOG.info(
                "Snapshot {} was restored, changed: {}",
                words.get(0),
                done.changes().stream().map(SettingsChange::pid).collect(Collectors.joining(", ")));
        return Map.entry(OK, "restored\n" + text(done));
    }

    private static String text(Restoration restoration) {
        List<String> lines = new ArrayList<>(List.of(lines(restoration.changes())));
        restoration.notes().forEach(note -> lines.add("note: " + note));
        return String.join("\n", lines);
    }

    private static String lines(List<SettingsChange> changes) {
        return changes.stream().flatMap(change -> change.lines().stream()).collect(Collectors.joining("\n"));
    }
}
