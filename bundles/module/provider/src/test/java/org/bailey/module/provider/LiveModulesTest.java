package org.bailey.module.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.bailey.module.UpdatePlan;
import org.bailey.module.UpdatePlan.Way;
import org.bailey.module.UpdateRecord;
import org.bailey.module.UpdateRecord.Outcome;
import org.bailey.module.UpdateRefused;
import org.bailey.system.Requester;
import org.bailey.system.Snapshots;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.SynchronousBundleListener;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.launch.FrameworkFactory;
import org.osgi.framework.startlevel.BundleStartLevel;
import org.osgi.service.component.runtime.ServiceComponentRuntime;

/** All ways to update one bundle, in a real framework. */
@Timeout(90)
class LiveModulesTest {
    private static final String LOCATION = "bailey:org.bailey:greeter";

    @TempDir
    Path folder;

    private final List<String> kept = new CopyOnWriteArrayList<>();
    private final Uses uses = new Uses();
    private Framework framework;
    private DrainSwitch drain;
    private LiveModules modules;
    private int watchSeconds = 1;

    /** Writes down why. */
    private void snapshots() {
        modules.snapshots = (Snapshots) Proxy.newProxyInstance(
                LiveModulesTest.class.getClassLoader(),
                new Class<?>[] {Snapshots.class},
                (proxy, method, arguments) -> {
                    kept.add(arguments[0] + ", " + arguments[1]);
                    return new org.bailey.system.Snapshot(7, Instant.EPOCH, "", "", 0, 0, "");
                });
    }

    /** Seconds. */
    private ModuleConfig brief() {
        Map<String, Object> values = Map.of("watchSeconds", watchSeconds, "startSeconds", 2, "signers", new String[0]);
        return (ModuleConfig) Proxy.newProxyInstance(
                LiveModulesTest.class.getClassLoader(),
                new Class<?>[] {ModuleConfig.class},
                (proxy, method, arguments) -> values.get(method.getName()));
    }

    /** With that greeter in it. */
    private void framework(String signatures, byte[] greeter) throws Exception {
        framework(signatures, greeter, true);
    }

    private void framework(String signatures, byte[] greeter, boolean starts) throws Exception {
        framework = ServiceLoader.load(FrameworkFactory.class)
                .findFirst()
                .orElseThrow()
                .newFramework(Map.of(
                        Constants.FRAMEWORK_STORAGE,
                        folder.resolve("cache").toString(),
                        Constants.FRAMEWORK_BEGINNING_STARTLEVEL,
                        "90",
                        "bailey.signatures",
                        signatures,
                        "bailey.data",
                        folder.resolve("data").toString()));
        framework.start();
        Bundle bundle = framework.getBundleContext().installBundle(LOCATION, new ByteArrayInputStream(greeter));
        if (starts) {
            bundle.start();
        } else {
            assertThrows(BundleException.class, bundle::start);
        }
        drain = new DrainSwitch(folder.resolve("data/module/drain"), uses);
    }

    private void modules() throws Exception {
        var noComponents = (ServiceComponentRuntime) Proxy.newProxyInstance(
                LiveModulesTest.class.getClassLoader(),
                new Class<?>[] {ServiceComponentRuntime.class},
                (proxy, method, arguments) -> List.of());
        modules = new LiveModules(framework.getBundleContext(), brief(), noComponents, new Watchman(), uses, drain);
    }

    @AfterEach
    void close() throws Exception {
        Requester.note(null);
        modules.stop();
        framework.stop();
        framework.waitForStop(5000);
    }

    private Bundle greeter() {
        List<Bundle> found = Arrays.stream(framework.getBundleContext().getBundles())
                .filter(each -> GreeterJar.NAME.equals(each.getSymbolicName()))
                .toList();
        assertEquals(1, found.size());
        return found.get(0);
    }

    private void serves(String version) {
        assertEquals(version, greeter().getVersion().toString());
        assertEquals(Bundle.ACTIVE, greeter().getState());
    }

    private UpdateRecord applied(byte[] greeter, boolean mayDrain) throws Exception {
        int before = modules.history().size();
        UpdatePlan plan = modules.plan("greeter.jar", new ByteArrayInputStream(greeter));
        modules.apply(plan.id(), "olga", mayDrain);
        UpdateRecord record = ended(before + 1);
        await(() -> modules.current().isEmpty());
        return record;
    }

    private UpdateRecord ended(int number) {
        await(() -> modules.history().size() >= number);
        return modules.history().get(modules.history().size() - number);
    }

    /** Looks again and again until the test's own time is over. */
    private static void await(BooleanSupplier condition) {
        while (!condition.getAsBoolean()) {
            assertFalse(Thread.currentThread().isInterrupted(), "the time is over");
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
        }
    }

