package org.bailey.system.config;

import java.io.IOException;
import java.util.Dictionary;
import java.util.Enumeration;
import java.util.Hashtable;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Constants;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;

/** The store of Configuration Admin (OSGi Compendium R8 section 104). */
public final class AdminStore implements Store {
    private static final String ANY_BUNDLE = "?";

    private final ConfigurationAdmin admin;

    public AdminStore(ConfigurationAdmin admin) {
        this.admin = admin;
    }

    @Override
    public Map<String, Map<String, Object>> all() throws IOException {
        Map<String, Map<String, Object>> all = new TreeMap<>();
        for (Configuration configuration : list(null)) {
            Dictionary<String, Object> properties = configuration.getProperties();
            if (properties != null) {
                all.put(configuration.getPid(), settings(properties));
            }
        }
        return all;
    }

    private static Map<String, Object> settings(Dictionary<String, Object> properties) {
        Map<String, Object> settings = new TreeMap<>();
        for (Enumeration<String> keys = properties.keys(); keys.hasMoreElements(); ) {
            String key = keys.nextElement();
            boolean ofTheStore = key.equals(Constants.SERVICE_PID)
                    || key.equals(ConfigurationAdmin.SERVICE_FACTORYPID)
                    || key.equals(ConfigurationAdmin.SERVICE_BUNDLELOCATION)
                    || key.startsWith("felix.")
                    || key.startsWith(":");
            if (!ofTheStore) {
                settings.put(key, properties.get(key));
            }
        }
        return settings;
    }

    @Override
    public void put(String pid, Map<String, Object> settings) throws IOException {
        int tilde = pid.indexOf('~');
        Configuration configuration = tilde < 0
                ? admin.getConfiguration(pid, ANY_BUNDLE)
                : admin.getFactoryConfiguration(pid.substring(0, tilde), pid.substring(tilde + 1), ANY_BUNDLE);
        configuration.update(new Hashtable<>(settings));
    }

    @Override
    public void remove(String pid) throws IOException {
        for (Configuration configuration : list(named(pid))) {
            configuration.delete();
        }
    }

    /** {@return the settings of one PID; empty when it has none} */
    public Optional<Map<String, Object>> find(String pid) throws IOException {
        for (Configuration configuration : list(named(pid))) {
            Dictionary<String, Object> properties = configuration.getProperties();
            if (properties != null) {
                return Optional.of(settings(properties));
            }
        }
        return Optional.empty();
    }

    private static String named(String pid) {
        return "(" + Constants.SERVICE_PID + "=" + pid.replaceAll("[\\\\*()]", "\\\\$0") + ")";
    }

    private Configuration[] list(@Nullable String filter) throws IOException {
        try {
            Configuration[] found = admin.listConfigurations(filter);
            return found == null ? new Configuration[0] : found;
        } catch (InvalidSyntaxException e) {
            throw new IOException("no such PID can exist: " + filter, e);
        }
    }
}
