package org.bailey.module.provider;

import java.util.Hashtable;
import java.util.function.Supplier;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;

/** All that is in the bundles of {@link EngineTest}: serves its version, or cannot start. */
public final class Greeter implements BundleActivator {
    @Override
    public void start(BundleContext context) {
        if (context.getBundle().getHeaders("").get("Broken") != null) {
            throw new IllegalStateException("no way to begin");
        }
        Supplier<String> greeting = () -> context.getBundle().getVersion().toString();
        context.registerService(Supplier.class, greeting, new Hashtable<>());
    }

    @Override
    public void stop(BundleContext context) {
        // the framework takes the service back
    }
}
