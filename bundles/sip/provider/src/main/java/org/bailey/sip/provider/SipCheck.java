package org.bailey.sip.provider;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.bailey.system.ConfigurationCheck;
import org.bailey.system.SettingsTrial;
import org.osgi.service.component.annotations.Component;

/** Refuses timers, limits and listeners that cannot be before they are stored. */
@Component
public final class SipCheck implements ConfigurationCheck {
    private static final List<ConfigurationCheck> TRIALS = List.of(
            new SettingsTrial<>("org.bailey.sip", SipConfig.class, (pid, config) -> JainSipStack.settings(config)),
            new SettingsTrial<>(ConfiguredListener.PID, ListenerConfig.class, ConfiguredListener::settings));

    @Override
    public List<String> objections(Map<String, Map<String, Object>> all) {
        List<String> objections = new ArrayList<>();
        TRIALS.forEach(trial -> objections.addAll(trial.objections(all)));
        return objections;
    }
}
