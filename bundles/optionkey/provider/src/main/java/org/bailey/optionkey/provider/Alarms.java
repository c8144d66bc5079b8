package org.bailey.optionkey.provider;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.bailey.optionkey.KeyStatus;
import org.bailey.optionkey.KeyStatus.State;
import org.bailey.optionkey.provider.Bell.Level;

/** Tells once of each thing that somebody should act upon, and again when it became another. */
final class Alarms {
    private final Bell bell;
    private final Map<String, String> told = new HashMap<>();
    private boolean toldOfClock;

    Alarms(Bell bell) {
        this.bell = bell;
    }

    void look(KeyRing ring, boolean setBack) {
        if (setBack && !toldOfClock) {
            bell.ring(
                    Level.ERROR,
                    "OPTIONKEY-006",
                    "",
                    "",
                    "the clock was set back; keys end by the latest time that was seen, correct the clock");
        }
        toldOfClock = setBack;
        told.keySet()
                .removeIf(
                        name -> ring.keys().stream().noneMatch(key -> key.name().equals(name)));
        List<KeyStatus> good = new ArrayList<>();
        for (KeyStatus key : ring.keys()) {
            int threshold = ring.threshold(key);
            String now = key.state() + " " + threshold;
            if (!now.equals(told.put(key.name(), now))) {
                if (key.state() == State.VALID && threshold == 0) {
                    good.add(key);
                } else {
                    tell(ring, key);
                }
            }
        }
        tellGood(good);
    }

    /** One line, however many: an appliance that starts has many, and nobody has to act. */
    private void tellGood(List<KeyStatus> good) {
        if (good.size() == 1) {
            KeyStatus only = good.get(0);
            bell.ring(Level.INFO, "OPTIONKEY-000", only.feature(), only.id(), sentence(only));
        } else if (good.size() > 1) {
            boolean lab = good.stream().allMatch(KeyStatus::evaluation);
            String each = good.stream().map(Alarms::inShort).collect(Collectors.joining(", "));
            String what = lab ? " evaluation keys hold while the lab runs: " : " option keys hold: ";
            bell.ring(Level.INFO, "OPTIONKEY-000", "", "", good.size() + what + each);
        }
    }

    private static String inShort(KeyStatus key) {
        return key.feature()
                + (key.count() == null ? "" : " x " + key.count())
                + (key.expires() == null ? "" : " until " + key.expires());
    }

    private void tell(KeyRing ring, KeyStatus key) {
        String sentence = sentence(key);
        switch (key.state()) {
            case VALID -> bell.ring(Level.WARN, "OPTIONKEY-001", key.feature(), key.id(), sentence + "; get a new one");
            case GRACE -> ring(ring, key, Level.ERROR, "OPTIONKEY-002", sentence);
            case EXPIRED -> ring(ring, key, Level.ERROR, "OPTIONKEY-003", sentence);
            default ->
                bell.ring(Level.ERROR, "OPTIONKEY-004", key.feature(), key.id(), sentence + "; it gives nothing");
        }
    }

    /** An end that takes nothing away is no alarm. */
    private void ring(KeyRing ring, KeyStatus key, Level level, String code, String sentence) {
        bell.ring(ring.outlived(key) ? Level.INFO : level, code, key.feature(), key.id(), sentence);
    }

    /** {@return what stands in status and on the overview} */
    static List<String> problems(KeyRing ring) {
        List<String> problems = new ArrayList<>();
        for (KeyStatus key : ring.keys()) {
            boolean over = key.state() != State.VALID && !ring.outlived(key);
            if (over || ring.threshold(key) > 0) {
                problems.add(sentence(key));
            }
        }
        return problems;
    }

    private static String sentence(KeyStatus key) {
        String what = key.feature().isEmpty() ? "option key" : "option key " + key.id() + " for " + key.feature();
        return what + " (" + key.name() + "): " + key.sentence();
    }
}
