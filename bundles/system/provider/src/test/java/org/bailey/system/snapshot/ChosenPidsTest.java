package org.bailey.system.snapshot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.bailey.system.SettingsRefused;
import org.junit.jupiter.api.Test;

class ChosenPidsTest {
    private static final Set<String> THEN = Set.of("org.bailey.system", "org.bailey.system.dns~lync", "org.bailey.sip");
    private static final Set<String> NOW = Set.of("org.bailey.system", "org.bailey.sip.listener~tls");

    private static Set<String> chosen(String... names) throws SettingsRefused {
        Predicate<String> chosen = ChosenPids.of(List.of(names), THEN, NOW);
        Set<String> all = new TreeSet<>(THEN);
        all.addAll(NOW);
        all.removeIf(chosen.negate());
        return all;
    }

    @Test
    void aPidIsOnlyItselfAndABeginningAllUnderIt() throws Exception {
        assertEquals(Set.of("org.bailey.system"), chosen("org.bailey.system"));
        assertEquals(Set.of("org.bailey.system.dns~lync"), chosen("org.bailey.system."));
        assertEquals(Set.of("org.bailey.system.dns~lync"), chosen("org.bailey.system.dns"));
        assertEquals(
                Set.of("org.bailey.sip.listener~tls", "org.bailey.sip"),
                chosen("org.bailey.sip", "org.bailey.sip.listener~"));
        assertEquals(4, chosen().size());
    }

    @Test
    void aNameThatNothingHasIsRefused() {
        assertEquals(
                "org.bailey.syst: there are no settings under this PID, neither then nor now",
                assertThrows(SettingsRefused.class, () -> chosen("org.bailey.system", "org.bailey.syst"))
                        .getMessage());
    }
}
