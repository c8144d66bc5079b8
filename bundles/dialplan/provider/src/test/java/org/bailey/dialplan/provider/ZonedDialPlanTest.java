package org.bailey.dialplan.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.bailey.dialplan.DialPlan;
import org.bailey.dialplan.Dialect;
import org.bailey.dialplan.Origin;
import org.bailey.dialplan.Route;
import org.bailey.dialplan.SipVariant;
import org.bailey.dialplan.ZonePolicy;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.ServiceReference;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.cm.ConfigurationEvent;

class ZonedDialPlanTest {
    private static final Origin STRANGER = new Origin("", Dialect.STANDARD, SipVariant.STANDARD, false, "");

    @TempDir
    private Path data;

    private final Map<String, Hashtable<String, Object>> stored = new TreeMap<>();

    @AfterEach
    void nothingIsLeft() {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(5);
        while (threads() > 0 && System.nanoTime() < deadline) {
            LockSupport.parkNanos(2_000_000);
        }
        assertEquals(0, threads(), "threads of the section");
    }

    @Test
    void aFreshInstanceRoutesTheVeryNextCallAlsoBesideAnOldOne() {
        store("org.bailey.dialplan.zone~rooms", Map.of("name", "Rooms", "peers", "192.0.2.20", "transport", "TCP"));
        store("org.bailey.dialplan.rule~rooms", Map.of("pattern", ".+@room\\.example", "target", "Rooms"));
        ZonedDialPlan old = started();
        assertEquals("Rooms", found(old, "sip:a@room.example").zone());
        ZonedDialPlan fresh = started();
        assertEquals("Rooms", found(fresh, "sip:a@room.example").zone());
        old.stop();
        assertEquals("Rooms", found(fresh, "sip:a@room.example").zone());
        fresh.stop();
    }

    @Test
    void aChangedConfigurationCountsAtOnceAndAWrongOneDoesNot() {
        store("org.bailey.dialplan.zone~rooms", Map.of("name", "Rooms", "peers", "192.0.2.20"));
        ZonedDialPlan plan = started();
        assertEquals(404, notFound(plan, "sip:a@room.example").status());
        store("org.bailey.dialplan.rule~rooms", Map.of("pattern", ".+@room\\.example", "target", "Rooms"));
        plan.reload();
        Route.Found found = found(plan, "sip:a@room.example");
        assertEquals("192.0.2.20", found.hops().get(0).address().getAddress().getHostAddress());
        assertEquals(15, found.hopCount());
        assertEquals("sip:a@room.example", found.uri());

        store("org.bailey.dialplan.rule~rooms", Map.of("pattern", "(", "target", "Rooms"));
        plan.reload();
        assertEquals("Rooms", found(plan, "sip:a@room.example").zone());
        assertTrue(plan.problems().get(0).startsWith("org.bailey.dialplan.rule~rooms pattern '('"));
        plan.stop();
    }

    @Test
    void aZoneThatCannotBeReachedIs480WithTheReasonAndTheTrail() {
        store("org.bailey.b2bua", Map.of("enabled", true));
        store(
                "org.bailey.dialplan.rule~ms",
                Map.of("name", "ms", "pattern", ".+@example\\.com", "target", DialPlan.MICROSOFT_ZONE));
        ZonedDialPlan plan = started();
        Route.NotFound dead = notFound(plan, "sip:dave@example.com");
        assertEquals(480, dead.status());
        assertTrue(dead.reason().startsWith("org.bailey.b2bua has no destination"), dead.reason());
        assertEquals(2, dead.trail().size(), dead.trail().toString());
        plan.stop();
    }

