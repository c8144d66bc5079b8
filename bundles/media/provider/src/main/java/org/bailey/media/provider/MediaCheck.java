package org.bailey.media.provider;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.bailey.system.ConfigurationCheck;
import org.bailey.system.SettingsTrial;
import org.osgi.service.component.annotations.Component;

/** Refuses port ranges and addresses that cannot be, and ports of SIP among those of media, before they are stored. */
@Component
public final class MediaCheck implements ConfigurationCheck {
    private static final String MEDIA = "org.bailey.media";
    private static final String LISTENER = "org.bailey.sip.listener~";

    @Override
    public List<String> objections(Map<String, Map<String, Object>> all) {
        List<String> shared = new ArrayList<>();
        List<String> objections = new ArrayList<>(new SettingsTrial<>(MEDIA, MediaConfig.class, (pid, config) -> {
                    MediaSettings.from(config);
                    shared.addAll(shared(config, all));
                })
                .objections(Map.of(MEDIA, all.getOrDefault(MEDIA, Map.of()))));
        objections.addAll(shared);
        return objections;
    }

    /** A listener would take a port of a call, or a call its port. */
    private static List<String> shared(MediaConfig media, Map<String, Map<String, Object>> all) {
        List<String> objections = new ArrayList<>();
        new TreeMap<>(all).forEach((pid, values) -> {
            if (pid.startsWith(LISTENER)
                    && values.get("port") instanceof Integer port
                    && port >= media.firstPort()
                    && port <= media.lastPort()) {
                objections.add(pid + " port " + port + " is one of the media ports " + media.firstPort() + " to "
                        + media.lastPort() + ": give the listener another one, or media another range");
            }
        });
        return objections;
    }
}