    @Test
    void whatTheFelixConsoleBreaksAfterAnUpdateOfOursIsPutBackToThatUpdate() throws Exception {
        framework("OPTIONAL", GreeterJar.of("1.0.0", false));
        modules();
        assertEquals(Outcome.DONE, applied(GreeterJar.of("1.0.1", false), false).outcome());
        Bundle bundle = greeter();
        byte[] broken = GreeterJar.of("1.0.2", true);
        Requester.note("olga");
        assertThrows(BundleException.class, () -> bundle.update(new ByteArrayInputStream(broken)));
        UpdateRecord back = ended(2);
        assertEquals(Outcome.PUT_BACK, back.outcome(), back.reason());
        assertTrue(back.reason().contains("does not start"), back.reason());
        assertEquals("olga, the Felix console", back.who());
        serves("1.0.1");
    }

    @Test
    void theSettingsAreKeptBeforeAnUpdateByTheFelixConsoleToo() throws Exception {
        framework("OPTIONAL", GreeterJar.of("1.0.0", false));
        modules();
        snapshots();
        greeter().update(new ByteArrayInputStream(GreeterJar.of("1.0.1", false)));
        UpdateRecord done = ended(1);
        assertEquals(Outcome.DONE, done.outcome(), done.reason());
        assertEquals(List.of("before the update of " + GreeterJar.NAME + " 1.0.0 to 1.0.1, the Felix console"), kept);
        assertEquals("The settings are kept as snapshot 7", done.steps().get(0).sentence());
    }

    @Test
    void aKeeperIsReplacedInPlaceAndPutBackInPlace() throws Exception {
        framework("OPTIONAL", GreeterJar.of("1.0.0", false, true));
        modules();
        Bundle keeper = greeter();
        UpdateRecord done = applied(GreeterJar.of("1.0.1", false, true), true);
        assertEquals(Outcome.DONE, done.outcome(), done.reason());
        serves("1.0.1");
        UpdateRecord back = applied(GreeterJar.of("1.0.2", true, true), true);
        assertEquals(Outcome.PUT_BACK, back.outcome(), back.reason());
        assertTrue(back.reason().contains("no way to begin"), back.reason());
        serves("1.0.1");
        assertEquals(keeper, greeter());
        modules.stop();
        assertEquals(2, modules.history().size(), "nobody took it for an update by the Felix console");
    }

    @Test
    void noCallIsTakenWhileAKeeperIsReplacedThoughNoneIsUp() throws Exception {
        framework("OPTIONAL", GreeterJar.of("1.0.0", false, true));
        modules();
        List<Boolean> draining = new CopyOnWriteArrayList<>();
        framework.getBundleContext().addBundleListener((SynchronousBundleListener) event -> {
            if (event.getType() == BundleEvent.UPDATED) {
                draining.add(drain.status().on());
            }
        });
        assertEquals(
                Outcome.DONE,
                applied(GreeterJar.of("1.0.1", false, true), false).outcome());
        assertEquals(List.of(true), draining);
        assertFalse(drain.status().on());
        uses.keepers.add(() -> Map.of("call", Set.of("c1")));
        UpdatePlan plan = modules.plan("greeter.jar", new ByteArrayInputStream(GreeterJar.of("1.0.2", false, true)));
        assertThrows(UpdateRefused.class, () -> modules.apply(plan.id(), "olga", false));
        assertFalse(drain.status().on());
    }

    @Test
    void maintenanceThatAnOperatorAskedForIsNotEndedByAnUpdateAndHoldsOverARestartAsBefore() throws Exception {
        framework("OPTIONAL", GreeterJar.of("1.0.0", false, true));
        modules();
        drain.on("olga", true);
        assertEquals(
                Outcome.DONE, applied(GreeterJar.of("1.0.1", false, true), true).outcome());
        assertTrue(drain.status().on());
        assertTrue(
                new DrainSwitch(folder.resolve("data/module/drain"), uses)
                        .status()
                        .on(),
                "after a restart");
    }