    @Test
    void theNextRuleThatContinuesIsTakenWhenAZoneCannotBeReached() {
        store("org.bailey.dialplan.zone~rooms", Map.of("name", "Rooms", "peers", "192.0.2.20"));
        store(
                "org.bailey.dialplan.rule~1",
                Map.of("pattern", ".+@example\\.com", "target", DialPlan.MICROSOFT_ZONE, "onMatch", "CONTINUE"));
        store("org.bailey.dialplan.rule~2", Map.of("pattern", ".+@example\\.com", "target", "Rooms"));
        ZonedDialPlan plan = started();
        assertEquals("Rooms", found(plan, "sip:dave@example.com").zone());
        Route after = now(plan.route("sip:dave@example.com", STRANGER, Set.of("Rooms", DialPlan.MICROSOFT_ZONE)));
        assertEquals(404, assertInstanceOf(Route.NotFound.class, after).status());
        plan.stop();
    }

    @Test
    void aRouteAndAnOriginTellHowMediaIsTreatedThere() {
        store(
                "org.bailey.dialplan.zone~safe",
                Map.of(
                        "name",
                        "Safe",
                        "peers",
                        "192.0.2.20",
                        "mediaEncryption",
                        "REQUIRED",
                        "keyOffer",
                        "SECURE_FIRST"));
        store("org.bailey.dialplan.rule~1", Map.of("pattern", ".+@safe\\.example", "target", "Safe"));
        ZonedDialPlan plan = started();
        assertEquals(
                new ZonePolicy(
                        ZonePolicy.MediaEncryption.REQUIRED, ZonePolicy.KeyOffer.SECURE_FIRST, false, false, true),
                found(plan, "sip:a@safe.example").policy());
        assertEquals(plan.policy("Safe"), found(plan, "sip:a@safe.example").policy());
        plan.stop();
    }

    @Test
    void aZoneThatWantsKeysWhereNoneMayBeSentIsToldOf() {
        store(
                "org.bailey.b2bua",
                Map.of("destination", "192.0.2.30", "mediaEncryption", "REQUIRED", "transport", "TCP"));
        store(
                "org.bailey.dialplan.zone~open",
                Map.of(
                        "peers",
                        "192.0.2.20",
                        "mediaEncryption",
                        "REQUIRED",
                        "transport",
                        "UDP",
                        "keysWithoutTls",
                        true));
        ZonedDialPlan plan = started();
        assertEquals(
                List.of(
                        "org.bailey.b2bua: zone 'To Microsoft destination via B2BUA' has mediaEncryption REQUIRED, but keys"
                                + " are not sent over TCP: every call is refused; set transport to TLS, or keysWithoutTls if nobody"
                                + " can listen there"),
                plan.problems());
        plan.stop();
    }

    @Test
    void mediaPolicyIsToldByZone() {
        store(
                "org.bailey.dialplan.zone~old",
                Map.of("name", "Old", "peers", "192.0.2.20", "profile", "CUCM_BEFORE_8_6_1", "mediaEncryption", "OFF"));
        ZonedDialPlan plan = started();
        assertEquals(new ZonePolicy(ZonePolicy.MediaEncryption.OFF, false, false), plan.policy("Old"));
        assertEquals(ZonePolicy.DEFAULT, plan.policy("nowhere"));
        plan.stop();
    }

    /** As when a file of settings is applied: calls that come meanwhile go by what was before, and never by half of it. */
    @Test
    void settingsThatBelongTogetherAreSeenAllOrNotAtAll() {
        store("org.bailey.dialplan.zone~rooms", Map.of("name", "Rooms", "peers", "192.0.2.20"));
        store("org.bailey.dialplan.rule~rooms", Map.of("pattern", ".+@room\\.example", "target", "Rooms"));
        ZonedDialPlan plan = started();
        plan.begin();
        stored.remove("org.bailey.dialplan.rule~rooms");
        plan.configurationEvent(changed("org.bailey.dialplan.rule", "org.bailey.dialplan.rule~rooms"));
        assertEquals("Rooms", found(plan, "sip:a@room.example").zone());
        store("org.bailey.dialplan.zone~new", Map.of("name", "New", "peers", "192.0.2.21"));
        store("org.bailey.dialplan.rule~new", Map.of("pattern", ".+@room\\.example", "target", "New"));
        plan.configurationEvent(changed("org.bailey.dialplan.rule", "org.bailey.dialplan.rule~new"));
        assertEquals("Rooms", found(plan, "sip:a@room.example").zone());
        plan.end();
        assertEquals("New", found(plan, "sip:a@room.example").zone());
        stored.remove("org.bailey.dialplan.rule~new");
        plan.configurationEvent(changed("org.bailey.dialplan.rule", "org.bailey.dialplan.rule~new"));
        assertEquals(404, notFound(plan, "sip:a@room.example").status());
        plan.stop();
    }

