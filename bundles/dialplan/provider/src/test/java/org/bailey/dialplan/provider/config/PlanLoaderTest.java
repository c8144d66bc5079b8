package org.bailey.dialplan.provider.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.bailey.dialplan.DialPlan;
import org.bailey.dialplan.Dialect;
import org.bailey.dialplan.ZonePolicy;
import org.bailey.dialplan.provider.plan.Rule;
import org.bailey.dialplan.provider.plan.Zone;
import org.bailey.sip.Transport;
import org.junit.jupiter.api.Test;

class PlanLoaderTest {
    private final PlanLoader loader = new PlanLoader();
    private final Map<String, Entry> entries = new LinkedHashMap<>();

    @Test
    void theZoneToMicrosoftIsMadeOfTheSectionsSettings() {
        put(PlanLoader.MICROSOFT, Map.of("destination", "pool.example.com", "sessionRefreshSeconds", 1800));
        Zone zone = load().plan().zones().get(0);
        assertEquals(DialPlan.MICROSOFT_ZONE, zone.name());
        assertEquals(Dialect.MICROSOFT, zone.dialect());
        assertTrue(zone.automatic());
        assertEquals("microsoft", zone.listener());
        assertEquals(Transport.TLS, zone.transport());
        assertEquals(5061, zone.port(zone.peers().get(0)));
        assertEquals(70, zone.hopCount());
        put(PlanLoader.MICROSOFT, Map.of("enabled", false));
        assertEquals(List.of(), load().plan().zones());
    }

    @Test
    void theZoneToMicrosoftIsThereOnTheDefaultsOfItsSection() {
        Loaded loaded = load();
        assertEquals(DialPlan.MICROSOFT_ZONE, loaded.plan().zones().get(0).name());
        assertEquals(List.of(), loaded.refused());
    }

    @Test
    void aZoneKeepsItsFields() {
        put(
                PlanLoader.ZONE + "~cucm",
                Map.of(
                        "name",
                        "CUCM Neighbor",
                        "peers",
                        new String[] {"cucm1.example.com", "cucm2.example.com:5062", ""},
                        "transport",
                        "TCP",
                        "port",
                        5060,
                        "listener",
                        "standard-tcp",
                        "profile",
                        "CUCM_BEFORE_8_6_1",
                        "mediaEncryption",
                        "REQUIRED",
                        "tlsVerify",
                        false,
                        "aliveSeconds",
                        30,
                        "ice",
                        true));
        Zone zone = zone("CUCM Neighbor");
        assertEquals(2, zone.peers().size());
        assertEquals(5060, zone.port(zone.peers().get(0)));
        assertEquals(5062, zone.port(zone.peers().get(1)));
        assertEquals(15, zone.hopCount());
        assertEquals(30, zone.monitoring().alive().toSeconds());
        assertEquals(new ZonePolicy(ZonePolicy.MediaEncryption.REQUIRED, true, false), zone.policy());
    }

    @Test
    void aZoneWithoutNameIsCalledAsItsConfiguration() {
        put(PlanLoader.ZONE + "~cucm", Map.of("peers", "192.0.2.1"));
        assertEquals("cucm", zone("CUCM").name());
    }

    @Test
    void aZoneWithoutListenerTakesTheStandardOneOfItsTransport() {
        put(PlanLoader.ZONE + "~a", Map.of("name", "A", "peers", "192.0.2.1"));
        put(PlanLoader.ZONE + "~b", Map.of("name", "B", "peers", "192.0.2.1", "transport", "TCP"));
        put(PlanLoader.ZONE + "~c", Map.of("name", "C", "peers", "192.0.2.1", "transport", "UDP", "listener", "x"));
        assertEquals("standard", zone("A").listener());
        assertEquals("standard-tcp", zone("B").listener());
        assertEquals("x", zone("C").listener());
    }

