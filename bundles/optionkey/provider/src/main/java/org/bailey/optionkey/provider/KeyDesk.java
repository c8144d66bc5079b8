package org.bailey.optionkey.provider;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.bailey.optionkey.FeatureDoors;
import org.bailey.optionkey.FeatureUse;
import org.bailey.optionkey.KeyRefused;
import org.bailey.optionkey.KeyStatus;
import org.bailey.optionkey.KeyStatus.State;
import org.bailey.optionkey.wire.Issuer;
import org.bailey.optionkey.wire.KnownFeature;
import org.bailey.optionkey.wire.SerialNumber;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What all keys are worth now, and what follows: features opened and closed, alarms. What was open before it came it takes over. Knows no OSGi; whoever
 * holds it says when to {@link #look}. Safe for use by many threads.
 */
final class KeyDesk {
    private static final Logger LOG = LoggerFactory.getLogger(KeyDesk.class);
    /** No count: whatever the keys say is said anew. */
    private static final int UNSURE = -1;

    private final SerialNumber serial;
    private final Clock clock;
    private final Ledger ledger;
    private final FeatureDoors doors;
    private final Supplier<Map<String, Set<String>>> uses;
    private final Alarms alarms;
    private final Map<String, Integer> open = new HashMap<>();
    private final Set<String> ending = new HashSet<>();
    private OptionKeySettings settings;
    private List<Issuer> evaluators = List.of();
    private volatile KeyRing ring = KeyRing.EMPTY;

    /** @param uses ids of live calls by the word of a section */
    KeyDesk(
            SerialNumber serial,
            Path ledger,
            Clock clock,
            FeatureDoors doors,
            Bell bell,
            Supplier<Map<String, Set<String>>> uses,
            OptionKeySettings settings) {
        this.serial = serial;
        this.clock = clock;
        this.ledger = new Ledger(ledger, clock.instant());
        this.doors = doors;
        this.uses = uses;
        this.alarms = new Alarms(bell);
        this.settings = settings;
        doors.opened().forEach(held -> open.put(held.feature(), held.ending() ? UNSURE : held.count()));
    }

    /** Takes what holds now: settings, keys, who makes evaluation keys; then looks. */
    synchronized void look(OptionKeySettings held, List<StoredKey> stored, List<Issuer> evaluatorsNow) {
        settings = held;
        evaluators = List.copyOf(evaluatorsNow);
        LocalDate today = today();
        ring = judged(stored, today);
        ring.keys().stream()
                .filter(key ->
                        key.state() != State.BAD_SIGNATURE && !key.issuer().isEmpty())
                .map(KeyStatus::issued)
                .forEach(day -> ledger.proved(day == null ? today : day));
        if (today().isAfter(today)) {
            ring = judged(stored, today());
        }
        List<String> ended =
                KnownFeature.words().stream().filter(feature -> !offer(feature)).toList();
        if (!ended.isEmpty()) {
            LOG.info("no option key any more for {}: what uses it goes on, nothing new can", String.join(", ", ended));
        }
        doors.attended();
        endings();
        alarms.look(ring, setBack());
        ledger.keep();
    }

    private KeyRing judged(List<StoredKey> stored, LocalDate today) {
        Judge judge = judge();
        return KeyRing.of(stored.stream()
                .map(key -> judge.judge(key.name(), key.text(), today))
                .toList());
    }

    private Judge judge() {
        return new Judge(serial, settings.issuers(), evaluators, settings.graceDays());
    }

    /** The later of the clock and what was seen. */
    private LocalDate today() {
        return LocalDate.ofInstant(ledger.latest(clock.instant()), ZoneOffset.UTC);
    }

    /** {@return false when it ended just now} */
    private boolean offer(String feature) {
        Integer before = open.get(feature);
        if (ring.licensed(feature)) {
            int count = ring.count(feature);
            if (ending.remove(feature) || before == null || before != count) {
                open.put(feature, count);
                doors.open(feature, count);
            }
        } else if (before != null && ending.add(feature)) {
            doors.ending(feature);
            return false;
        }
        return true;
    }

    /** Closes what ended and is used no more. {@return whether something waits for that still} */
    synchronized boolean endings() {
        if (ending.isEmpty()) {
            return false;
        }
        Map<String, Set<String>> now = uses.get();
        for (String feature : List.copyOf(ending)) {
            if (Sections.calls(feature, now).isEmpty()) {
                ending.remove(feature);
                open.remove(feature);
                doors.close(feature);
            }
        }
        return !ending.isEmpty();
    }

    /** Writes down what there is; features stay as they are for whoever comes next. */
    synchronized void stop() {
        licences();
        ledger.keep();
    }

    /** The desk is attended. To be said every second. */
    void tick() {
        doors.attended();
        licences();
        endings();
    }

    private void licences() {
        FeatureDoors.Taken taken = doors.taken();
        ledger.used(taken.highest());
        ledger.refused(taken.refused());
    }

    String serial() {
        return serial.toString();
    }

    KeyRing ring() {
        return ring;
    }

    boolean setBack() {
        return ledger.setBack(clock.instant());
    }

    synchronized KeyStatus examine(String text) throws KeyRefused {
        KeyStatus key = judge().judge("", text, today());
        if (!key.state().holds()) {
            throw new KeyRefused(key.state(), key.sentence());
        }
        if (key.evaluation()) {
            throw new KeyRefused(State.UNKNOWN_ISSUER, "an evaluation key holds only while the lab brings it");
        }
        return key;
    }

    List<FeatureUse> features() {
        licences();
        Map<String, Set<String>> now = uses.get();
        List<FeatureUse> features = new ArrayList<>();
        for (KnownFeature known : KnownFeature.values()) {
            String word = known.word();
            features.add(new FeatureUse(
                    word,
                    known.title(),
                    ring.licensed(word),
                    isEnding(word),
                    known.counted(),
                    ring.count(word),
                    Sections.calls(word, now),
                    known.counted() ? ledger.highest() : 0,
                    known.counted() ? ledger.refused() : 0,
                    ledger.since(),
                    ring.until(word)));
        }
        return features;
    }

    private synchronized boolean isEnding(String feature) {
        return ending.contains(feature);
    }

    List<String> problems() {
        List<String> problems = new ArrayList<>();
        if (setBack()) {
            problems.add(clockSentence(ledger.latest(clock.instant()), clock.instant()));
        }
        problems.addAll(Alarms.problems(ring));
        return problems;
    }

    static String clockSentence(Instant seen, Instant now) {
        return "the clock stands at " + now.truncatedTo(java.time.temporal.ChronoUnit.SECONDS) + ", but "
                + seen.truncatedTo(java.time.temporal.ChronoUnit.SECONDS)
                + " was seen already: keys end by the later; correct the clock";
    }
}
