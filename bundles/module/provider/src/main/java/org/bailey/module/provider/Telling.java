package org.bailey.module.provider;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.bailey.module.UpdateRecord;
import org.bailey.module.UpdateRecord.Outcome;
import org.bailey.module.UpdateRecord.Step;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An update as it goes: who does it writes, anybody may look. */
final class Telling {
    private static final Logger LOG = LoggerFactory.getLogger(Telling.class);

    private final String id;
    private final String what;
    private final String who;
    private final Instant began;
    private final List<Step> steps;
    private volatile Outcome outcome = Outcome.REPLACING;

    Telling(String id, String what, String who) {
        this(id, what, who, Instant.now(), List.of());
    }

    private Telling(String id, String what, String who, Instant began, List<Step> steps) {
        this.id = id;
        this.what = what;
        this.who = who;
        this.began = began;
        this.steps = new CopyOnWriteArrayList<>(steps);
    }

    /** Goes on with one that was interrupted. */
    static Telling again(UpdateRecord from) {
        return new Telling(from.id(), from.what(), from.who(), from.began(), from.steps());
    }

    String id() {
        return id;
    }

    void at(Outcome now, String sentence) {
        outcome = now;
        say(sentence);
    }

    void say(String sentence) {
        steps.add(new Step(Instant.now(), sentence));
        LOG.info("{} {}: {}", id, what, sentence);
    }

    UpdateRecord now() {
        return new UpdateRecord(id, what, who, began, null, outcome, "", steps);
    }

    UpdateRecord ended(Outcome how, String reason) {
        if (how == Outcome.DONE) {
            LOG.info("{} {}: done", id, what);
        } else {
            LOG.warn("MODULE-001 {} {}: {}: {}", id, what, how, reason);
        }
        return new UpdateRecord(id, what, who, began, Instant.now(), how, reason, steps);
    }
}
