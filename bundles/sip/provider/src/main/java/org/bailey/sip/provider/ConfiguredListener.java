package org.bailey.sip.provider;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A listener somebody configured; the stack opens it. A change makes a new one of it and leaves all others alone. */
@Component(
        service = ConfiguredListener.class,
        configurationPid = ConfiguredListener.PID,
        configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = ListenerConfig.class, factory = true)
public final class ConfiguredListener {
    static final String PID = "org.bailey.sip.listener";

    private static final Logger LOG = LoggerFactory.getLogger(ConfiguredListener.class);

    private final @Nullable ListenerSettings settings;

    @Activate
    public ConfiguredListener(ListenerConfig config, Map<String, Object> properties) {
        String pid = String.valueOf(properties.get("service.pid"));
        ListenerSettings usable = null;
        try {
            usable = settings(pid, config);
        } catch (IllegalArgumentException wrong) {
            LOG.error("{}: {}; it does not listen until that is corrected", pid, wrong.getMessage());
        }
        settings = usable;
    }

    static ListenerSettings settings(String pid, ListenerConfig config) {
        return ListenerSettings.of(
                name(pid), config.transport(), config.address(), config.port(), config.clientCertificate());
    }

    /** {@return the factory configuration's name: what stands after the tilde, or the last dot of a generated PID} */
    static String name(String pid) {
        int tilde = pid.indexOf('~');
        return tilde >= 0
                ? pid.substring(tilde + 1)
                : pid.startsWith(PID + ".") ? pid.substring(PID.length() + 1) : pid;
    }

    /** {@return empty when what is stored cannot be: nothing listens then} */
    Optional<ListenerSettings> settings() {
        return Optional.ofNullable(settings);
    }
}
