package org.bailey.module.provider;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.bailey.module.UpdateRecord;
import org.bailey.module.UpdateRecord.Outcome;
import org.bailey.module.provider.Noticed.Open;
import org.bailey.system.Requester;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.BundleException;
import org.osgi.framework.SynchronousBundleListener;
import org.osgi.framework.Version;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Notices what others install and update, looks at it the same way, and puts back what is not well. */
final class Notices implements SynchronousBundleListener {
    private static final Logger LOG = LoggerFactory.getLogger(Notices.class);
    private static final String CONSOLE = "org.apache.felix.webconsole";
    private static final String WHO = "the Felix console";
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
    private static final long REMEMBER_NANOS = TimeUnit.SECONDS.toNanos(5);

    private record Seen(Telling telling, Future<?> work) {}

    private final Frame frame;
    private final Health health;
    private final Mover mover;
    private final Engine engine;
    private final Jars jars;
    private final Watchman watchman;
    private final LiveModules modules;
    private final ExecutorService workers;
    private final Noticed journal;
    private final Map<Long, Version> versions = new ConcurrentHashMap<>();
    private final Map<Long, Seen> seen = new ConcurrentHashMap<>();
    private volatile boolean stopped;
    /** A while ago: when we hear that a bundle was replaced, its components and those that need it are gone already. */
    private volatile Health.Before lately;

    Notices(
            Frame frame,
            Health health,
            Mover mover,
            Engine engine,
            Jars jars,
            Watchman watchman,
            LiveModules modules,
            ExecutorService workers,
            Noticed journal) {
        this.frame = frame;
        this.health = health;
        this.mover = mover;
        this.engine = engine;
        this.jars = jars;
        this.watchman = watchman;
        this.modules = modules;
        this.workers = workers;
        this.journal = journal;
        this.lately = Health.Before.NOTHING;
    }

