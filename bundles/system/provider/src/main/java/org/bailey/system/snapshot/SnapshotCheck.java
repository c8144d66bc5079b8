package org.bailey.system.snapshot;

import java.util.List;
import java.util.Map;
import org.bailey.system.ConfigurationCheck;
import org.bailey.system.SettingsTrial;
import org.osgi.service.component.annotations.Component;

/** Refuses numbers that cannot be before they are stored. */
@Component
public final class SnapshotCheck implements ConfigurationCheck {
    private static final ConfigurationCheck TRIAL = new SettingsTrial<>(
            SnapshotSettings.PID, SnapshotConfig.class, (pid, config) -> SnapshotSettings.from(config));

    @Override
    public List<String> objections(Map<String, Map<String, Object>> all) {
        return TRIAL.objections(all);
    }
}
