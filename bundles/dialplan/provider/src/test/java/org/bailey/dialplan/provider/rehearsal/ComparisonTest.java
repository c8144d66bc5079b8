package org.bailey.dialplan.provider.rehearsal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bailey.dialplan.DialPlan;
import org.bailey.dialplan.DryRun;
import org.bailey.dialplan.Question;
import org.bailey.dialplan.provider.config.Entry;
import org.bailey.dialplan.provider.config.Loaded;
import org.bailey.dialplan.provider.config.PlanLoader;
import org.bailey.system.Restoration;
import org.junit.jupiter.api.Test;

class ComparisonTest {
    private static final Map<String, Map<String, Object>> NOW = Map.of(
            "org.bailey.b2bua",
            Map.of("destination", "pool.example.com"),
            "org.bailey.dialplan.zone~cucm",
            Map.of("name", "CUCM Neighbor", "peers", new String[] {"192.0.2.1"}),
            "org.bailey.dialplan.rule~ms",
            Map.of("pattern", ".+@example\\.com", "target", DialPlan.MICROSOFT_ZONE),
            "org.bailey.dialplan.rule~cucm",
            Map.of("pattern", ".+@video\\.example\\.com", "target", "CUCM Neighbor"),
            "org.bailey.dialplan.expectation~office",
            Map.of(
                    "alias",
                    "david.jones.office@video.example.com",
                    "from",
                    DialPlan.MICROSOFT_ZONE,
                    "zone",
                    "CUCM Neighbor"));

    private static final List<CallRecord.Entry> CALLS = List.of(
            call("sip:anna@example.com", "CUCM Neighbor", 40),
            call("sip:david.jones.office@video.example.com", DialPlan.MICROSOFT_ZONE, 12),
            call("sip:3000@video.example.com", DialPlan.MICROSOFT_ZONE, 5),
            call("sip:3000@video.example.com", "a zone of old", 1));

    /** The rule of the deployment guide, put in the place of one that works, does not reach the guide's own test call. */
    @Test
    void theGuidesContradictionIsFoundBeforeItIsApplied() {
        Map<String, Map<String, Object>> then = new HashMap<>(NOW);
        then.put(
                "org.bailey.dialplan.rule~cucm",
                Map.of("pattern", "(3\\d{3})@video.example.com", "target", "CUCM Neighbor"));
        DryRun run = compared(then);
        assertEquals(4, run.replayed());
        assertEquals(58, run.calls());
        assertEquals(1, run.different().size(), run.different().toString());
        DryRun.Difference one = run.different().get(0);
        assertEquals(12, one.calls());
        assertEquals("CUCM Neighbor as sip:david.jones.office@video.example.com", one.now());
        assertEquals("404: no search rule leads to david.jones.office@video.example.com", one.then());
        assertEquals(List.of("office"), run.broken());
        assertTrue(run.alarming());
        assertEquals(2, run.fresh(), run.warnings().toString());
        assertTrue(
                run.warnings().get(0).contains("the dot before 'example'"),
                run.warnings().toString());
        assertTrue(
                run.warnings().get(1).contains("expectation~office is not met"),
                run.warnings().toString());
    }

    @Test
    void theSamePlanDiffersInNothing() {
        DryRun run = compared(NOW);
        assertFalse(run.alarming());
        assertEquals(List.of(), run.different());
        assertEquals(0, run.fresh());
        assertTrue(run.expectations().get(0).holds());
    }

    @Test
    void whoCameFromAZoneThatGoesWouldComeAsAStranger() {
        Map<String, Map<String, Object>> then = new HashMap<>(NOW);
        then.put(
                "org.bailey.dialplan.rule~ms",
                Map.of("pattern", ".+@example\\.com", "target", DialPlan.MICROSOFT_ZONE, "authenticated", true));
        then.remove("org.bailey.dialplan.zone~cucm");
        then.remove("org.bailey.dialplan.rule~cucm");
        DryRun run = compared(then);
        assertEquals(4, run.different().size());
        assertEquals(
                "403: only trusted senders may call anna@example.com",
                run.different().get(0).then());
    }

    @Test
    void aBasisChangesWithEverySettingAndWithNothingElse() {
        assertEquals(Basis.of(Entry.of(NOW)), Basis.of(Entry.of(new HashMap<>(NOW))));
        Map<String, Map<String, Object>> then = new HashMap<>(NOW);
        then.put(
                "org.bailey.dialplan.zone~cucm",
                Map.of("name", "CUCM Neighbor", "peers", List.of("192.0.2.1"), "service.pid", "x"));
        assertEquals(Basis.of(Entry.of(NOW)), Basis.of(Entry.of(then)));
        then.put("org.bailey.dialplan.zone~cucm", Map.of("name", "CUCM Neighbor", "peers", List.of("192.0.2.2")));
        assertNotEquals(Basis.of(Entry.of(NOW)), Basis.of(Entry.of(then)));
    }

    private static DryRun compared(Map<String, Map<String, Object>> then) {
        return Comparison.of("basis", new Restoration(List.of(), List.of()), load(NOW), load(then), CALLS);
    }

    private static Loaded load(Map<String, Map<String, Object>> settings) {
        Loaded loaded = new PlanLoader().load(Entry.of(settings));
        assertEquals(List.of(), loaded.refused());
        return loaded;
    }

    private static CallRecord.Entry call(String alias, String from, long count) {
        return new CallRecord.Entry(new Question(alias, from), count, "2026-03-30");
    }
}
