package org.bailey.module.provider;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.bailey.module.UpdatePlan;
import org.bailey.module.UpdateRecord;
import org.bailey.module.UpdateRecord.Outcome;
import org.bailey.module.provider.Uploads.Part;
import org.bailey.module.provider.Uploads.Upload;
import org.bailey.module.provider.Watchman.Watch;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;

/** Does updates, watches over what it did, and undoes what is not well. One at a time. */
final class Engine {
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
    /** A component may lack something for a moment while what it uses is replaced. */
    private static final long GRACE_NANOS = TimeUnit.SECONDS.toNanos(2);

    private final Frame frame;
    private final Health health;
    private final Mover mover;
    private final Watchman watchman;
    private final Journal journal;
    private final Supplier<ModuleSettings> settings;

    Engine(
            Frame frame,
            Health health,
            Mover mover,
            Watchman watchman,
            Journal journal,
            Supplier<ModuleSettings> settings) {
        this.frame = frame;
        this.health = health;
        this.mover = mover;
        this.watchman = watchman;
        this.journal = journal;
        this.settings = settings;
    }

    UpdateRecord update(Telling telling, UpdatePlan plan, Upload upload) {
        List<Move> moves = new ArrayList<>();
        List<Watch> watches = new ArrayList<>();
        Health.Before before = health.look();
        try {
            for (UpdatePlan.Replacement each : plan.replacements()) {
                Part part = upload.parts().stream()
                        .filter(one -> one.facts().name().equals(each.name()))
                        .findFirst()
                        .orElseThrow();
                Move move = mover.prepare(each, part.jar(), Mover.levelOfNew());
                moves.add(move);
                journal.write(telling.now(), moves, before);
                watches.add(mover.go(move, before, settings.get().start().toNanos()));
                telling.say(each.name() + " " + each.to() + " serves"
                        + (each.from().isEmpty() ? "" : " instead of " + each.from()));
            }
            telling.at(Outcome.WATCHED, "Watched for " + settings.get().watch().toSeconds() + " s");
            journal.write(telling.now(), moves, before);
            watch(before, moves, watches);
            return finished(telling, moves);
        } catch (UpdateFailed e) {
            return undone(telling, moves, before, String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the journal says what is left to do
            return telling.now();
        } catch (IOException | BundleException | RuntimeException e) {
            return undone(telling, moves, before, said(e));
        } finally {
            watches.forEach(watchman::end);
        }
    }

    private static String said(Exception e) {
        Throwable cause = e.getCause();
        return e instanceof BundleException && cause != null
                ? e.getMessage() + ": " + Watchman.describe(cause)
                : Watchman.describe(e);
    }

    private UpdateRecord finished(Telling telling, List<Move> moves) throws BundleException, IOException {
        for (Move move : moves) {
            try {
                mover.keep(move);
            } catch (IOException e) {
                telling.say(
                        "No copy of " + move.name() + " can be kept, so that what the Felix console puts in its place"
                                + " cannot be put back: " + e.getMessage());
            }
        }
        for (Move move : moves) {
            mover.finish(move);
        }
        journal.clear();
        return telling.ended(Outcome.DONE, "");
    }

    /** Puts back everything, the last first. */
    private UpdateRecord undone(Telling telling, List<Move> moves, Health.Before before, String reason) {
        telling.say("Put back: " + reason);
        List<Move> backwards = new ArrayList<>(moves);
        Collections.reverse(backwards);
        String trouble = "";
        for (Move move : backwards) {
            try {
                mover.undo(move, before, settings.get().start().toNanos());
                telling.say(move.name() + (move.location().isEmpty() ? " is gone again" : " is again what it was"));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return telling.now();
            } catch (UpdateFailed | BundleException | IOException | RuntimeException e) {
                trouble = move.name() + " could not be put back: " + e.getMessage();
                telling.say(trouble);
            }
            mover.over(move);
        }
        try {
            journal.clear();
        } catch (IOException e) {
            telling.say("The journal cannot be removed: " + e.getMessage());
        }
        return trouble.isEmpty()
                ? telling.ended(Outcome.PUT_BACK, reason)
                : telling.ended(Outcome.FAILED, reason + "; " + trouble);
    }

    private void watch(Health.Before before, List<Move> moves, List<Watch> watches)
            throws UpdateFailed, InterruptedException {
        watch(before, fresh(moves), watches, settings.get().watch().toNanos());
    }

    private List<Bundle> fresh(List<Move> moves) {
        return moves.stream().map(each -> frame.context.getBundle(each.next())).toList();
    }

    /** Returns when all was well for that long. */
    void watch(Health.Before before, List<Bundle> fresh, List<Watch> watches, long nanos)
            throws UpdateFailed, InterruptedException {
        long now = System.nanoTime();
        long end = now + nanos;
        long badSince = 0;
        while (now < end) {
            for (Watch each : watches) {
                String fault = each.fault();
                if (fault != null) {
                    throw new UpdateFailed(fault);
                }
            }
            if (Thread.interrupted() || frame.stopping()) {
                throw new InterruptedException();
            }
            Optional<String> worse = health.worse(before, fresh);
            if (worse.isEmpty()) {
                badSince = 0;
            } else if (badSince == 0) {
                badSince = now;
            } else if (now - badSince > GRACE_NANOS) {
                throw new UpdateFailed(worse.get());
            }
            LockSupport.parkNanos(LOOK_NANOS);
            now = System.nanoTime();
        }
    }

    /** {@return what a stop of the appliance interrupted; empty when nothing was} */
    Optional<Journal.Open> interrupted() throws IOException {
        return journal.read();
    }

    /** Ends it: what served already is watched anew, all else is undone. */
    UpdateRecord recover(Telling telling, Journal.Open open) throws IOException, InterruptedException {
        List<Move> moves = open.moves();
        telling.say("The appliance was stopped in the middle");
        Health.Before nothing = health.look();
        if (open.record().outcome() != Outcome.WATCHED) {
            return undone(telling, moves, nothing, "the appliance was stopped before the new version served");
        }
        List<Watch> watches = new ArrayList<>();
        try {
            for (Move move : moves) {
                Bundle fresh = frame.context.getBundle(move.next());
                if (fresh == null) {
                    throw new UpdateFailed(move.name() + " is gone from the framework's cache");
                }
                watches.add(watchman.watch(fresh, true));
                mover.awaitReady(fresh, nothing, settings.get().start().toNanos());
            }
            telling.at(Outcome.WATCHED, "All that is new serves, and is watched again");
            settle(open.well(), fresh(moves));
            watch(open.well(), moves, watches);
            return finished(telling, moves);
        } catch (UpdateFailed | BundleException e) {
            return undone(telling, moves, nothing, String.valueOf(e.getMessage()));
        } finally {
            watches.forEach(watchman::end);
        }
    }

    /** Gives what was well before a stop of the appliance the time to be so again. */
    void settle(Health.Before well, List<Bundle> fresh) throws InterruptedException {
        long deadline = System.nanoTime() + settings.get().start().toNanos();
        while (health.worse(well, fresh).isPresent() && System.nanoTime() < deadline) {
            if (Thread.interrupted() || frame.stopping()) {
                throw new InterruptedException();
            }
            LockSupport.parkNanos(LOOK_NANOS);
        }
    }
}