    @Test
    void morePeersThanSixAreRefusedAndTheOldOnesStay() {
        put(PlanLoader.ZONE + "~z", Map.of("name", "Z", "peers", List.of("one.example.com")));
        load();
        put(
                PlanLoader.ZONE + "~z",
                Map.of(
                        "name",
                        "Z",
                        "peers",
                        IntStream.range(0, 7).mapToObj(i -> "192.0.2." + i).toList()));
        Loaded loaded = load();
        assertEquals("one.example.com", zone("Z").peers().get(0).host());
        assertEquals(
                List.of(
                        "org.bailey.dialplan.zone~z zone 'Z' has 7 peers, but needs one to 6: more nodes go behind one name"
                                + " with several addresses, or into a second zone; its old settings stay in use"),
                loaded.refused());
    }

    @Test
    void aWrongPatternKeepsTheOldRule() {
        put(PlanLoader.RULE + "~r", rule(".+@example\\.com"));
        load();
        put(PlanLoader.RULE + "~r", rule("^(?!0)(\\d{4})$"));
        Loaded loaded = load();
        assertEquals(".+@example\\.com", pattern(loaded.plan().rules().get(0)));
        assertTrue(loaded.refused().get(0).startsWith("org.bailey.dialplan.rule~r pattern '^(?!0)(\\d{4})$' uses (?!"));
        put(PlanLoader.RULE + "~r", rule(".+@other\\.example"));
        loaded = load();
        assertEquals(List.of(), loaded.refused());
        assertEquals(".+@other\\.example", pattern(loaded.plan().rules().get(0)));
    }

    @Test
    void aRuleToAZoneThatIsNotThereIsNotUsedUntilItIs() {
        Map<String, Object> rule = new HashMap<>(rule(".+@room\\.example"));
        rule.put("target", "Rooms");
        put(PlanLoader.RULE + "~r", rule);
        Loaded loaded = load();
        assertEquals(List.of(), loaded.plan().rules());
        assertEquals(
                List.of("org.bailey.dialplan.rule~r target 'Rooms' is no zone; there are [" + DialPlan.MICROSOFT_ZONE
                        + "]; it is not used"),
                loaded.refused());
        put(PlanLoader.ZONE + "~z", Map.of("name", "rooms", "peers", "192.0.2.1"));
        assertEquals(1, load().plan().rules().size());
        entries.remove(PlanLoader.ZONE + "~z");
        assertEquals(List.of(), load().plan().rules(), "old settings whose zone is gone do not stay");
    }

    @Test
    void anUnknownTargetKeepsTheOldTarget() {
        put(PlanLoader.RULE + "~r", rule(".+@example\\.com"));
        load();
        Map<String, Object> other = new HashMap<>(rule(".+@example\\.com"));
        other.put("target", "Roms");
        put(PlanLoader.RULE + "~r", other);
        Loaded loaded = load();
        assertEquals(DialPlan.MICROSOFT_ZONE, loaded.plan().rules().get(0).target());
        assertTrue(loaded.refused().get(0).endsWith("its old settings stay in use"));
    }

    @Test
    void anyAliasTowardsMicrosoftIsTakenWithALoudRemark() {
        put(PlanLoader.RULE + "~a", Map.of("mode", "Any alias", "target", DialPlan.MICROSOFT_ZONE));
        put(PlanLoader.RULE + "~b", rule(".*"));
        Loaded loaded = load();
        assertEquals(2, loaded.plan().rules().size());
        assertTrue(loaded.doubts()
                .get(0)
                .startsWith("org.bailey.dialplan.rule~a mode ANY_ALIAS towards the Microsoft side"));
        assertTrue(loaded.doubts().get(1).startsWith("org.bailey.dialplan.rule~b pattern '.*' matches anything"));
        assertTrue(loaded.doubts().get(2).startsWith("org.bailey.dialplan.rule~b is never reached"));
    }

    @Test
    void anUnescapedDotIsTakenWithARemark() {
        put(PlanLoader.ZONE + "~z", Map.of("name", "CUCM Neighbor", "peers", "192.0.2.1"));
        Map<String, Object> rule = new HashMap<>(rule("(3\\d{3})@video.example.com"));
        rule.put("target", "CUCM Neighbor");
        put(PlanLoader.RULE + "~c", rule);
        Loaded loaded = load();
        assertEquals(1, loaded.plan().rules().size());
        assertEquals(1, loaded.doubts().size(), loaded.doubts().toString());
        assertTrue(loaded.doubts().get(0).contains("the dot before 'example' stands for any character"));
    }

