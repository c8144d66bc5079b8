package org.bailey.turn.provider;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.bailey.system.ConfigurationCheck;
import org.bailey.system.SettingsTrial;
import org.osgi.service.component.annotations.Component;

/** Refuses servers and intervals that cannot be before they are stored. */
@Component
public final class TurnCheck implements ConfigurationCheck {
    private static final ConfigurationCheck SWITCH =
            new SettingsTrial<>("org.bailey.turn", TurnConfig.class, (pid, config) -> TurnSettings.from(config));

    @Override
    public List<String> objections(Map<String, Map<String, Object>> all) {
        List<String> objections = new ArrayList<>(SWITCH.objections(all));
        new TreeMap<>(all).forEach((pid, values) -> {
            if (pid.startsWith(ServerReading.KIND + "~")) {
                try {
                    ServerReading.read(pid, values);
                } catch (IllegalArgumentException wrong) {
                    objections.add(pid + " " + wrong.getMessage());
                }
            }
        });
        return objections;
    }
}