    @Test
    void whatWasCalledIsRecordedForWhoeverComesNext() throws IOException {
        store("org.bailey.dialplan.zone~rooms", Map.of("name", "Rooms", "peers", "192.0.2.20"));
        store("org.bailey.dialplan.rule~rooms", Map.of("pattern", ".+@room\\.example", "target", "Rooms"));
        ZonedDialPlan old = started();
        found(old, "sip:a@room.example");
        now(old.route("sip:a@room.example", STRANGER, Set.of("Rooms")));
        notFound(old, "sip:a@elsewhere.example");
        old.stop();
        ZonedDialPlan fresh = started();
        assertEquals(2, fresh.record().told(7).calls());
        store("org.bailey.dialplan", Map.of("recordDays", 0));
        fresh.configurationEvent(changed(null, "org.bailey.dialplan"));
        assertEquals(0, fresh.current().recording().days());
        fresh.stop();
        assertEquals(0, fresh.record().told(7).calls());
    }

    @SuppressWarnings("unchecked")
    private static ConfigurationEvent changed(@Nullable String factory, String pid) {
        ServiceReference<ConfigurationAdmin> nobody = proxy(ServiceReference.class, (self, method, arguments) -> {
            throw new UnsupportedOperationException(method.getName());
        });
        return new ConfigurationEvent(nobody, ConfigurationEvent.CM_UPDATED, factory, pid);
    }

    private ZonedDialPlan started() {
        ZonedDialPlan plan = new ZonedDialPlan(configurations(), data);
        plan.start();
        return plan;
    }

    private static Route.Found found(DialPlan plan, String uri) {
        return assertInstanceOf(Route.Found.class, now(plan.route(uri, STRANGER)));
    }

    private static Route.NotFound notFound(DialPlan plan, String uri) {
        return assertInstanceOf(Route.NotFound.class, now(plan.route(uri, STRANGER)));
    }

    private static Route now(java.util.concurrent.CompletionStage<Route> stage) {
        CompletableFuture<Route> future = stage.toCompletableFuture();
        assertTrue(future.isDone(), "no name had to be looked up");
        return future.join();
    }

    private void store(String pid, Map<String, ?> values) {
        stored.put(pid, new Hashtable<>(values));
    }

    /** The store of this test behind the two methods that are used of the service. */
    private ConfigurationAdmin configurations() {
        return proxy(ConfigurationAdmin.class, (self, method, arguments) -> {
            assertEquals("listConfigurations", method.getName());
            String filter = String.valueOf(arguments[0]);
            return stored.entrySet().stream()
                    .filter(e -> {
                        int tilde = e.getKey().indexOf('~');
                        return filter.contains(
                                tilde < 0
                                        ? "(service.pid=" + e.getKey() + ")"
                                        : "(service.factoryPid=" + e.getKey().substring(0, tilde) + ")");
                    })
                    .map(e -> proxy(
                            Configuration.class,
                            (one, called, none) ->
                                    called.getName().equals("getPid") ? e.getKey() : new Hashtable<>(e.getValue())))
                    .toArray(Configuration[]::new);
        });
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }

    private static long threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(t -> t.getName().startsWith("bailey-dialplan-"))
                .count();
    }
}
