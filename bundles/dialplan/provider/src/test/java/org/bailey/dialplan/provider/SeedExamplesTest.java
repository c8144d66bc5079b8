package org.bailey.dialplan.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bailey.dialplan.DialPlan;
import org.bailey.dialplan.PlanOverview.Judgement;
import org.bailey.dialplan.Question;
import org.bailey.dialplan.SipVariant;
import org.bailey.dialplan.provider.config.Entry;
import org.bailey.dialplan.provider.config.Loaded;
import org.bailey.dialplan.provider.config.PlanLoader;
import org.bailey.dialplan.provider.plan.Replay;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The dial plans of the deployment guides, as they are printed, from configuration to result. */
class SeedExamplesTest {
    private final Map<String, Map<String, Object>> settings = new LinkedHashMap<>();

    /** Deployment guide: Tasks 2 and 3, "Create a Search Rule to Route Calls to the Unified CM Neighbor Zone", the transform. */
    private Loaded gateway() {
        put("org.bailey.b2bua", Map.of("destination", "pool.example.com"));
        put("org.bailey.dialplan.zone~cucm", Map.of("name", "CUCM Neighbor", "peers", "10.50.157.22"));
        put(
                "org.bailey.dialplan.rule~ms",
                Map.of(
                        "name", "To Microsoft environment",
                        "priority", 100,
                        "mode", "Alias pattern match",
                        "patternType", "Regex",
                        "pattern", ".+@example\\.com",
                        "behaviour", "Leave",
                        "onMatch", "Stop",
                        "target", "To Microsoft destination via B2BUA"));
        put(
                "org.bailey.dialplan.rule~other",
                Map.of(
                        "name", "xxxx To Microsoft",
                        "pattern", ".+@other.example.net.*",
                        "target", "To Microsoft destination via B2BUA"));
        put(
                "org.bailey.dialplan.rule~cucm",
                Map.of(
                        "name", "Route to CUCM",
                        "description", "Send 3xxx@video.example.com calls to CUCM",
                        "pattern", "(3\\d{3})@video.example.com",
                        "target", "CUCM Neighbor"));
        put(
                "org.bailey.dialplan.transform~port",
                Map.of(
                        "description", "Strip off any port information",
                        "priority", 5,
                        "pattern", "(.+):.*",
                        "behaviour", "Replace",
                        "replacement", "\\1"));
        return load();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "CUCM Neighbor|david.jones@example.com|To Microsoft destination via B2BUA as sip:david.jones@example.com",
                "CUCM Neighbor|alice.parkes@example.com|To Microsoft destination via B2BUA as sip:alice.parkes@example.com",
                "CUCM Neighbor|david.jones@example.com:5061|To Microsoft destination via B2BUA as sip:david.jones@example.com",
                "CUCM Neighbor|x@other.example.net|To Microsoft destination via B2BUA as sip:x@other.example.net",
                "CUCM Neighbor|x@other.example.net;tag|To Microsoft destination via B2BUA as sip:x@other.example.net;tag",
                "To Microsoft destination via B2BUA|3000@video.example.com|CUCM Neighbor as sip:3000@video.example.com",
                "To Microsoft destination via B2BUA|3999@video.example.com:5060|CUCM Neighbor as sip:3999@video.example.com"
            })
    void theGatewaysRulesDoWhatTheGuideSays(String from, String alias, String result) {
        assertEquals(result, Replay.words(Replay.search(gateway().plan(), new Question(alias, from))));
    }

    /** "For example, call david.jones.office@video.example.com from a Microsoft client": it matches none of the guide's rules. */
    @Test
    void theGuidesOwnTestCallIsFoundToGoNowhere() {
        put(
                "org.bailey.dialplan.expectation~office",
                Map.of(
                        "alias", "david.jones.office@video.example.com",
                        "from", DialPlan.MICROSOFT_ZONE,
                        "zone", "CUCM Neighbor"));
        Judgement judged = gateway().judgements().get(0);
        assertEquals("404: no search rule leads to david.jones.office@video.example.com", judged.result());
        assertTrue(
                gateway()
                        .doubts()
                        .contains(
                                "org.bailey.dialplan.expectation~office is not met: david.jones.office@video.example.com"
                                        + " from 'To Microsoft destination via B2BUA' should go to CUCM Neighbor, but goes to 404: no"
                                        + " search rule leads to david.jones.office@video.example.com"),
                gateway().doubts().toString());
        put("org.bailey.dialplan.rule~cucm", Map.of("pattern", ".+@video\\.example\\.com", "target", "CUCM Neighbor"));
        assertTrue(load().judgements().get(0).holds());
    }

    /** Interdomain federation: arrows 2 to 6 and "Detailed Examples of Search Rules"; the stars in front stand for {@code .*}. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "IMP|MICROSOFT_IM|jabber@msexample.com|Traversal as sip:jabber@msexample.com",
                "IMP|STANDARD|jabber@msexample.com|404: no search rule leads to jabber@msexample.com",
                "Traversal|MICROSOFT_IM|anna@ciscoexample.com|IMP as sip:anna@ciscoexample.com",
                "Traversal|MICROSOFT_IM|IMP1-public.ciscoexample.com|IMP as sip:IMP1-public.ciscoexample.com",
                "Traversal|MICROSOFT_IM|IMP1-public.ciscoexample.com:5061|IMP as sip:IMP1-public.ciscoexample.com:5061",
                "Default zone|MICROSOFT_IM|anna@ciscoexample.com|404: no search rule leads to anna@ciscoexample.com",
                "Default zone|MICROSOFT_IM|imp1-public.uc.local|IMP as sip:imp1-public.uc.local",
                "Default zone|MICROSOFT_IM|anna@uc.local|IMP as sip:anna@uc.local",
                "Default zone|MICROSOFT_AV|anna@uc.local|404: no search rule leads to anna@uc.local"
            })
    void theRulesOfTheFederationGuideTellChatByItsVariant(
            String from, SipVariant variant, String alias, String result) {
        put("org.bailey.dialplan.zone~imp", Map.of("name", "IMP", "peers", "imp1.uc.local", "port", 5062));
        put("org.bailey.dialplan.zone~t", Map.of("name", "Traversal", "peers", "192.0.2.1"));
        chat("out", "IMP", ".*@msexample\\.com", "Traversal");
        chat("in", "Traversal", ".*@ciscoexample.com", "IMP");
        chat("notify", "Traversal", ".*IMP1-public\\.ciscoexample.com.*", "IMP");
        chat("public", "", ".*imp1-public\\.uc\\.local.*", "IMP");
        chat("local", "", ".*@uc\\.local.*", "IMP");
        assertEquals(result, Replay.words(Replay.search(load().plan(), new Question(alias, from, variant))));
    }

    @Test
    void aRuleMayBeForWhoeverIsAPeerOfNoZone() {
        put("org.bailey.dialplan.zone~t", Map.of("name", "Traversal", "peers", "192.0.2.1"));
        chat("default", "Default zone", ".*@ciscoexample\\.com", "Traversal");
        Loaded loaded = load();
        Question stranger = new Question("a@ciscoexample.com", "", SipVariant.MICROSOFT_IM);
        assertEquals("Traversal as sip:a@ciscoexample.com", Replay.words(Replay.search(loaded.plan(), stranger)));
        Question peer = new Question("a@ciscoexample.com", "Traversal", SipVariant.MICROSOFT_IM);
        assertEquals(404, Replay.search(loaded.plan(), peer).status());
    }

    private void chat(String name, String source, String pattern, String target) {
        put(
                "org.bailey.dialplan.rule~" + name,
                Map.of(
                        "priority", 20,
                        "variant", "Microsoft IM",
                        "source", source,
                        "pattern", pattern,
                        "target", target));
    }

    private void put(String pid, Map<String, Object> values) {
        settings.put(pid, values);
    }

    private Loaded load() {
        Loaded loaded = new PlanLoader().load(Entry.of(settings));
        assertEquals(List.of(), loaded.refused());
        return loaded;
    }
}
