package org.bailey.module.provider;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.bailey.module.UpdatePlan.Replacement;
import org.bailey.module.UpdatePlan.Way;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.osgi.framework.startlevel.BundleStartLevel;

/** Puts one version of a bundle in the place of another, and back. */
final class Mover {
    private static final int LEVEL_OF_NEW = 60;
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private final Frame frame;
    private final Health health;
    private final Jars jars;
    private final Watchman watchman;
    /** Locations that change by our own hand. */
    private final Set<String> ours = ConcurrentHashMap.newKeySet();

    Mover(Frame frame, Health health, Jars jars, Watchman watchman) {
        this.frame = frame;
        this.health = health;
        this.jars = jars;
        this.watchman = watchman;
    }

    /** {@return whether it was so before} */
    boolean begin(String location) {
        return !ours.add(location);
    }

    void end(String location) {
        ours.remove(location);
    }

    boolean isOurs(String location) {
        return ours.contains(location);
    }

    /** What is to be done, with a copy of what is there now kept. */
    Move prepare(Replacement replacement, Path jar, int levelOfNew) throws IOException {
        Optional<Bundle> found = frame.find(replacement.name());
        if (found.isEmpty()) {
            String next = "bailey:" + replacement.name() + "#" + replacement.to();
            return new Move(replacement.name(), Way.NEW, "", "", next, jar.toString(), levelOfNew);
        }
        Bundle old = found.get();
        Way way = frame.meantToRun(old) ? replacement.way() : Way.IN_PLACE;
        String location = old.getLocation();
        String next = way == Way.IN_PLACE
                ? location
                : (location.contains("#") ? location.substring(0, location.indexOf('#')) : location) + "#"
                        + replacement.to();
        return new Move(
                replacement.name(),
                way,
                location,
                jars.keep(old).toString(),
                next,
                jar.toString(),
                old.adapt(BundleStartLevel.class).getStartLevel());
    }

    static int levelOfNew() {
        return LEVEL_OF_NEW;
    }

    /**
     * Does it.
     *
     * @return the watch over the new one, begun before it started
     */
    Watchman.Watch go(Move move, Health.Before before, long patienceNanos)
            throws UpdateFailed, BundleException, IOException, InterruptedException {
        begin(move);
        Bundle old = move.location().isEmpty() ? null : frame.context.getBundle(move.location());
        if (move.way() == Way.IN_PLACE) {
            Bundle bundle = java.util.Objects.requireNonNull(old, move.name());
            Watchman.Watch watch = watchman.watch(bundle, true);
            inPlace(bundle, move.file());
            awaitReady(bundle, before, patienceNanos);
            return watch;
        }
        Bundle fresh;
        try (InputStream bytes = Files.newInputStream(move.file())) {
            fresh = frame.context.installBundle(move.next(), bytes);
        }
        fresh.adapt(BundleStartLevel.class).setStartLevel(move.startLevel());
        Watchman.Watch watch = watchman.watch(fresh, true);
        if (Frame.starts(fresh)) {
            fresh.start(Bundle.START_ACTIVATION_POLICY);
        }
        awaitReady(fresh, before, patienceNanos);
        if (old != null) {
            old.stop();
        }
        return watch;
    }

    /** The version before serves again, and the new one is gone. */
    void undo(Move move, Health.Before before, long patienceNanos)
            throws UpdateFailed, BundleException, IOException, InterruptedException {
        begin(move); // after a start of the appliance nobody has said so yet
        Bundle old = move.location().isEmpty() ? null : frame.context.getBundle(move.location());
        if (move.way() == Way.IN_PLACE) {
            Bundle bundle = java.util.Objects.requireNonNull(old, move.name());
            inPlace(bundle, Path.of(move.kept()));
            awaitReady(bundle, before, patienceNanos);
            return;
        }
        UpdateFailed trouble = null;
        if (old != null && old.getState() != Bundle.ACTIVE) {
            old.start(Bundle.START_ACTIVATION_POLICY);
            try {
                awaitReady(old, before, patienceNanos);
            } catch (UpdateFailed e) {
                trouble = e; // what is there of it is better than what failed
            }
        }
        uninstall(frame.context.getBundle(move.next()));
        if (trouble != null) {
            throw trouble;
        }
    }

    /** Copies what serves now to where it is found when somebody replaces it by other ways. */
    void keep(Move move) throws IOException {
        Bundle fresh = frame.context.getBundle(move.next());
        if (fresh != null) {
            jars.keep(fresh);
        }
    }

    /** The version before is not needed any more. */
    void finish(Move move) throws BundleException {
        if (move.way() == Way.SIDE_BY_SIDE) {
            uninstall(frame.context.getBundle(move.location()));
        }
        over(move);
    }

    private void begin(Move move) {
        ours.add(move.next());
        ours.add(move.location());
    }

    void over(Move move) {
        ours.remove(move.next());
        ours.remove(move.location());
    }

    private static void uninstall(@Nullable Bundle bundle) throws BundleException {
        if (bundle != null && bundle.getState() != Bundle.UNINSTALLED) {
            bundle.uninstall();
        }
    }

    void inPlace(Bundle bundle, Path jar) throws BundleException, IOException, InterruptedException {
        boolean runs = frame.meantToRun(bundle);
        boolean before = !Frame.facts(bundle).exports().isEmpty();
        try (InputStream bytes = Files.newInputStream(jar)) {
            bundle.update(bytes);
        }
        if (before || !Frame.facts(bundle).exports().isEmpty() || !Frame.starts(bundle)) {
            frame.refresh(List.of(bundle));
        }
        if (runs && Frame.starts(bundle)) {
            bundle.start(Bundle.START_ACTIVATION_POLICY);
        }
    }

    /** Returns when it serves. */
    void awaitReady(Bundle fresh, Health.Before before, long patienceNanos) throws UpdateFailed, InterruptedException {
        if (!frame.meantToRun(fresh)) {
            return;
        }
        long deadline = System.nanoTime() + patienceNanos;
        Optional<String> trouble = health.notReady(fresh, before);
        while (trouble.isPresent() && System.nanoTime() < deadline) {
            if (Thread.interrupted() || frame.stopping()) {
                throw new InterruptedException();
            }
            Optional<String> failure = health.failed(fresh);
            if (failure.isPresent()) {
                throw new UpdateFailed(failure.get()); // nobody tries again
            }
            LockSupport.parkNanos(LOOK_NANOS);
            trouble = health.notReady(fresh, before);
        }
        if (trouble.isEmpty()) {
            trouble = health.makesItsServices(fresh);
        }
        if (trouble.isPresent()) {
            throw new UpdateFailed(trouble.get());
        }
    }
}
