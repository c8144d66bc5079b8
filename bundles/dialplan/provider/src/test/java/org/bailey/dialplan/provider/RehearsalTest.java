package org.bailey.dialplan.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bailey.dialplan.PatternTrial;
import org.bailey.dialplan.PatternTrial.Wanted;
import org.bailey.dialplan.Question;
import org.bailey.dialplan.SipVariant;
import org.bailey.dialplan.provider.config.Entry;
import org.bailey.dialplan.provider.config.Loaded;
import org.bailey.dialplan.provider.config.PlanLoader;
import org.bailey.dialplan.provider.plan.Replay;
import org.bailey.dialplan.provider.rehearsal.PatternDesk;
import org.bailey.dialplan.provider.rehearsal.Rows;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RehearsalTest {
    @ParameterizedTest
    @CsvSource({
        "david.jones@example.com, sip:david.jones@example.com",
        "david@example.com:5061, sip:david@example.com:5061",
        "gw.example.com:5061, sip:gw.example.com:5061",
        "sips:a@b, sips:a@b",
        "+4930123, tel:+4930123",
        "3000, tel:3000",
        "tel:0301234, tel:0301234",
        "' 3000@x ', sip:3000@x"
    })
    void whatPeopleTypeBecomesTheUriOfSuchACall(String typed, String uri) {
        assertEquals(uri, new Question(typed, "").uri());
    }

    @Test
    void aQuestionIsAsCallsFromThereMostlyAre() {
        assertEquals("Default zone", new Question("a@b", " ").from());
        assertEquals(SipVariant.STANDARD, new Question("a@b", "CUCM").variant());
        assertEquals(SipVariant.MICROSOFT_AV, new Question("a@b", "to microsoft destination via b2bua").variant());
        assertThrows(IllegalArgumentException.class, () -> new Question(" ", ""));
        assertThrows(IllegalArgumentException.class, () -> new Question("a".repeat(2001), ""));
    }

    @Test
    void anExplanationHasEveryStepAndTheLiveSearchTheSameResult() {
        Map<String, Map<String, Object>> settings = new HashMap<>();
        settings.put("org.bailey.dialplan.zone~z", Map.of("name", "Rooms", "peers", "192.0.2.1"));
        for (int i = 0; i < 100; i++) {
            settings.put(
                    "org.bailey.dialplan.rule~r" + i,
                    Map.of("priority", i + 1, "pattern", "x" + i + "@room\\.example", "target", "Rooms"));
        }
        Loaded loaded = new PlanLoader().load(Entry.of(settings));
        Question last = new Question("x99@room.example", "");
        var explained = Replay.explain(loaded.plan(), last);
        var live = Replay.search(loaded.plan(), last);
        assertEquals(100, explained.steps().size());
        assertEquals(32, live.steps().size());
        assertEquals("69 more rules do not match", live.trail().get(31));
        assertEquals(explained.result(), Replay.words(live));
        assertEquals("r99", explained.targets().get(0).rule());
        assertEquals(
                "404: no search rule leads to y@room.example",
                Replay.explain(loaded.plan(), new Question("y@room.example", ""))
                        .result());
        String refused = assertThrows(
                        IllegalArgumentException.class,
                        () -> Replay.explain(loaded.plan(), new Question("a@b", "nowhere")))
                .getMessage();
        assertTrue(refused.startsWith("from 'nowhere' is no zone; there are "), refused);
        assertEquals(100, Rows.rules(loaded).size());
        assertEquals(
                Set.of(true),
                Set.copyOf(Rows.rules(loaded).stream().map(row -> row.enabled()).toList()));
    }

    @Test
    void aPatternIsTriedAsARuleWouldUseIt() {
        PatternTrial trial = PatternDesk.check(new Wanted(
                "", "(3\\d{3})@(video|room)\\.example\\.com", "replace", "\\1@\\2.test", "3000@Room.example.com"));
        assertEquals(new PatternTrial("", true, "3000@Room.test", List.of("3000", "Room"), List.of()), trial);
        assertFalse(
                PatternDesk.check(new Wanted("PREFIX", "9", "STRIP", "", "123")).matches());
        assertEquals(
                "123",
                PatternDesk.check(new Wanted("PREFIX", "9", "STRIP", "", "9123"))
                        .result());
        assertEquals(
                List.of("pattern '.*' matches anything"),
                PatternDesk.check(new Wanted("REGEX", ".*", "", "", "x")).remarks());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "REGEX|^(?!0)(\\d{4})$|LEAVE|''|uses (?!, which looks around",
                "REGEX|(a)\\1|LEAVE|''|is no regular expression: invalid escape sequence",
                "REGEX|(|LEAVE|''|is no regular expression: missing closing )",
                "REGEX|*imp1|LEAVE|''|is no regular expression: missing argument to repetition operator",
                "REGEX|a|STRIP|''|behaviour STRIP would leave nothing",
                "REGEX|a|REPLACE|\\1|names group \\1, but pattern 'a' has 0 groups",
                "NONE|a|LEAVE|''|patternType is 'NONE', but has to be one of",
                "REGEX|''|LEAVE|''|the pattern is empty"
            })
    void aPatternThatCannotBeIsRefusedWithTheReason(
            String type, String pattern, String behaviour, String replacement, String reason) {
        PatternTrial trial = PatternDesk.check(new Wanted(type, pattern, behaviour, replacement, "a"));
        assertTrue(trial.refused().contains(reason), trial.refused());
    }
}
