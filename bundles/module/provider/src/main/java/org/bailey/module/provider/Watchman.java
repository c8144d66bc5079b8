package org.bailey.module.provider;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.bailey.module.Faults;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.FrameworkUtil;
import org.osgi.service.component.annotations.Component;

/** Hears of code that threw, and remembers it for those who watch over its bundle. */
@Component(service = {Faults.class, Watchman.class})
public final class Watchman implements Faults {
    private static final int FRAMES = 12;

    /** One bundle that is watched over. */
    static final class Watch {
        private final Bundle bundle;
        private final boolean reversible;
        private volatile @Nullable String fault;

        Watch(Bundle bundle, boolean reversible) {
            this.bundle = bundle;
            this.reversible = reversible;
        }

        /** {@return which exception, where, and on what; null when it threw nothing} */
        @Nullable
        String fault() {
            return fault;
        }
    }

    private final Map<Long, Watch> watches = new ConcurrentHashMap<>();

    /** @param reversible whether the version before can come back */
    Watch watch(Bundle bundle, boolean reversible) {
        Watch watch = new Watch(bundle, reversible);
        watches.put(bundle.getBundleId(), watch);
        return watch;
    }

    void end(Watch watch) {
        watches.remove(watch.bundle.getBundleId(), watch);
    }

    @Override
    public boolean threw(Object code, String where, Throwable what) {
        if (watches.isEmpty()) {
            return false;
        }
        Bundle owner = FrameworkUtil.getBundle(code.getClass());
        Watch watch = owner == null ? null : watches.get(owner.getBundleId());
        if (watch != null) {
            note(watch, where, what);
            return watch.reversible;
        }
        // whom it asked may be new; what called it stays, so nobody comes for whom to keep anything
        watches.values().stream().filter(each -> isIn(each.bundle, what)).forEach(each -> note(each, where, what));
        return false;
    }

    private static void note(Watch watch, String where, Throwable what) {
        if (watch.fault == null) {
            watch.fault = describe(what) + ", on " + where;
        }
    }

    static String describe(Throwable what) {
        StackTraceElement[] trace = what.getStackTrace();
        return what + (trace.length == 0 ? "" : " at " + trace[0]);
    }

    private static boolean isIn(Bundle bundle, Throwable what) {
        StackTraceElement[] trace = what.getStackTrace();
        for (int i = 0; i < Math.min(FRAMES, trace.length); i++) {
            if (bundle.getState() != Bundle.UNINSTALLED
                    && bundle.getEntry(trace[i].getClassName().replace('.', '/') + ".class") != null) {
                return true;
            }
        }
        return false;
    }
}
