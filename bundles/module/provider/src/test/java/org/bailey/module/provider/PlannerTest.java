package org.bailey.module.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bailey.module.UpdatePlan;
import org.bailey.module.UpdatePlan.Way;
import org.bailey.module.provider.Snapshot.Installed;
import org.junit.jupiter.api.Test;

/** A small appliance as a table of bundles, and what updates would do to it. */
class PlannerTest {
    private final List<Installed> bundles = new ArrayList<>();
    private final Map<String, Set<String>> calls = new HashMap<>();

    PlannerTest() {
        installed("org.bailey.call.api", Map.of("Export-Package", "org.bailey.call;version=1.0.0"), Set.of());
        installed(
                "org.bailey.b2bua.provider",
                Map.of(
                        "Import-Package", "org.bailey.call;version=\"[1.0,2)\"",
                        "Provide-Capability",
                                "osgi.service;objectClass:List<String>=\"org.bailey.call.CallMachine\";uses:=\"org.bailey.call\""),
                Set.of());
        installed(
                "org.bailey.call.provider",
                Map.of("Import-Package", "org.bailey.call;version=\"[1.0,1.1)\"", "Bailey-Keeper", "true"),
                Set.of("org.bailey.call.CallMachine"));
        installed("org.bailey.module.provider", Map.of(), Set.of());
    }

    private void installed(String name, Map<String, String> headers, Set<String> uses) {
        BundleFacts facts = bundle(name, "1.0.0", headers);
        Set<Long> wires = new HashSet<>();
        facts.imports()
                .keySet()
                .forEach(wanted -> bundles.stream()
                        .filter(each -> each.facts().exports().containsKey(wanted))
                        .forEach(each -> wires.add(each.id())));
        bundles.add(new Installed(bundles.size() + 1, facts, true, uses, Set.of(), wires));
    }

    private static BundleFacts bundle(String name, String version, Map<String, String> headers) {
        Map<String, String> all = new HashMap<>(headers);
        all.put("Bundle-SymbolicName", name);
        all.put("Bundle-Version", version);
        return BundleFacts.of(all::get);
    }

    private UpdatePlan plan(BundleFacts... wanted) {
        Snapshot now = new Snapshot(bundles, calls, "org.bailey.module.provider");
        return Planner.plan("1", "file.jar", now, List.of(wanted), "CN=Vendor", "");
    }

    private BundleFacts machine(String version) {
        return bundle(
                "org.bailey.b2bua.provider",
                version,
                Map.of(
                        "Import-Package",
                        "org.bailey.call;version=\"[1.0,2)\"",
                        "Provide-Capability",
                        "osgi.service;objectClass:List<String>=\"org.bailey.call.CallMachine\""));
    }

    @Test
    void aKeeperThatHoldsOnToAServiceRestartsWithWhoOffersIt() {
        calls.put("b2bua", Set.of("c1"));
        BundleFacts keeper = bundle("org.bailey.store.provider", "1.0.0", Map.of("Bailey-Keeper", "true"));
        bundles.add(new Installed(99, keeper, true, Set.of(), Set.of("org.bailey.call.CallMachine"), Set.of()));
        UpdatePlan plan = plan(machine("1.0.1"));
        assertTrue(plan.drain());
        assertEquals(List.of("org.bailey.store.provider"), plan.restarts());
    }

    @Test
    void aProviderIsReplacedSideBySideAndNothingElseRestarts() {
        calls.put("b2bua", Set.of("c1", "c2"));
        UpdatePlan plan = plan(machine("1.0.1"));
        assertTrue(plan.possible());
        assertFalse(plan.drain());
        assertEquals(
                List.of(new UpdatePlan.Replacement("org.bailey.b2bua.provider", "1.0.0", "1.0.1", Way.SIDE_BY_SIDE)),
                plan.replacements());
        assertEquals(List.of(), plan.restarts());
        assertEquals(Map.of("b2bua", Set.of("c1", "c2")), plan.calls());
        assertEquals(
                List.of(
                        "Signed by CN=Vendor.",
                        "org.bailey.b2bua.provider 1.0.0 is replaced by 1.0.1 side by side: the new one serves before the old one goes.",
                        "No other bundle restarts.",
                        "2 live calls use b2bua; nothing ends."),
                plan.sentences());
    }

