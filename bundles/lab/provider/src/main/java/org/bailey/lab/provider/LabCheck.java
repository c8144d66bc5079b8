package org.bailey.lab.provider;

import java.util.List;
import java.util.Map;
import org.bailey.system.ConfigurationCheck;
import org.bailey.system.SettingsTrial;
import org.osgi.service.component.annotations.Component;

/** Refuses domains and times that cannot be before they are stored. */
@Component
public final class LabCheck implements ConfigurationCheck {
    private static final ConfigurationCheck TRIAL =
            new SettingsTrial<>("org.bailey.lab", LabConfig.class, (pid, config) -> LabSettings.from(config));

    @Override
    public List<String> objections(Map<String, Map<String, Object>> all) {
        return TRIAL.objections(all);
    }
}
