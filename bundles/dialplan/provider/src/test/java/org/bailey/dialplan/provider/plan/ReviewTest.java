package org.bailey.dialplan.provider.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.bailey.dialplan.DialPlan;
import org.bailey.dialplan.Dialect;
import org.bailey.dialplan.ZonePolicy;
import org.bailey.dialplan.provider.plan.Rule.VariantMatch;
import org.bailey.sip.Transport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ReviewTest {
    private final List<Rule> rules = new ArrayList<>();
    private final List<Transform> transforms = new ArrayList<>();
    private final List<Zone> zones = new ArrayList<>(List.of(
            zone(DialPlan.MICROSOFT_ZONE, true, "pool.example.com"),
            zone("CUCM", false, "192.0.2.1"),
            zone("Rooms", false, "192.0.2.2")));

    @Test
    void aGoodPlanIsLeftInPeace() {
        rule("ms", 100, "", ".+@example\\.com", DialPlan.MICROSOFT_ZONE);
        rule("cucm", 100, "", "(3\\d{3})@video\\.example\\.com", "CUCM");
        rule("rooms", 100, "", "(4\\d{3}|huddle\\.[a-z]+)@video\\.example\\.com", "Rooms");
        assertEquals(List.of(), review());
    }

    @Test
    void anyAliasTowardsMicrosoftIsToldOfHoweverItIsWritten() {
        rules.add(new Rule("r~a", "", "a", 1, "", false, VariantMatch.ALL, null, true, DialPlan.MICROSOFT_ZONE));
        rule("b", 2, "CUCM", ".*", DialPlan.MICROSOFT_ZONE);
        rules.add(new Rule("r~c", "", "c", 3, "", false, VariantMatch.ALL, null, true, "Rooms"));
        assertEquals(
                List.of(
                        "r~a mode ANY_ALIAS towards the Microsoft side: every call and every mis-dial goes to the Microsoft"
                                + " side; give a pattern that matches its domain",
                        "r~b pattern '.*' matches anything: every call and every mis-dial goes to the Microsoft side; give"
                                + " a pattern that matches its domain"),
                review());
    }

    @Test
    void aRuleBehindOneThatTakesAllItsAliasesIsNeverReached() {
        rule("all", 10, "", ".*@video\\.example\\.com", "Rooms");
        rule("cucm", 20, "", "(3\\d{3})@video\\.example\\.com", "CUCM");
        rule("exact", 30, "CUCM", "boss@video\\.example\\.com", "CUCM");
        List<String> found = review();
        assertTrue(
                found.get(1)
                        .startsWith(
                                "r~cucm is never reached: rule 'all' (10) comes first and takes what it is for, such as 3"),
                found.toString());
        assertTrue(found.get(2).startsWith("r~exact is never reached: rule 'all' (10)"), found.toString());
        assertTrue(found.get(0).startsWith("r~exact loop:"), found.toString());
        assertEquals(3, found.size());
    }

    @Test
    void anExceptionWithASmallerNumberIsMeantAndACondition() {
        rule("boss", 10, "", "boss@video\\.example\\.com", "CUCM");
        rule("all", 20, "", ".*@video\\.example\\.com", "Rooms");
        rules.add(new Rule("r~im", "", "im", 5, "", false, VariantMatch.MICROSOFT_IM, null, false, "CUCM"));
        rules.add(new Rule("r~trusted", "", "trusted", 6, "", true, VariantMatch.ALL, null, false, "CUCM"));
        rules.add(new Rule("r~on", "", "on", 7, "", false, VariantMatch.ALL, null, true, "CUCM"));
        assertEquals(List.of(), review());
    }

    @Test
    void twoRulesOfOnePriorityThatWantTheSameAliasOverlap() {
        rule("a", 100, "", "3.*@video\\.example\\.com", "CUCM");
        rule("b", 100, "", ".*@video\\.example\\.com", "Rooms");
        List<String> found = review();
        assertEquals(1, found.size(), found.toString());
        assertTrue(found.get(0).startsWith("r~b overlaps with rule 'a' (100): both match 3"), found.toString());
        assertTrue(found.get(0).endsWith("give the one that goes first a smaller number"));
    }

    @Test
    void whatATransformTakesAwayNoRuleGetsToSee() {
        transforms.add(
                new Transform("t~p", "port", 5, Rewrite.of(PatternType.REGEX, "(.+):.*", Behaviour.REPLACE, "\\1")));
        rule("port", 10, "", ".+@example\\.com:5061", "CUCM");
        assertTrue(
                review().get(0)
                        .startsWith("r~port is never reached: the transforms change every alias it is for, such as"),
                review().toString());
    }

    @Test
    void callsThatGoInCirclesAreFound() {
        rule("there", 10, "CUCM", "9.*@x\\.test", "Rooms");
        rule("back", 10, "Rooms", ".*@x\\.test", "CUCM");
        List<String> found = review();
        assertEquals(1, found.size(), found.toString());
        assertTrue(found.get(0).matches("r~(there|back) loop: .*sends it back"), found.toString());
    }

    @Test
    void aTargetThatIsOffAndAPeerOfTwoZonesAreToldOf() {
        rule("off", 10, "", "9.*", "Gone");
        zones.add(zone("Twin", false, "192.0.2.2"));
        assertEquals(
                List.of(
                        "r~off never leads anywhere: its target 'Gone' is not enabled",
                        "zones 'Rooms' and 'Twin' both have peer 192.0.2.2 on listener 'standard': calls from there count"
                                + " as from 'Rooms'"),
                review());
    }

    @Test
    void aPatternThatCannotBeReadIsNotJudged() {
        rule("a", 10, "", ".*@video\\.example\\.com", "Rooms");
        rule("b", 20, "", "\\p{L}+@video\\.example\\.com", "CUCM");
        assertEquals(List.of(), review());
    }

    @Test
    void ofManyMistakesOfAKindSomeAreShownAndTheRestCounted() {
        for (int i = 0; i < 60; i++) {
            rule("r" + i, 100 + i, "", "x" + i + ".example@y", "Rooms");
        }
        List<String> found = review();
        assertEquals(26, found.size());
        assertEquals("35 more of the kind: unescaped dot", found.get(25));
    }

    @Test
    void ofVeryManyRulesItSaysHowFarItLooked() {
        for (int i = 0; i < 2600; i++) {
            rule("r" + i, 100 + i, "", "x" + i + "@y", "Rooms");
        }
        assertEquals(
                List.of(
                        "there are 2600 search rules: only of the first 2450 was looked whether they are reached and overlap"),
                review());
    }

    private List<String> review() {
        return Review.of(new Plan(zones, transforms, rules, List.of()));
    }

    private void rule(String name, int priority, String source, String pattern, String target) {
        Rewrite rewrite = Rewrite.of(PatternType.REGEX, pattern, Behaviour.LEAVE, "");
        rules.add(new Rule("r~" + name, "", name, priority, source, false, VariantMatch.ALL, rewrite, false, target));
    }

    private static Zone zone(String name, boolean automatic, @Nullable String peer) {
        return new Zone(
                name,
                automatic ? Dialect.MICROSOFT : Dialect.STANDARD,
                automatic,
                automatic ? "microsoft" : "standard",
                Transport.TLS,
                0,
                peer == null ? List.of() : List.of(Peer.parse(peer)),
                15,
                true,
                Zone.Monitoring.DEFAULT,
                ZonePolicy.DEFAULT);
    }
}
