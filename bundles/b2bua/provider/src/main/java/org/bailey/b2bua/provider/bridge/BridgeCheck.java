package org.bailey.b2bua.provider.bridge;

import java.util.List;
import java.util.Map;
import org.bailey.system.ConfigurationCheck;
import org.bailey.system.SettingsTrial;
import org.osgi.service.component.annotations.Component;

/** Refuses codecs and profiles that cannot be before they are stored. */
@Component
public final class BridgeCheck implements ConfigurationCheck {
    private static final List<ConfigurationCheck> TRIALS = List.of(
            new SettingsTrial<>(
                    "org.bailey.b2bua.audio", AudioConfig.class, (pid, config) -> AudioSettings.from(config)),
            new SettingsTrial<>("org.bailey.b2bua.avc", AvcConfig.class, (pid, config) -> AvcSettings.from(config)));

    @Override
    public List<String> objections(Map<String, Map<String, Object>> all) {
        return TRIALS.stream().flatMap(trial -> trial.objections(all).stream()).toList();
    }
}
