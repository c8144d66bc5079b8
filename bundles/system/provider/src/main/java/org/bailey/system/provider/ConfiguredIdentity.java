package org.bailey.system.provider;

import java.time.ZoneId;
import org.bailey.system.StoredSettings;
import org.bailey.system.SystemIdentity;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The names typed into {@code org.bailey.system}. A value that cannot be keeps the names there were. */
@Component(configurationPid = "org.bailey.system")
@Designate(ocd = SystemConfig.class)
public final class ConfiguredIdentity implements SystemIdentity {
    private static final Logger LOG = LoggerFactory.getLogger(ConfiguredIdentity.class);

    static final StoredSettings<SystemConfig, SystemSettings> STORED =
            new StoredSettings<>("org.bailey.system", SystemConfig.class, SystemSettings::from);

    private volatile SystemSettings settings;

    @Activate
    public ConfiguredIdentity(SystemConfig config) {
        settings = STORED.begin(config);
        say();
    }

    ConfiguredIdentity(SystemSettings settings) {
        this.settings = settings;
    }

    @Modified
    void reconfigure(SystemConfig config) {
        settings = STORED.change(settings, config);
        say();
    }

    private void say() {
        if (settings.fqdn().isEmpty()) {
            LOG.warn("org.bailey.system has no hostName and domain: Front Ends cannot open TLS connections to us");
        } else {
            LOG.info("this appliance is {} of {}", settings.fqdn(), clusterName());
        }
    }

    @Override
    public String hostName() {
        return settings.hostName();
    }

    @Override
    public String domain() {
        return settings.domain();
    }

    @Override
    public String fqdn() {
        return settings.fqdn();
    }

    @Override
    public String clusterName() {
        SystemSettings now = settings;
        return now.clusterName().isEmpty() ? now.fqdn() : now.clusterName();
    }

    @Override
    public String qualify(String name) {
        return settings.qualify(name);
    }

    @Override
    public ZoneId timeZone() {
        return settings.timeZone();
    }
}