    @Test
    void anApiRestartsWhoeverHasItsPackagesAndWaitsForTheCallsOfKeepers() {
        calls.put("call", Set.of("c1"));
        UpdatePlan plan =
                plan(bundle("org.bailey.call.api", "1.0.1", Map.of("Export-Package", "org.bailey.call;version=1.0.0")));
        assertTrue(plan.possible());
        assertTrue(plan.drain());
        assertEquals(Way.IN_PLACE, plan.replacements().get(0).way());
        assertEquals(List.of("org.bailey.b2bua.provider", "org.bailey.call.provider"), plan.restarts());
        calls.clear();
        UpdatePlan idle = plan(bundle("org.bailey.call.provider", "1.1.0", Map.of()));
        assertTrue(idle.drain(), "a call may come in the middle");
        assertTrue(idle.sentences().toString().contains("and none is up now."), idle.sentences()::toString);
    }

    @Test
    void theSameVersionIsRefusedAndAnOlderOneIsNot() {
        refused(
                "org.bailey.b2bua.provider 1.0.0 is the version that runs already; another build has another version.",
                machine("1.0.0"));
        UpdatePlan older = plan(machine("0.9.0"));
        assertTrue(older.possible());
        assertEquals(
                "That is a step back: 0.9.0 is older than 1.0.0, and knows no setting that came since.",
                older.sentences().get(2));
        assertNotEquals(older.id(), plan(machine("1.0.1")).id());
    }

    @Test
    void aMissingPackageIsNamedWithWhatThereIsOfIt() {
        refused(
                "org.bailey.b2bua.provider 1.0.1 needs package org.bailey.call [2.0.0,3.0.0), which nobody offers;"
                        + " org.bailey.call.api has 1.0.0.",
                bundle(
                        "org.bailey.b2bua.provider",
                        "1.0.1",
                        Map.of(
                                "Import-Package",
                                "org.bailey.call;version=\"[2.0,3)\",org.optional;resolution:=optional",
                                "Provide-Capability",
                                "osgi.service;objectClass:List<String>=\"org.bailey.call.CallMachine\"")));
    }

    @Test
    void aServiceThatOthersAskForMustNotBeGone() {
        refused(
                "org.bailey.b2bua.provider 1.0.1 has no service org.bailey.call.CallMachine any more, which"
                        + " org.bailey.call.provider asks for.",
                bundle("org.bailey.b2bua.provider", "1.0.1", Map.of()));
    }

    @Test
    void whoDoesTheUpdatesIsNotUpdatedSo() {
        UpdatePlan plan = plan(bundle("org.bailey.module.provider", "1.0.1", Map.of()));
        assertFalse(plan.possible());
        assertTrue(plan.refusals().get(0).startsWith("org.bailey.module.provider does the updates"));
    }

    @Test
    void whatNobodyTrustedSignedIsRefused() {
        Snapshot now = new Snapshot(bundles, calls, "org.bailey.module.provider");
        UpdatePlan plan = Planner.plan("1", "file.jar", now, List.of(machine("1.0.1")), "", "it is not signed");
        assertEquals(List.of("file.jar: it is not signed."), plan.refusals());
    }

    @Test
    void aFeatureGoesInTheOrderOfItsPackages() {
        BundleFacts user = bundle("org.bailey.new.provider", "1.0.0", Map.of("Import-Package", "org.bailey.fresh"));
        BundleFacts api = bundle("org.bailey.new.api", "1.0.0", Map.of("Export-Package", "org.bailey.fresh"));
        UpdatePlan plan = plan(user, api);
        assertTrue(plan.possible(), plan.refusals().toString());
        assertEquals(
                List.of("org.bailey.new.api", "org.bailey.new.provider"),
                plan.replacements().stream().map(UpdatePlan.Replacement::name).toList());
        assertEquals(Way.NEW, plan.replacements().get(0).way());
    }

    private void refused(String sentence, BundleFacts wanted) {
        assertEquals(List.of(sentence), plan(wanted).refusals());
    }
}
