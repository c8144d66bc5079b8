package org.bailey.system.provider;

import java.util.List;
import java.util.Map;
import org.bailey.system.ConfigurationCheck;
import org.bailey.system.SettingsTrial;
import org.osgi.service.component.annotations.Component;

/** Refuses names and addresses that cannot be before they are stored. */
@Component
public final class SystemCheck implements ConfigurationCheck {
    private static final List<ConfigurationCheck> TRIALS = List.of(
            new SettingsTrial<>("org.bailey.system", SystemConfig.class, (pid, config) -> SystemSettings.from(config)),
            new SettingsTrial<>(
                    "org.bailey.system.dns", DomainServers.Config.class, (pid, config) -> DomainServers.check(config)));

    @Override
    public List<String> objections(Map<String, Map<String, Object>> all) {
        return TRIALS.stream().flatMap(trial -> trial.objections(all).stream()).toList();
    }
}
