package org.bailey.system.snapshot;

import java.io.IOException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.bailey.system.Requester;
import org.bailey.system.Restoration;
import org.bailey.system.SettingsChange;
import org.bailey.system.SettingsRefused;
import org.bailey.system.SettingsText;
import org.bailey.system.Snapshot;
import org.bailey.system.Snapshots;
import org.bailey.system.config.Catalog;
import org.bailey.system.config.Change;
import org.bailey.system.config.ConfigurationCommands;
import org.bailey.system.config.ConfigurationFile;
import org.bailey.system.config.Configurations;
import org.bailey.system.config.Export;
import org.bailey.system.config.Refused;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Snapshots in files, and the settings that hold. */
@Component
public final class KeptSnapshots implements Snapshots, SettingsText {
    private final Recorder recorder;
    private final SnapshotFolder folder;
    private final Configurations configurations;
    private final Supplier<Catalog> catalog;
    private final SnapshotList list;

    @Activate
    public KeptSnapshots(@Reference ChangeListener listener, @Reference ConfigurationCommands commands) {
        this(listener.recorder(), listener.folder(), commands.configurations(), commands::catalog);
    }

    KeptSnapshots(Recorder recorder, SnapshotFolder folder, Configurations configurations, Supplier<Catalog> catalog) {
        this.recorder = recorder;
        this.folder = folder;
        this.configurations = configurations;
        this.catalog = catalog;
        this.list = new SnapshotList(folder);
    }

    @Override
    public Snapshot take(String why, String who) throws IOException {
        int id = recorder.take(why, who);
        return list.all(recorder.stored()).stream()
                .filter(each -> each.id() == id)
                .findFirst()
                .orElseThrow(() -> new IOException("snapshot " + id + " is gone again"));
    }

    @Override
    public List<Snapshot> list() throws IOException {
        return list.all(recorder.stored());
    }

    @Override
    public String text(int id) throws SettingsRefused, IOException {
        return Export.text(settings(id), catalog.get());
    }

    @Override
    public List<SettingsChange> compare(int from, int to) throws SettingsRefused, IOException {
        return differences(settings(from), settings(to), catalog.get());
    }

    private static List<SettingsChange> differences(
            Map<String, Map<String, Object>> from, Map<String, Map<String, Object>> to, Catalog known) {
        Set<String> pids = new TreeSet<>(from.keySet());
        pids.addAll(to.keySet());
        return pids.stream()
                .map(pid -> new Change(pid, from.get(pid), to.get(pid)))
                .filter(change -> !change.isNothing())
                .map(change -> change.shown(known.find(change.pid())))
                .toList();
    }

    private Map<String, Map<String, Object>> settings(int id) throws SettingsRefused, IOException {
        return id == NOW ? recorder.stored() : read(id, file(id)).settings();
    }

    private static SnapshotText read(int id, String text) throws SettingsRefused {
        try {
            return SnapshotText.read(text);
        } catch (Refused e) {
            throw new SettingsRefused("snapshot " + id + " cannot be read: " + String.join("; ", e.reasons()));
        }
    }

    private String file(int id) throws SettingsRefused, IOException {
        return folder.text(id)
                .orElseThrow(() -> new SettingsRefused(
                        "there is no snapshot " + id + "; bailey snapshot list names those there are"));
    }

    @Override
    public Restoration plan(int id, Collection<String> pids) throws SettingsRefused, IOException {
        String text = file(id);
        return plan(text, chosen(id, text, pids));
    }

    private Predicate<String> chosen(int id, String text, Collection<String> pids) throws SettingsRefused, IOException {
        return ChosenPids.of(
                pids, read(id, text).settings().keySet(), recorder.stored().keySet());
    }

    @Override
    public Restoration restore(int id, Collection<String> pids, String who) throws SettingsRefused, IOException {
        String text = file(id);
        String part = pids.isEmpty() ? "" : ", of it " + String.join(", ", pids);
        return restore(text, chosen(id, text, pids), "before snapshot " + id + " was restored" + part, who);
    }

    @Override
    public String now(boolean secrets) throws IOException {
        return secrets
                ? new SnapshotText(Instant.now(), "", Requester.now(), recorder.stored()).text()
                : configurations.export();
    }

    @Override
    public Restoration plan(String text, Predicate<String> pids) throws SettingsRefused, IOException {
        try {
            return configurations.plan(text, pids);
        } catch (Refused e) {
            throw new SettingsRefused(e.reasons());
        }
    }

    @Override
    public Map<String, Map<String, Object>> after(String text, Predicate<String> pids)
            throws SettingsRefused, IOException {
        try {
            return configurations.after(text, pids);
        } catch (Refused e) {
            throw new SettingsRefused(e.reasons());
        }
    }

    @Override
    public Set<String> named(String text) throws SettingsRefused {
        try {
            return ConfigurationFile.parse(text).keySet();
        } catch (Refused e) {
            throw new SettingsRefused(e.reasons());
        }
    }

    @Override
    public Restoration restore(String text, Predicate<String> pids, String why, String who)
            throws SettingsRefused, IOException {
        try {
            return configurations.restore(text, pids, why, who);
        } catch (Refused e) {
            throw new SettingsRefused(e.reasons());
        }
    }
}
