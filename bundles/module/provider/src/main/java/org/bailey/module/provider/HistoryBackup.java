package org.bailey.module.provider;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.bailey.module.UpdateRecord;
import org.bailey.system.BackupPart;
import org.bailey.system.SettingsRefused;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** What was updated when and by whom. Brought back, it is added to what was done here. */
@Component
public final class HistoryBackup implements BackupPart {
    private static final String FILE = "history.jsonl";

    private final LiveModules modules;

    @Activate
    public HistoryBackup(@Reference LiveModules modules) {
        this.modules = modules;
    }

    @Override
    public String word() {
        return "module";
    }

    @Override
    public Map<String, byte[]> files(boolean secrets) {
        List<UpdateRecord> oldestFirst = new ArrayList<>(modules.history());
        Collections.reverse(oldestFirst);
        String lines = oldestFirst.stream().map(Records::line).collect(Collectors.joining("\n"));
        return lines.isEmpty() ? Map.of() : Map.of(FILE, lines.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public List<String> plan(Map<String, byte[]> files) throws SettingsRefused {
        int unknown = unknown(files).size();
        return unknown == 0
                ? List.of()
                : List.of(unknown + (unknown == 1 ? " update of before is" : " updates of before are")
                        + " added to the history.");
    }

    @Override
    public List<String> restore(Map<String, byte[]> files) throws SettingsRefused {
        List<String> sentences = plan(files);
        unknown(files).forEach(modules::record);
        return sentences;
    }

    private List<UpdateRecord> unknown(Map<String, byte[]> files) throws SettingsRefused {
        try {
            List<UpdateRecord> here = modules.history();
            return new String(files.getOrDefault(FILE, new byte[0]), StandardCharsets.UTF_8)
                    .lines()
                    .map(Records::read)
                    .filter(record -> !here.contains(record) && record.ended() != null)
                    .toList();
        } catch (RuntimeException e) {
            throw new SettingsRefused("module/" + FILE + " is not a history of updates: " + e.getMessage());
        }
    }
}
