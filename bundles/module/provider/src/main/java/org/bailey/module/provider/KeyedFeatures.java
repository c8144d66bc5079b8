package org.bailey.module.provider;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.bailey.module.UpdateRecord;
import org.bailey.module.UpdateRecord.Outcome;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceEvent;
import org.osgi.framework.ServiceListener;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.startlevel.BundleStartLevel;

/**
 * Features that take an option key: installed and started when the key's service comes, stopped and uninstalled when it
 * goes. The service itself stays as long as calls use the feature.
 */
final class KeyedFeatures implements ServiceListener {
    private static final String KEY = "org.bailey.optionkey.OptionKey";
    private static final String OWNER = "org.bailey.optionkey.provider";
    private static final String FEATURE = "bailey.feature";
    private static final String ENDING = "bailey.ending";
    /** An update of who brings keys takes less. */
    private static final long SETTLE_SECONDS = 2;

    private final Frame frame;
    private final Shelf shelf;
    private final ExecutorService workers;
    private final Consumer<UpdateRecord> history;
    private final AtomicBoolean asked = new AtomicBoolean();

    KeyedFeatures(Frame frame, Shelf shelf, ExecutorService workers, Consumer<UpdateRecord> history) {
        this.frame = frame;
        this.shelf = shelf;
        this.workers = workers;
        this.history = history;
    }

    void listen() {
        try {
            frame.context.addServiceListener(this, "(objectClass=" + KEY + ")");
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException(e);
        }
        ask();
    }

    void stop() {
        frame.context.removeServiceListener(this);
    }

    @Override
    public void serviceChanged(ServiceEvent event) {
        ask();
    }

    private void ask() {
        if (asked.compareAndSet(false, true)) {
            try {
                workers.execute(this::settle);
            } catch (RejectedExecutionException stopping) {
                asked.set(false);
            }
        }
    }

    private void settle() {
        try {
            TimeUnit.SECONDS.sleep(SETTLE_SECONDS);
            asked.set(false);
            shelf.features().forEach(this::bring);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
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
        boolean ownerRuns = frame.find(OWNER)
                .filter(each -> each.getState() == Bundle.ACTIVE)
                .isPresent();
        boolean has = missing(feature).isEmpty();
        if (!has && !ownerRuns) {
            return; // whoever is absent is waited for
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

    private void install(Shelf.Feature feature, List<String> done) throws IOException, BundleException {
        List<Bundle> fresh = new ArrayList<>();
        for (Shelf.Item item : feature.items()) {
            if (frame.find(item.name()).isEmpty()) {
                try (InputStream bytes = Files.newInputStream(item.jar())) {
                    Bundle bundle = frame.context.installBundle(item.location(), bytes);
                    bundle.adapt(BundleStartLevel.class).setStartLevel(item.startLevel());
                    fresh.add(bundle);
                }
            }
        }
        for (Bundle bundle : fresh) {
            if (Frame.starts(bundle)) {
                bundle.start(Bundle.START_ACTIVATION_POLICY);
            }
            done.add(bundle.getSymbolicName() + " " + bundle.getVersion() + " installed");
        }
    }

    /** Bundles that another feature has too stay. */
    private void uninstall(Shelf.Feature feature, List<String> done) throws BundleException {
        for (int i = feature.items().size() - 1; i >= 0; i--) {
            Shelf.Item item = feature.items().get(i);
            boolean shared = shelf.features().stream()
                    .filter(each -> each != feature && missing(each).isEmpty())
                    .flatMap(each -> each.items().stream())
                    .anyMatch(each -> each.name().equals(item.name()));
            Optional<Bundle> found = shared ? Optional.empty() : frame.find(item.name());
            if (found.isPresent()) {
                found.get().uninstall();
                done.add(item.name() + " uninstalled");
            }
        }
    }
}
