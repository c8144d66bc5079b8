package org.bailey.itest;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.SynchronousBundleListener;

/** Writes down which bundles come, go, start or stop, but for those that should. */
final class Restarts implements SynchronousBundleListener, AutoCloseable {
    private static final int CHANGES = BundleEvent.INSTALLED
            | BundleEvent.UNINSTALLED
            | BundleEvent.RESOLVED
            | BundleEvent.UNRESOLVED
            | BundleEvent.STARTED
            | BundleEvent.STOPPED
            | BundleEvent.UPDATED;

    private final BundleContext context;
    private final Predicate<String> expected;
    private final List<String> seen = new CopyOnWriteArrayList<>();

    /** @param expected symbolic names that may change */
    Restarts(BundleContext context, Predicate<String> expected) {
        this.context = context;
        this.expected = expected;
        context.addBundleListener(this);
    }

    @Override
    public void bundleChanged(BundleEvent event) {
        String name = String.valueOf(event.getBundle().getSymbolicName());
        if ((event.getType() & CHANGES) != 0 && !expected.test(name)) {
            seen.add(name + " " + event.getType());
        }
    }

    List<String> seen() {
        return seen;
    }

    @Override
    public void close() {
        context.removeBundleListener(this);
    }
}
