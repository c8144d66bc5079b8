package org.bailey.tls.provider;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.bailey.system.ConfigurationCheck;
import org.bailey.system.SettingsTrial;
import org.osgi.service.component.annotations.Component;

/** Refuses files and times that cannot be before they are stored. */
@Component
public final class TlsCheck implements ConfigurationCheck {
    private static final ConfigurationCheck TRIAL = new SettingsTrial<>(
            "org.bailey.tls", TlsConfig.class, (pid, config) -> TlsSettings.from(config, Path.of("tls")));

    @Override
    public List<String> objections(Map<String, Map<String, Object>> all) {
        return TRIAL.objections(all);
    }
}