    @Test
    void aPlanForWhatOthersChangedMeanwhileIsRefusedAndSaysWhatItWouldBeNow() throws Exception {
        framework("OPTIONAL", GreeterJar.of("1.0.0", false));
        modules();
        byte[] first = GreeterJar.of("1.0.2", false);
        UpdatePlan plan = modules.plan("greeter.jar", new ByteArrayInputStream(first));
        assertEquals(Outcome.DONE, applied(GreeterJar.of("1.0.1", false), false).outcome());
        String refused = assertThrows(UpdateRefused.class, () -> modules.apply(plan.id(), "otto", false))
                .getMessage();
        assertTrue(refused.startsWith("What runs is not what this plan was made for."), refused);
        assertTrue(refused.contains("1.0.1 is replaced by 1.0.2"), refused);
        serves("1.0.1");
        UpdatePlan now = modules.plan(plan.id()).orElseThrow();
        assertNotEquals(plan.id(), now.id());
        modules.apply(now.id(), "otto", false);
        assertEquals(Outcome.DONE, ended(2).outcome());
        serves("1.0.2");
        await(() -> modules.current().isEmpty());
        UpdateRecord back = applied(GreeterJar.of("1.0.0", false), false);
        assertEquals(Outcome.DONE, back.outcome(), back.reason());
        assertTrue(back.steps().toString().contains("That is a step back"), back.steps()::toString);
        serves("1.0.0");
    }

    @Test
    void whileOneUpdateIsUnderWayOrWatchedNoOtherBegins() throws Exception {
        watchSeconds = 3600;
        framework("OPTIONAL", GreeterJar.of("1.0.0", false));
        modules();
        String id = modules.plan("greeter.jar", new ByteArrayInputStream(GreeterJar.of("1.0.2", false)))
                .id();
        greeter().update(new ByteArrayInputStream(GreeterJar.of("1.0.1", false)));
        assertEquals(
                "An update by the Felix console is being watched; wait until that has ended.",
                assertThrows(UpdateRefused.class, () -> modules.apply(id, "otto", false))
                        .getMessage());
        modules.stop();
        modules();
        await(() -> modules.current().stream().anyMatch(each -> each.outcome() == Outcome.WATCHED));
        greeter().uninstall();
        await(() -> modules.current().isEmpty());
        modules.apply(modules.plan(id).orElseThrow().id(), "otto", false);
        assertEquals(
                "Another update is under way; wait until it has ended.",
                assertThrows(UpdateRefused.class, () -> modules.apply(id, "olga", false))
                        .getMessage());
    }

    @Test
    void aStopWhileAnUpdateByTheFelixConsoleIsWatchedDoesNotEndTheWatch() throws Exception {
        framework("OPTIONAL", GreeterJar.of("1.0.0", false));
        modules();
        assertEquals(Outcome.DONE, applied(GreeterJar.of("1.0.1", false), false).outcome());
        stoppedWhileWatched("1.0.2", 1);
        modules();
        UpdateRecord done = ended(2);
        assertEquals(Outcome.DONE, done.outcome(), done.reason());
        assertTrue(done.steps().toString().contains("The appliance was stopped while it was watched"));
        await(() -> modules.current().isEmpty());

        stoppedWhileWatched("1.0.3", 2);
        greeter().stop(Bundle.STOP_TRANSIENT);
        modules();
        UpdateRecord back = ended(3);
        assertEquals(Outcome.PUT_BACK, back.outcome(), back.reason());
        serves("1.0.2");
        modules.stop();
        modules();
        assertTrue(modules.current().isEmpty(), "that is over");
        assertEquals(3, modules.history().size());
    }

    private void stoppedWhileWatched(String version, int history) throws Exception {
        modules.stop();
        watchSeconds = 3600;
        modules();
        greeter().update(new ByteArrayInputStream(GreeterJar.of(version, false)));
        await(() -> modules.current().stream().anyMatch(each -> each.outcome() == Outcome.WATCHED));
        modules.stop();
        assertEquals(history, modules.history().size());
        watchSeconds = 1;
    }

    /** The bundles that the appliance came with are not signed, and are no less trusted for that. */
    @Test
    void aKeeperThatWasBeingReplacedWhenThePowerWentIsWhatItWasAndRuns() throws Exception {
        framework("REQUIRED", GreeterJar.of("1.0.1", true, true), false);
        Path old = Files.write(folder.resolve("old.jar"), GreeterJar.of("1.0.0", false, true));
        Path next = Files.write(folder.resolve("next.jar"), GreeterJar.of("1.0.1", true, true));
        Move move = new Move(GreeterJar.NAME, Way.IN_PLACE, LOCATION, old.toString(), LOCATION, next.toString(), 60);
        new Journal(folder.resolve("data/module/journal.json"))
                .write(new Telling("u1", "greeter 1.0.0 to 1.0.1", "olga").now(), List.of(move), Health.Before.NOTHING);
        modules();
        UpdateRecord back = ended(1);
        assertEquals(Outcome.PUT_BACK, back.outcome(), back.reason());
        modules.stop();
        assertEquals(1, modules.history().size(), "nobody took it for an update by the Felix console");
        serves("1.0.0");
        assertTrue(greeter().adapt(BundleStartLevel.class).isPersistentlyStarted());
    }
}
