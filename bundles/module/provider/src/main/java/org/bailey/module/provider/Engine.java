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
                journal.write(telling.now(), moves);
                watches.add(mover.go(move, before, settings.get().start().toNanos()));
                telling.say(each.name() + " " + each.to() + " serves"
                        + (each.from().isEmpty() ? "" : " instead of " + each.from()));
            }
            telling.at(Outcome.WATCHED, "Watched for " + settings.get().watch().toSeconds() + " s");
            journal.write(telling.now(), moves);
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
        List<Bundle> fresh =
                moves.stream().map(each -> frame.context.getBundle(each.next())).toList();
        watch(before, fresh, watches, settings.get().watch().toNanos());
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

    /** Ends what a stop of the appliance interrupted. {@return what became of it; empty when nothing was} */
    Optional<UpdateRecord> recover() throws IOException, InterruptedException {
        Optional<Journal.Open> open = journal.read();
        if (open.isEmpty()) {
            return Optional.empty();
        }
        Telling telling = Telling.again(open.get().record());
        List<Move> moves = open.get().moves();
        telling.say("The appliance was stopped in the middle");
        Health.Before nothing = health.look();
        if (open.get().record().outcome() == Outcome.WATCHED) {
            try {
                for (Move move : moves) {
                    Bundle fresh = frame.context.getBundle(move.next());
                    if (fresh == null) {
                        throw new UpdateFailed(move.name() + " is gone from the framework's cache");
                    }
                    mover.awaitReady(fresh, nothing, settings.get().start().toNanos());
                }
                telling.say("All that is new serves");
                return Optional.of(finished(telling, moves));
            } catch (UpdateFailed | BundleException e) {
                return Optional.of(undone(telling, moves, nothing, String.valueOf(e.getMessage())));
            }
        }
        return Optional.of(undone(telling, moves, nothing, "the appliance was stopped before the new version served"));
    }
}