    @Test
    void theDefaultTransformStripsPortsOnly() {
        put(PlanLoader.TRANSFORM + "~port", Map.of());
        var transform = load().plan().transforms().get(0);
        assertEquals("port", transform.name());
        assertEquals(5, transform.priority());
        assertEquals(
                "dave@example.com",
                transform.rewrite().apply("dave@example.com:5061").orElseThrow());
        assertEquals(
                "dave@[2001:db8::1]",
                transform.rewrite().apply("dave@[2001:db8::1]:5061").orElseThrow());
        assertFalse(transform.rewrite().apply("dave@[2001:db8::1]").isPresent());
        assertFalse(transform.rewrite().apply("dave@example.com").isPresent());
    }

    @Test
    void aDisabledZoneTakesNoCallsButItsRulesStay() {
        put(PlanLoader.ZONE + "~z", Map.of("name", "Rooms", "peers", "192.0.2.1", "enabled", false));
        Map<String, Object> rule = new HashMap<>(rule(".+"));
        rule.put("target", "Rooms");
        put(PlanLoader.RULE + "~r", rule);
        Loaded loaded = load();
        assertEquals(1, loaded.plan().zones().size());
        assertEquals(1, loaded.plan().rules().size());
        assertEquals(List.of(), loaded.refused());
    }

    @Test
    void twoZonesCannotHaveOneName() {
        put(PlanLoader.ZONE + "~a", Map.of("name", "Rooms", "peers", "192.0.2.1"));
        put(PlanLoader.ZONE + "~b", Map.of("name", "ROOMS", "peers", "192.0.2.2"));
        put(PlanLoader.ZONE + "~c", Map.of("name", DialPlan.MICROSOFT_ZONE, "peers", "192.0.2.3"));
        Loaded loaded = load();
        assertEquals("192.0.2.1", zone("Rooms").peers().get(0).host());
        assertEquals(2, loaded.refused().size(), loaded.refused().toString());
    }

    @Test
    void moreThan25TrustedHostsAreOnlyRemarkedUpon() {
        for (int i = 1; i <= 26; i++) {
            put(PlanLoader.TRUSTED_HOST + "~fe" + i, Map.of("address", "192.0.2." + i));
        }
        Loaded loaded = load();
        assertEquals(26, loaded.plan().trustedHosts().size());
        assertEquals(
                List.of(
                        "there are 26 trusted hosts (org.bailey.b2bua.trustedhost), more than 25; calls are not affected"),
                loaded.doubts());
        put(PlanLoader.SECTION, Map.of("trustedHostNotice", 40));
        assertEquals(List.of(), load().doubts());
    }

    @Test
    void aTrustedHostHasAnAddressWithoutPort() {
        put(PlanLoader.TRUSTED_HOST + "~a", Map.of("address", "192.0.2.1:5061"));
        put(PlanLoader.TRUSTED_HOST + "~b", Map.of());
        put(PlanLoader.TRUSTED_HOST + "~c", Map.of("address", "amgw.example.com", "type", "TRANSCODER"));
        Loaded loaded = load();
        assertEquals(2, loaded.refused().size());
        assertFalse(loaded.plan().trustedHosts().get(0).microsoft());
    }

    private Loaded load() {
        return loader.load(new ArrayList<>(entries.values()));
    }

    private Zone zone(String name) {
        return load().plan().zone(name).orElseThrow();
    }

    private static String pattern(Rule rule) {
        return String.valueOf(rule.rewrite().pattern());
    }

    private static Map<String, Object> rule(String pattern) {
        return Map.of("name", "r", "pattern", pattern, "target", DialPlan.MICROSOFT_ZONE);
    }

    private void put(String pid, Map<String, Object> values) {
        int tilde = pid.indexOf('~');
        entries.put(pid, new Entry(pid, tilde < 0 ? pid : pid.substring(0, tilde), values));
    }
}
