package org.bailey.optionkey.provider;

import java.util.Dictionary;
import java.util.HashMap;
import java.util.Hashtable;
import java.util.Map;
import org.bailey.optionkey.OptionKey;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One {@link OptionKey} service for each feature that is open. Called by one thread at a time. */
final class FeatureServices implements Doors {
    private static final Logger LOG = LoggerFactory.getLogger(FeatureServices.class);

    private final BundleContext context;
    private final Map<String, Opened> opened = new HashMap<>();

    FeatureServices(BundleContext context) {
        this.context = context;
    }

    @Override
    public void open(String feature, int count) {
        Opened before = opened.get(feature);
        if (before != null) {
            before.change(count, false);
            return;
        }
        Opened fresh = new Opened(feature, count);
        opened.put(feature, fresh);
        fresh.registration = context.registerService(OptionKey.class, fresh, fresh.properties());
        LOG.info("{} may be used", feature);
    }

    @Override
    public void ending(String feature) {
        Opened one = opened.get(feature);
        if (one != null) {
            one.change(one.count, true);
            LOG.info("{} may not be used any more; what uses it goes on", feature);
        }
    }

    @Override
    public void close(String feature) {
        Opened one = opened.remove(feature);
        ServiceRegistration<OptionKey> registration = one == null ? null : one.registration;
        if (registration != null) {
            registration.unregister();
            LOG.info("{} is closed", feature);
        }
    }

    private static final class Opened implements OptionKey {
        private final String feature;
        private volatile int count;
        private volatile boolean ending;
        private @Nullable ServiceRegistration<OptionKey> registration;

        Opened(String feature, int count) {
            this.feature = feature;
            this.count = count;
        }

        void change(int countNow, boolean endingNow) {
            count = countNow;
            ending = endingNow;
            if (registration != null) {
                registration.setProperties(properties());
            }
        }

        Dictionary<String, Object> properties() {
            Dictionary<String, Object> properties = new Hashtable<>();
            properties.put(FEATURE, feature);
            properties.put(ENDING, ending);
            return properties;
        }

        @Override
        public String feature() {
            return feature;
        }

        @Override
        public boolean ending() {
            return ending;
        }

        @Override
        public int count() {
            return count;
        }
    }
}