    /** Remembers from time to time what is well, until the thread is interrupted. */
    void remember() {
        try {
            while (true) {
                rememberNow();
                TimeUnit.NANOSECONDS.sleep(REMEMBER_NANOS);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void rememberNow() {
        try {
            if (current().isEmpty()) {
                lately = health.look();
            }
        } catch (RuntimeException inTheMiddleOfAChange) {
            LOG.debug("what is well now cannot be told", inTheMiddleOfAChange);
        }
    }

    void listen() {
        frame.context.addBundleListener(this);
        for (Bundle bundle : frame.context.getBundles()) {
            versions.put(bundle.getBundleId(), bundle.getVersion());
        }
    }

    void stop() {
        stopped = true;
        frame.context.removeBundleListener(this);
    }

    Optional<UpdateRecord> current() {
        return seen.values().stream()
                .filter(each -> !each.work().isDone())
                .findFirst()
                .map(each -> each.telling().now());
    }

    @Override
    public void bundleChanged(BundleEvent event) {
        Bundle bundle = event.getBundle();
        if (event.getType() == BundleEvent.UPDATED || event.getType() == BundleEvent.INSTALLED) {
            Version before = versions.put(bundle.getBundleId(), bundle.getVersion());
            boolean fromConsole = event.getType() == BundleEvent.UPDATED
                    || String.valueOf(event.getOrigin().getSymbolicName()).startsWith(CONSOLE);
            boolean other = bundle != frame.context.getBundle() && bundle.getBundleId() != 0;
            if (fromConsole && other && bundle.getSymbolicName() != null && !mover.isOurs(bundle.getLocation())) {
                notice(bundle, event.getType() == BundleEvent.UPDATED ? before : null);
            }
        } else if (event.getType() == BundleEvent.UNINSTALLED) {
            versions.remove(bundle.getBundleId());
            Seen watched = seen.get(bundle.getBundleId());
            if (watched != null && !mover.isOurs(bundle.getLocation())) {
                watched.work().cancel(true);
            }
        }
    }

    private void notice(Bundle bundle, @org.jspecify.annotations.Nullable Version before) {
        String name = bundle.getSymbolicName();
        Health.Before well = health.look().or(lately);
        Optional<Path> old =
                before == null || before.equals(bundle.getVersion()) ? Optional.empty() : jars.find(name, before);
        Telling telling = new Telling(
                Long.toString(System.currentTimeMillis(), 36),
                name + " " + (before == null ? "" : before + " to ") + bundle.getVersion(),
                who());
        if (before != null && bundle.getVersion().compareTo(before) < 0) {
            telling.say("That is a step back: " + bundle.getVersion() + " is older than " + before);
        }
        Open open = new Open(
                bundle.getBundleId(), telling.now(), bundle.getVersion().toString(), before == null, old, well);
        begin(bundle, open, telling, false);
    }

    /** Goes on with what a stop of the appliance interrupted. */
    void resume() {
        try {
            for (Open open : journal.read()) {
                Telling telling = Telling.again(open.record());
                telling.say("The appliance was stopped while it was watched");
                Bundle bundle = frame.context.getBundle(open.id());
                if (bundle == null || !bundle.getVersion().toString().equals(open.version())) {
                    modules.record(telling.ended(
                            Outcome.DONE,
                            bundle == null
                                    ? "it was uninstalled meanwhile"
                                    : bundle.getVersion() + " is there instead of it"));
                    journal.clear(open);
                } else if (!seen.containsKey(open.id())) {
                    begin(bundle, open, telling, true);
                }
            }
        } catch (IOException | RuntimeException e) {
            LOG.error("MODULE-004 an update that was being watched cannot be read: {}", e.toString(), e);
        }
    }

    private void begin(Bundle bundle, Open open, Telling telling, boolean again) {
        Watchman.Watch watch = watchman.watch(bundle, open.old().isPresent());
        try {
            Future<?> work = workers.submit(() -> look(bundle, open, watch, telling, again));
            Seen earlier = seen.put(bundle.getBundleId(), new Seen(telling, work));
            if (earlier != null) {
                earlier.work().cancel(true); // it was replaced again; this one is looked at now
            }
        } catch (RejectedExecutionException stopping) {
            watchman.end(watch);
        }
    }

    private static String who() {
        String user = Requester.now();
        return user.isEmpty() ? WHO : user + ", " + WHO;
    }

    private void look(Bundle bundle, Open open, Watchman.Watch watch, Telling telling, boolean again) {
        Health.Before well = open.well();
        try {
            if (!again) {
                remember(open, telling);
                modules.keepSettings(telling);
            }
            Signature signature = modules.signature(Jars.cached(bundle));
            if (!signature.trusted()) {
                throw new UpdateFailed(signature.complaint());
            }
            telling.at(
                    Outcome.WATCHED, "Watched for " + modules.settings().watch().toSeconds() + " s");
            if (!open.isNew()) {
                awaitStart(bundle, well);
                mover.awaitReady(bundle, well, modules.settings().start().toNanos());
            }
            if (again) {
                engine.settle(well, List.of(bundle));
            }
            engine.watch(
                    well,
                    List.of(bundle),
                    List.of(watch),
                    modules.settings().watch().toNanos());
            if (bundle.getState() != Bundle.UNINSTALLED) {
                jars.keep(bundle);
                modules.unsatisfied(bundle).forEach(telling::say);
            }
            ended(open, telling.ended(Outcome.DONE, ""));
        } catch (UpdateFailed e) {
            ended(open, putBack(bundle, open, telling, String.valueOf(e.getMessage())));
        } catch (InterruptedException interrupted) {
            if (!stopping()) {
                ended(
                        open,
                        telling.ended(
                                Outcome.DONE,
                                "it was " + (bundle.getState() == Bundle.UNINSTALLED ? "uninstalled" : "replaced again")
                                        + " while it was watched"));
            } // else its file says what is left to do
        } catch (IOException | RuntimeException e) {
            if (!stopping()) { // what reads files when it is interrupted fails so
                LOG.warn("{} cannot be looked at: {}", telling.now().what(), e.toString());
                ended(open, telling.ended(Outcome.FAILED, "it cannot be looked at: " + e));
            }
        } finally {
            watchman.end(watch);
        }
    }

    /** Bundles stop one after the other: ours may be late to hear of it. */
    private boolean stopping() {
        return stopped || frame.stopping();
    }

    private void remember(Open open, Telling telling) {
        try {
            journal.write(open);
        } catch (IOException e) {
            telling.say("A stop of the appliance would end the watch: " + e.getMessage());
        }
    }

    private void ended(Open open, UpdateRecord how) {
        modules.record(how);
        try {
            journal.clear(open);
        } catch (IOException e) {
            LOG.warn("The next start of the appliance looks at {} again: {}", how.what(), e.toString());
        }
    }

    /** The console stops a bundle that runs, and starts it again some time after we heard of the new version. */
    private void awaitStart(Bundle bundle, Health.Before well) throws InterruptedException {
        long deadline = System.nanoTime() + modules.settings().start().toNanos();
        while (well.running().contains(bundle.getBundleId())
                && bundle.getState() != Bundle.UNINSTALLED
                && bundle.getState() != Bundle.ACTIVE
                && System.nanoTime() < deadline) {
            TimeUnit.NANOSECONDS.sleep(LOOK_NANOS);
        }
    }

    private UpdateRecord putBack(Bundle bundle, Open open, Telling telling, String reason) {
        if (bundle.getState() == Bundle.UNINSTALLED) {
            return telling.ended(Outcome.DONE, "it was uninstalled while it was watched: " + reason);
        }
        boolean wasOurs = mover.begin(bundle.getLocation());
        try {
            if (open.isNew()) {
                bundle.uninstall();
                return telling.ended(Outcome.PUT_BACK, reason);
            }
            if (open.old().isEmpty()) {
                bundle.stop();
                return telling.ended(
                        Outcome.FAILED, reason + "; stopped, because no file of the version before is there");
            }
            mover.inPlace(bundle, open.old().get());
            bundle.start(Bundle.START_ACTIVATION_POLICY);
            versions.put(bundle.getBundleId(), bundle.getVersion());
            telling.say("The version before is back: " + bundle.getVersion());
            return telling.ended(Outcome.PUT_BACK, reason);
        } catch (BundleException | IOException | InterruptedException e) {
            return telling.ended(Outcome.FAILED, reason + "; it could not be put back: " + e);
        } finally {
            if (!wasOurs) {
                mover.end(bundle.getLocation());
            }
        }
    }
}
