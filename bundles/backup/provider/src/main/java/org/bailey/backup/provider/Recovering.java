package org.bailey.backup.provider;

import jakarta.json.Json;
import jakarta.json.JsonException;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.bailey.backup.Recovery;
import org.bailey.system.BackupPart;
import org.bailey.system.Restoration;
import org.bailey.system.SettingsRefused;
import org.bailey.system.SettingsText;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One backup on its way back: everything is looked at before anything is changed. */
final class Recovering {
    private static final Logger LOG = LoggerFactory.getLogger(Recovering.class);
    /** Keys are bound to the serial number. */
    private static final String OPTION_KEY = "org.bailey.optionkey.key~";

    private final Archive archive;
    private final Choice choice;
    private final SettingsText settings;
    private final Collection<BackupPart> parts;
    private final Self self;
    private final String text;
    private final Set<String> pids;

    private Recovering(
            Archive archive,
            Choice choice,
            SettingsText settings,
            Collection<BackupPart> parts,
            Self self,
            String text,
            Set<String> pids) {
        this.archive = archive;
        this.choice = choice;
        this.settings = settings;
        this.parts = parts;
        this.self = self;
        this.text = text;
        this.pids = pids;
    }

    static Recovering of(
            Archive archive, Collection<String> only, SettingsText settings, List<BackupPart> parts, Self self)
            throws SettingsRefused, IOException {
        String text = new String(archive.files().getOrDefault(Archive.CONFIG, new byte[0]), StandardCharsets.UTF_8);
        Set<String> pids = pids(text);
        Set<String> known = new TreeSet<>(pids);
        known.addAll(pids(settings.now(false)));
        Choice choice =
                Choice.of(only, known, parts.stream().map(BackupPart::word).toList());
        return new Recovering(archive, choice, settings, parts, self, text, pids);
    }

    private static Set<String> pids(String text) throws SettingsRefused {
        try (var reader = Json.createReader(new StringReader(text))) {
            Set<String> pids = new TreeSet<>(reader.readObject().keySet());
            pids.removeIf(pid -> pid.startsWith(":"));
            return pids;
        } catch (JsonException e) {
            throw new SettingsRefused("the settings in the backup are not JSON: " + e.getMessage());
        }
    }

    private boolean sameAppliance() {
        return archive.about().serial().equals(self.serial());
    }

    private Predicate<String> chosen() {
        return pid -> choice.wantsPid(pid) && (sameAppliance() || !pid.startsWith(OPTION_KEY));
    }

    Recovery plan() throws SettingsRefused, IOException {
        List<String> sentences = new ArrayList<>(notes());
        Restoration planned = settings.plan(text, chosen());
        for (BackupPart part : wanted()) {
            sentences.addAll(part.plan(files(part.word())));
        }
        return recovery(planned, sentences);
    }

    /** Files first, each section at once or not at all, then the settings; what was done is put back when the next fails. */
    Recovery carryOut(String who) throws SettingsRefused, IOException {
        plan();
        List<String> sentences = new ArrayList<>(notes());
        Deque<Runnable> undo = new ArrayDeque<>();
        try {
            for (BackupPart part : wanted()) {
                Map<String, byte[]> before = part.files(true);
                sentences.addAll(part.restore(files(part.word())));
                undo.push(() -> putBack(part, before));
            }
            String why = "before the backup of " + archive.about().made() + " was restored"
                    + (choice.words().isEmpty() ? "" : ", of it " + String.join(", ", choice.words()));
            return recovery(settings.restore(text, chosen(), why, who), sentences);
        } catch (SettingsRefused | IOException | RuntimeException e) {
            undo.forEach(Runnable::run);
            throw e;
        }
    }

    private static void putBack(BackupPart part, Map<String, byte[]> before) {
        try {
            part.restore(before);
        } catch (SettingsRefused | IOException | RuntimeException e) {
            LOG.error(
                    "BACKUP-001 the files of {} could not be put back to what they were: {}",
                    part.word(),
                    e.toString());
        }
    }

    private List<BackupPart> wanted() {
        return parts.stream()
                .filter(part ->
                        choice.wantsFiles(part.word()) && !files(part.word()).isEmpty())
                .toList();
    }

    private Map<String, byte[]> files(String word) {
        Map<String, byte[]> files = new TreeMap<>();
        archive.files().forEach((name, content) -> {
            if (name.startsWith(word + "/")) {
                files.put(name.substring(word.length() + 1), content);
            }
        });
        return files;
    }

    private List<String> notes() {
        List<String> notes = new ArrayList<>();
        List<String> keys = pids.stream()
                .filter(pid -> pid.startsWith(OPTION_KEY) && choice.wantsPid(pid))
                .toList();
        if (!sameAppliance() && !keys.isEmpty()) {
            notes.add("The backup is of serial number " + archive.about().serial() + ", this appliance is "
                    + self.serial()
                    + ": " + keys.size() + (keys.size() == 1 ? " option key is" : " option keys are")
                    + " left out, for they hold there only. Ask the vendor for keys of this serial number.");
        }
        if (!archive.about().secrets()) {
            notes.add("The backup was made without keys: private keys, passwords and users are not in it.");
        }
        if (choice.words().isEmpty()) {
            new TreeMap<>(archive.about().modules()).forEach((name, version) -> {
                String here = self.modules().get(name);
                if (!version.equals(here)) {
                    notes.add(name + " was version " + version
                            + (here == null ? ", and is not installed here" : ", here it is " + here)
                            + ": bring it with bailey module update if it is wanted.");
                }
            });
        }
        archive.files().keySet().stream()
                .filter(name -> name.indexOf('/') > 0)
                .map(name -> name.substring(0, name.indexOf('/')))
                .distinct()
                .filter(word -> choice.wantsFiles(word)
                        && parts.stream().noneMatch(part -> part.word().equals(word)))
                .forEach(word -> notes.add("The files of " + word + " are left out: that section does not run here."));
        return notes;
    }

    private Recovery recovery(Restoration restoration, List<String> sentences) {
        About about = archive.about();
        return new Recovery(
                about.made(),
                about.version(),
                about.serial(),
                sameAppliance(),
                about.secrets(),
                restoration,
                sentences);
    }
}
