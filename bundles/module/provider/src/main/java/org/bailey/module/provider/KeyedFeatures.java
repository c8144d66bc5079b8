package org.bailey.module.provider;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.bailey.module.UpdateRecord;
import org.bailey.module.UpdateRecord.Outcome;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceEvent;
import org.osgi.framework.ServiceListener;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.startlevel.BundleStartLevel;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Features that take an option key: installed and started when the key's service comes, stopped and uninstalled when it
 * goes. The service itself stays as long as calls use the feature. Services that go because whoever keeps the keys goes, or is
 * replaced, end nothing: only who is there all the time can say that a key is not.
 */
final class KeyedFeatures implements ServiceListener {
    private static final Logger LOG = LoggerFactory.getLogger(KeyedFeatures.class);
    private static final String KEY = "org.bailey.optionkey.OptionKey";
    /** Who keeps the keys. Has opened its services when it can be had, and closes them after it is gone. */
    private static final String KEEPER = "org.bailey.optionkey.OptionKeys";

    private static final String FEATURE = "bailey.feature";
    private static final String ENDING = "bailey.ending";

    private final Frame frame;
    private final Shelf shelf;
    private final Lapsed lapsed;
    private final ExecutorService workers;
    private final Consumer<UpdateRecord> history;
    private final AtomicBoolean asked = new AtomicBoolean();

    KeyedFeatures(Frame frame, Shelf shelf, Lapsed lapsed, ExecutorService workers, Consumer<UpdateRecord> history) {
        this.frame = frame;
        this.shelf = shelf;
        this.lapsed = lapsed;
        this.workers = workers;
        this.history = history;
    }

    /** Brings what there are keys for, before it returns, and from now on whenever that changes. */
    void listen() {
        try {
            frame.context.addServiceListener(this, "(|(objectClass=" + KEY + ")(objectClass=" + KEEPER + "))");
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException(e);
        }
        bringAll();
    }

    void stop() {
        frame.context.removeServiceListener(this);
    }

    @Override
    public void serviceChanged(ServiceEvent event) {
        if (asked.compareAndSet(false, true)) {
            try {
                workers.execute(() -> {
                    asked.set(false);
                    bringAll();
                });
            } catch (RejectedExecutionException stopping) {
                asked.set(false);
            }
        }
    }

    private void bringAll() {
        try {
            shelf.features().forEach(this::bring);
        } catch (IllegalStateException stopping) {
            LOG.debug("features are left as they are: {}", stopping.toString());
        }
    }

    /** {@return the keys it has not, in words; empty when it has all} */
    String missing(Shelf.Feature feature) {
        return feature.optionKeys().stream()
                .filter(each -> references(each).length == 0)
                .collect(Collectors.joining(", "));
    }

    boolean ending(Shelf.Feature feature) {
        return feature.optionKeys().stream()
                .flatMap(each -> Arrays.stream(references(each)))
                .anyMatch(each -> Boolean.TRUE.equals(each.getProperty(ENDING)));
    }

    private ServiceReference<?>[] references(String feature) {
        try {
            ServiceReference<?>[] found = frame.context.getServiceReferences(KEY, "(" + FEATURE + "=" + feature + ")");
            return found == null ? new ServiceReference<?>[0] : found;
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private synchronized void bring(Shelf.Feature feature) {
        if (feature.optionKeys().isEmpty()) {
            return;
        }
        ServiceReference<?> keeper = frame.context.getServiceReference(KEEPER);
        boolean there = isThere(keeper);
        boolean has = missing(feature).isEmpty();
        if (!has && !(there && isThere(keeper))) {
            return; // whoever is absent, or was for a moment, is waited for
        }
        List<String> done = new ArrayList<>();
        String trouble = "";
        try {
            if (has) {
                install(feature, done);
            } else {
                uninstall(feature, done);
            }
        } catch (IOException | BundleException e) {
            trouble = Watchman.describe(e);
        }
        if (!done.isEmpty() || !trouble.isEmpty()) {
            Telling telling = new Telling(
                    Long.toString(System.currentTimeMillis(), 36),
                    "feature " + feature.word() + (has ? " comes" : " goes"),
                    "option key " + String.join(", ", feature.optionKeys()));
            done.forEach(telling::say);
            history.accept(telling.ended(trouble.isEmpty() ? Outcome.DONE : Outcome.FAILED, trouble));
        }
    }

    private boolean isThere(@Nullable ServiceReference<?> reference) {
        if (reference == null || frame.stopping() || frame.context.getService(reference) == null) {
            return false;
        }
        frame.context.ungetService(reference);
        return true;
    }

    /** All of it or nothing: what was left half done would be taken for what somebody stopped. */
    private void install(Shelf.Feature feature, List<String> done) throws IOException, BundleException {
        List<Bundle> fresh = new ArrayList<>();
        try {
            for (Shelf.Item item : feature.items()) {
                if (frame.find(item.name()).isEmpty()) {
                    try (InputStream bytes = Files.newInputStream(lapsed.find(item))) {
                        Bundle bundle = frame.context.installBundle(item.location(), bytes);
                        fresh.add(bundle);
                        bundle.adapt(BundleStartLevel.class).setStartLevel(item.startLevel());
                    }
                }
            }
            for (Bundle bundle : fresh) {
                if (Frame.starts(bundle)) {
                    bundle.start(Bundle.START_ACTIVATION_POLICY);
                }
                done.add(bundle.getSymbolicName() + " " + bundle.getVersion() + " installed");
            }
        } catch (IOException | BundleException e) {
            done.clear();
            for (Bundle bundle : fresh) {
                bundle.uninstall();
            }
            throw e;
        }
    }

    /** Bundles that another feature has too stay, and those that somebody put there by hand: without the key they do nothing. */
    private void uninstall(Shelf.Feature feature, List<String> done) throws BundleException {
        for (int i = feature.items().size() - 1; i >= 0; i--) {
            Shelf.Item item = feature.items().get(i);
            boolean shared = shelf.features().stream()
                    .filter(each -> each != feature && missing(each).isEmpty())
                    .flatMap(each -> each.items().stream())
                    .anyMatch(each -> each.name().equals(item.name()));
            if (!shared) {
                List<Bundle> going = Arrays.stream(frame.context.getBundles())
                        .filter(each -> isOf(item, each.getLocation()))
                        .toList();
                going.stream().max(Frame.SERVING).ifPresent(each -> keep(each, item, done));
                for (Bundle bundle : going) {
                    bundle.uninstall();
                    done.add(item.name() + " " + bundle.getVersion() + " uninstalled");
                }
            }
        }
    }

    private static boolean isOf(Shelf.Item item, String location) {
        return location.equals(item.location()) || location.startsWith(item.location() + "#");
    }

    private void keep(Bundle going, Shelf.Item item, List<String> done) {
        try {
            lapsed.keep(going, item);
        } catch (IOException e) {
            done.add(item.name() + " " + going.getVersion() + " cannot be kept for when the key comes back: "
                    + e.getMessage());
        }
    }
}
