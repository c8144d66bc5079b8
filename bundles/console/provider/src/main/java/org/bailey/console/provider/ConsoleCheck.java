package org.bailey.console.provider;

import java.util.List;
import java.util.Map;
import org.bailey.system.ConfigurationCheck;
import org.bailey.system.SettingsTrial;
import org.osgi.service.component.annotations.Component;

/** Refuses limits of signing in that cannot be before they are stored. */
@Component
public final class ConsoleCheck implements ConfigurationCheck {
    private static final ConfigurationCheck TRIAL = new SettingsTrial<>(
            "org.bailey.console", ConsoleConfig.class, (pid, config) -> ConsoleSettings.from(config));

    @Override
    public List<String> objections(Map<String, Map<String, Object>> all) {
        return TRIAL.objections(all);
    }
}
