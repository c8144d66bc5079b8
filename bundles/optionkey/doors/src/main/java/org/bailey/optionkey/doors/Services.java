package org.bailey.optionkey.doors;

import java.util.Dictionary;
import org.bailey.optionkey.OptionKey;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;

/** The framework's services. */
record Services(BundleContext context) implements Registry {
    @Override
    public Entry put(Opened key, Dictionary<String, Object> properties) {
        ServiceRegistration<OptionKey> registration = context.registerService(OptionKey.class, key, properties);
        return new Entry() {
            @Override
            public void change(Dictionary<String, Object> changed) {
                registration.setProperties(changed);
            }

            @Override
            public void remove() {
                registration.unregister();
            }
        };
    }
}
