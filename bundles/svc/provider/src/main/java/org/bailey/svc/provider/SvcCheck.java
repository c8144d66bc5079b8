package org.bailey.svc.provider;

import java.util.List;
import java.util.Map;
import org.bailey.system.ConfigurationCheck;
import org.bailey.system.SettingsTrial;
import org.osgi.service.component.annotations.Component;

/** Refuses settings that cannot be before they are stored. */
@Component
public final class SvcCheck implements ConfigurationCheck {
    private static final ConfigurationCheck TRIAL =
            new SettingsTrial<>("org.bailey.svc", SvcConfig.class, (pid, config) -> SvcSettings.from(config));

    @Override
    public List<String> objections(Map<String, Map<String, Object>> all) {
        return TRIAL.objections(all);
    }
}
