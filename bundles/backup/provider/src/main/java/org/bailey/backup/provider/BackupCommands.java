package org.bailey.backup.provider;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.bailey.backup.Backups;
import org.bailey.backup.Recovery;
import org.bailey.system.Requester;
import org.bailey.system.SettingsChange;
import org.bailey.system.SettingsRefused;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code bailey backup} and {@code bailey restore} inside the appliance: a function of command and text to exit code and
 * answer. The text has the passphrase in its first line, the chosen words in the second, and the file in base 64 after them.
 */
@Component(service = BiFunction.class, property = "org.bailey.control=backup")
public final class BackupCommands implements BiFunction<String, String, Map.Entry<Integer, String>> {
    private static final Logger LOG = LoggerFactory.getLogger(BackupCommands.class);
    private static final int OK = 0;
    private static final int USAGE = 64;
    private static final int REFUSED = 65;
    private static final int SOFTWARE = 70;

    private final Backups backups;

    @Activate
    public BackupCommands(@Reference Backups backups) {
        this.backups = backups;
    }

    @Override
    public Map.Entry<Integer, String> apply(String command, String body) {
        String[] lines = body.split("\n", 3);
        char[] passphrase = lines[0].toCharArray();
        try {
            return switch (command) {
                case "make" -> Map.entry(OK, Base64.getEncoder().encodeToString(backups.make(passphrase)));
                case "plan" -> Map.entry(OK, text(backups.plan(file(lines), passphrase, words(lines)), "would change"));
                case "restore" ->
                    Map.entry(
                            OK,
                            text(
                                    backups.restore(file(lines), passphrase, words(lines), Requester.now()),
                                    "restored, changed"));
                default -> Map.entry(USAGE, "backup " + command + " is not a command");
            };
        } catch (SettingsRefused e) {
            LOG.info("backup {} was refused: {}", command, e.getMessage());
            return Map.entry(REFUSED, "refused, nothing was changed:\n  " + String.join("\n  ", e.reasons()));
        } catch (IOException e) {
            LOG.error("BACKUP-002 backup {} could not be carried out: {}", command, e.toString(), e);
            return Map.entry(SOFTWARE, String.valueOf(e.getMessage()));
        } finally {
            Arrays.fill(passphrase, ' ');
        }
    }

    private static byte[] file(String... lines) throws SettingsRefused {
        try {
            return Base64.getDecoder().decode(lines.length > 2 ? lines[2].strip() : "");
        } catch (IllegalArgumentException e) {
            throw new SettingsRefused("the file did not arrive as it was sent");
        }
    }

    private static List<String> words(String... lines) {
        return lines.length < 2 || lines[1].isBlank()
                ? List.of()
                : List.of(lines[1].strip().split("\\s+"));
    }

    private static String text(Recovery recovery, String did) {
        List<String> lines = new ArrayList<>();
        lines.add("backup of " + recovery.made() + ", version " + recovery.version() + ", serial number "
                + recovery.serial() + (recovery.sameAppliance() ? ", this appliance" : ", another appliance")
                + (recovery.secrets() ? ", with keys" : ", without keys"));
        List<SettingsChange> changes = recovery.settings().changes();
        lines.add(changes.isEmpty() ? "all its settings hold already" : did + ":");
        changes.forEach(change -> lines.addAll(change.lines()));
        recovery.sentences().forEach(sentence -> lines.add("* " + sentence));
        recovery.settings().notes().forEach(note -> lines.add("* " + note));
        return String.join("\n", lines);
    }
}
