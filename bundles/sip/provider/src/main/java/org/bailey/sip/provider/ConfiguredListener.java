package org.bailey.sip.provider;

import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.metatype.annotations.Designate;

/** A listener somebody configured; the stack opens it. A change makes a new one of it and leaves all others alone. */
@Component(
        service = ConfiguredListener.class,
        configurationPid = ConfiguredListener.PID,
        configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = ListenerConfig.class, factory = true)
public final class ConfiguredListener {
    static final String PID = "org.bailey.sip.listener";

    private final ListenerSettings settings;

    @Activate
    public ConfiguredListener(ListenerConfig config, Map<String, Object> properties) {
        settings = settings(String.valueOf(properties.get("service.pid")), config);
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

    ListenerSettings settings() {
        return settings;
    }
}
