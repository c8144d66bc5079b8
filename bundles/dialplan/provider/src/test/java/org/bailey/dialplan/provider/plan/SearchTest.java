package org.bailey.dialplan.provider.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.bailey.dialplan.DialPlan;
import org.bailey.dialplan.Dialect;
import org.bailey.dialplan.Origin;
import org.bailey.dialplan.SipVariant;
import org.bailey.dialplan.ZonePolicy;
import org.bailey.dialplan.provider.plan.Rule.VariantMatch;
import org.bailey.dialplan.provider.plan.Search.Result;
import org.bailey.sip.Transport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SearchTest {
    private static final Zone MICROSOFT = zone(DialPlan.MICROSOFT_ZONE, Dialect.MICROSOFT, true, "pool.example.com");
    private static final Zone CUCM = zone("CUCM Neighbor", Dialect.STANDARD, false, "cucm1.example.com");
    private static final Zone ROOMS = zone("Rooms", Dialect.STANDARD, false, "192.0.2.20");
    private static final Transform STRIP_PORT = new Transform(
            "Strip off any port information", 5, Rewrite.of(PatternType.REGEX, "(.+):.*", Behaviour.REPLACE, "\\1"));
    /** The rules and the transform as the deployment guide writes them. */
    private static final Plan GUIDE = new Plan(
            List.of(MICROSOFT, CUCM, ROOMS),
            List.of(STRIP_PORT),
            List.of(
                    rule("To Microsoft environment", 100, ".+@example\\.com", MICROSOFT),
                    rule("Other To Microsoft", 100, ".+@other.example.*", MICROSOFT),
                    rule("Route to CUCM", 100, "(3\\d{3})@video.example.com", CUCM)),
            List.of());

    private static final Origin FROM_CUCM =
            new Origin("CUCM Neighbor", Dialect.STANDARD, SipVariant.STANDARD, true, "");
    private static final Origin FROM_MICROSOFT =
            new Origin(DialPlan.MICROSOFT_ZONE, Dialect.MICROSOFT, SipVariant.MICROSOFT_AV, true, "");
    private static final Origin STRANGER = new Origin("", Dialect.STANDARD, SipVariant.STANDARD, false, "");

    @ParameterizedTest
    @CsvSource({
        "sip:david.jones@example.com, To Microsoft destination via B2BUA, sip:david.jones@example.com",
        "sip:david.jones@example.com:5061;transport=tls, To Microsoft destination via B2BUA, sip:david.jones@example.com",
        "sip:x@other.example.net, To Microsoft destination via B2BUA, sip:x@other.example.net",
        "sip:3000@video.example.com, CUCM Neighbor, sip:3000@video.example.com",
        "sip:3000@video.example.com:5060, CUCM Neighbor, sip:3000@video.example.com"
    })
    void theRulesOfTheGuideWorkVerbatim(String uri, String zone, String target) {
        Result result = Search.run(GUIDE, uri, STRANGER, Set.of());
        assertEquals(zone, result.candidates().get(0).zone().name());
        assertEquals(target, result.candidates().get(0).uri());
        assertEquals("", result.reason());
    }

    @Test
    void aMisdialIs404WithALineForEachTransformAndRule() {
        Result result = Search.run(GUIDE, "sip:david.jones.office@video.example.com", FROM_CUCM, Set.of());
        assertEquals(404, result.status());
        assertEquals("no search rule leads to david.jones.office@video.example.com", result.reason());
        assertEquals(
                List.of(
                        "transform 'Strip off any port information' (5): does not match",
                        "rule 'Other To Microsoft' (100): david.jones.office@video.example.com does not match",
                        "rule 'Route to CUCM' (100): david.jones.office@video.example.com does not match",
                        "rule 'To Microsoft environment' (100): david.jones.office@video.example.com does not match"),
                result.trail());
    }

    @ParameterizedTest
    @CsvSource({"sip:dave@[2001:db8::1], dave@[2001:db8::1]", "sip:dave@[2001:db8::1]:5060, dave@[2001:db8::1]"})
    void strippingThePortLeavesAddressesOfVersion6Alone(String uri, String alias) {
        Result result = Search.run(GUIDE, uri, STRANGER, Set.of());
        assertEquals("no search rule leads to " + alias, result.reason());
    }

    @Test
    void aCallFromMicrosoftNeverGoesBackThere() {
        Result result = Search.run(GUIDE, "sip:nobody@example.com", FROM_MICROSOFT, Set.of());
        assertEquals(404, result.status());
        assertTrue(
                result.trail().stream().anyMatch(line -> line.contains("would only go back")),
                result.trail().toString());
    }

    @Test
    void transformsApplyOneAfterTheOtherByPriority() {
        Plan plan = new Plan(
                List.of(CUCM),
                List.of(
                        new Transform("b", 20, Rewrite.of(PatternType.PREFIX, "8", Behaviour.REPLACE, "3")),
                        new Transform("a", 10, Rewrite.of(PatternType.PREFIX, "9", Behaviour.STRIP, ""))),
                List.of(rule("cucm", 100, "(3\\d{3})@video\\.example\\.com", CUCM)),
                List.of());
        Result result = Search.run(plan, "sip:98001@video.example.com", STRANGER, Set.of());
        assertEquals("sip:3001@video.example.com", result.candidates().get(0).uri());
        assertEquals(
                "transform 'b' (20): 8001@video.example.com becomes 3001@video.example.com",
                result.trail().get(1));
    }

    @Test
    void aRuleRewritesForItsOwnTargetOnly() {
        Rule first = new Rule(
                "first",
                10,
                "",
                false,
                VariantMatch.ALL,
                Rewrite.of(PatternType.PREFIX, "9", Behaviour.STRIP, ""),
                true,
                "Rooms");
        Plan plan =
                new Plan(List.of(CUCM, ROOMS), List.of(), List.of(first, rule("second", 20, "9.*", CUCM)), List.of());
        Result result = Search.run(plan, "sip:9123@x.test", STRANGER, Set.of());
        assertEquals(
                List.of("sip:123@x.test", "sip:9123@x.test"),
                result.candidates().stream().map(Search.Candidate::uri).toList());
    }

    @Test
    void stopEndsTheSearchAndContinueGoesOn() {
        Plan stop = new Plan(
                List.of(CUCM, ROOMS),
                List.of(),
                List.of(rule("1", 10, ".+@x", CUCM), rule("2", 20, ".+@x", ROOMS)),
                List.of());
        assertEquals(
                1, Search.run(stop, "sip:a@x", STRANGER, Set.of()).candidates().size());
        Result after = Search.run(stop, "sip:a@x", STRANGER, Set.of("CUCM Neighbor"));
        assertEquals(404, after.status());
        assertEquals("no search rule leads to a@x and no other zone is left to search", after.reason());

        Rule goOn = new Rule("1", 10, "", false, VariantMatch.ALL, regex(".+@x"), true, "CUCM Neighbor");
        Plan on = new Plan(List.of(CUCM, ROOMS), List.of(), List.of(goOn, rule("2", 20, ".+@x", ROOMS)), List.of());
        assertEquals(
                2, Search.run(on, "sip:a@x", STRANGER, Set.of()).candidates().size());
        assertEquals(
                "Rooms",
                Search.run(on, "sip:a@x", STRANGER, Set.of("CUCM Neighbor"))
                        .candidates()
                        .get(0)
                        .zone()
                        .name());
    }

    @Test
    void aRuleMayBeForOneSourceAndOneVariantOnly() {
        Plan plan = new Plan(
                List.of(CUCM, ROOMS),
                List.of(),
                List.of(
                        new Rule("s", 1, "cucm neighbor", false, VariantMatch.ALL, null, false, "Rooms"),
                        new Rule("v", 2, "", false, VariantMatch.MICROSOFT_IM, null, false, "CUCM Neighbor")),
                List.of());
        assertEquals(
                1, Search.run(plan, "sip:a@x", FROM_CUCM, Set.of()).candidates().size());
        Result stranger = Search.run(plan, "sip:a@x", STRANGER, Set.of());
        assertEquals(
                List.of(
                        "rule 's' (1): only for calls from zone 'cucm neighbor'",
                        "rule 'v' (2): only for MICROSOFT_IM, this is STANDARD"),
                stranger.trail());
        Origin chat = new Origin("", Dialect.STANDARD, SipVariant.MICROSOFT_IM, false, "");
        assertEquals(
                "CUCM Neighbor",
                Search.run(plan, "sip:a@x", chat, Set.of())
                        .candidates()
                        .get(0)
                        .zone()
                        .name());
    }

    @Test
    void aRuleForTrustedSendersAnswersOthers403() {
        Plan plan = new Plan(
                List.of(CUCM),
                List.of(),
                List.of(new Rule("r", 1, "", true, VariantMatch.ALL, null, false, "CUCM Neighbor")),
                List.of());
        assertEquals(403, Search.run(plan, "sip:a@x", STRANGER, Set.of()).status());
        assertEquals(
                1, Search.run(plan, "sip:a@x", FROM_CUCM, Set.of()).candidates().size());
    }

    @Test
    void whatCannotBeAnAliasIsAnsweredAsRfc3261Says() {
        assertEquals(416, Search.run(GUIDE, "http://x", STRANGER, Set.of()).status());
        assertEquals(400, Search.run(GUIDE, "sip:a@", STRANGER, Set.of()).status());
        assertEquals(
                414,
                Search.run(GUIDE, "sip:" + "a".repeat(600) + "@x", STRANGER, Set.of())
                        .status());
    }

    @Test
    void tenThousandMisdialsAgainstAHundredRulesAreQuick() {
        List<Rule> rules = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            rules.add(rule("r" + i, 100, "(3\\d{3})@video" + i + "\\.example\\.com", CUCM));
        }
        Plan plan = new Plan(List.of(CUCM), List.of(STRIP_PORT), rules, List.of());
        long start = System.nanoTime();
        for (int i = 0; i < 10_000; i++) {
            assertEquals(
                    404,
                    Search.run(plan, "sip:+4930" + i + "@nowhere.example.com", STRANGER, Set.of())
                            .status());
        }
        long millis = (System.nanoTime() - start) / 1_000_000;
        assertTrue(millis < 20_000, "10000 mis-dials took " + millis + " ms");
    }

    private static Rewrite regex(String pattern) {
        return Rewrite.of(PatternType.REGEX, pattern, Behaviour.LEAVE, "");
    }

    private static Rule rule(String name, int priority, String pattern, Zone target) {
        return new Rule(name, priority, "", false, VariantMatch.ALL, regex(pattern), false, target.name());
    }

    private static Zone zone(String name, Dialect dialect, boolean automatic, @Nullable String peer) {
        return new Zone(
                name,
                dialect,
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
