package org.bailey.optionkey.provider;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.List;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;

/** The configurations {@code org.bailey.optionkey.key~NAME}. */
final class KeyStore {
    private static final String ANY_BUNDLE = "?";
    private static final String KEY = "key";

    private final ConfigurationAdmin admin;

    KeyStore(ConfigurationAdmin admin) {
        this.admin = admin;
    }

    List<StoredKey> all() throws IOException {
        List<StoredKey> all = new ArrayList<>();
        for (Configuration one : list()) {
            Dictionary<String, Object> values = one.getProperties();
            Object text = values == null ? null : values.get(KEY);
            all.add(new StoredKey(name(one), text == null ? "" : text.toString()));
        }
        return all;
    }

    void put(String name, String text) throws IOException {
        admin.getFactoryConfiguration(StoredKey.KIND, name, ANY_BUNDLE)
                .update(new Hashtable<>(java.util.Map.of(KEY, text)));
    }

    /** {@return false when there is none of that name} */
    boolean remove(String name) throws IOException {
        for (Configuration one : list()) {
            if (name(one).equals(name)) {
                one.delete();
                return true;
            }
        }
        return false;
    }

    private static String name(Configuration one) {
        return one.getPid().substring(one.getPid().indexOf('~') + 1);
    }

    private Configuration[] list() throws IOException {
        try {
            Configuration[] found = admin.listConfigurations("(service.factoryPid=" + StoredKey.KIND + ")");
            return found == null ? new Configuration[0] : found;
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
