package org.bailey.system.snapshot;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import org.bailey.system.Requester;
import org.bailey.system.StoredSettings;
import org.bailey.system.config.AdminStore;
import org.bailey.system.config.Guard;
import org.osgi.framework.BundleContext;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.cm.ConfigurationEvent;
import org.osgi.service.cm.SynchronousConfigurationListener;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hears of every change in Configuration Admin, whoever makes it, in the thread that makes it. */
@Component(
        service = {ChangeListener.class, Guard.class, SynchronousConfigurationListener.class},
        immediate = true,
        configurationPid = SnapshotSettings.PID)
@Designate(ocd = SnapshotConfig.class)
public final class ChangeListener implements Guard, SynchronousConfigurationListener {
    private static final Logger LOG = LoggerFactory.getLogger(ChangeListener.class);
    private static final StoredSettings<SnapshotConfig, SnapshotSettings> STORED =
            new StoredSettings<>(SnapshotSettings.PID, SnapshotConfig.class, SnapshotSettings::from);

    private final AdminStore store;
    private final SnapshotFolder folder;
    private final Recorder recorder;
    private volatile SnapshotSettings settings;

    @Activate
    public ChangeListener(BundleContext context, SnapshotConfig config, @Reference ConfigurationAdmin admin)
            throws IOException {
        String data = context.getProperty("bailey.data");
        settings = STORED.begin(config);
        store = new AdminStore(admin);
        folder = new SnapshotFolder(Path.of(data == null ? "data" : data, "snapshots"));
        recorder = new Recorder(folder, () -> settings, Clock.systemUTC(), store);
    }

    @Modified
    void reconfigure(SnapshotConfig config) {
        settings = STORED.change(settings, config);
    }

    Recorder recorder() {
        return recorder;
    }

    SnapshotFolder folder() {
        return folder;
    }

    @Override
    public Guard.Scope before(String why, String who) throws IOException {
        return recorder.before(why, who);
    }

    @Override
    public void look(String why) throws IOException {
        recorder.look(why);
    }

    @Override
    public void configurationEvent(ConfigurationEvent event) {
        if (event.getType() == ConfigurationEvent.CM_LOCATION_CHANGED) {
            return;
        }
        String pid = event.getPid();
        try {
            boolean gone = event.getType() == ConfigurationEvent.CM_DELETED;
            recorder.changed(pid, gone ? Optional.empty() : store.find(pid), Requester.now());
        } catch (IOException e) {
            LOG.error("SYSTEM-004 No snapshot was taken before the change of {}: {}", pid, e.toString());
        }
    }
}
