package org.bailey.module.provider;

import java.util.List;
import java.util.Map;
import org.bailey.system.ConfigurationCheck;
import org.bailey.system.SettingsTrial;
import org.osgi.service.component.annotations.Component;

/** Refuses signers that are no certificates. */
@Component
public final class ModuleCheck implements ConfigurationCheck {
    private static final ConfigurationCheck TRIAL =
            new SettingsTrial<>("org.bailey.module", ModuleConfig.class, (pid, config) -> ModuleSettings.from(config));

    @Override
    public List<String> objections(Map<String, Map<String, Object>> all) {
        return TRIAL.objections(all);
    }
}
