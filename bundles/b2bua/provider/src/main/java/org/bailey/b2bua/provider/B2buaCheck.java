package org.bailey.b2bua.provider;

import java.util.List;
import java.util.Map;
import org.bailey.system.ConfigurationCheck;
import org.bailey.system.SettingsTrial;
import org.osgi.service.component.annotations.Component;

/** Refuses intervals and bandwidths that cannot be together before they are stored. */
@Component
public final class B2buaCheck implements ConfigurationCheck {
    private static final ConfigurationCheck TRIAL =
            new SettingsTrial<>("org.bailey.b2bua", B2buaConfig.class, (pid, config) -> {
                B2buaSettings.from(config, "");
                ReplaceableMachine.exchange(config);
            });

    @Override
    public List<String> objections(Map<String, Map<String, Object>> all) {
        return TRIAL.objections(all);
    }
}
