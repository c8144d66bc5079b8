package org.bailey.ice.provider;

import java.util.List;
import java.util.Map;
import org.bailey.system.ConfigurationCheck;
import org.bailey.system.SettingsTrial;
import org.osgi.service.component.annotations.Component;

/** Refuses times and limits that cannot be before they are stored. */
@Component
public final class IceCheck implements ConfigurationCheck {
    private static final ConfigurationCheck TRIAL =
            new SettingsTrial<>("org.bailey.ice", IceConfig.class, (pid, config) -> IceSettings.from(config));

    @Override
    public List<String> objections(Map<String, Map<String, Object>> all) {
        return TRIAL.objections(all);
    }
}
