package org.bailey.module.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.bailey.module.UpdateRecord;
import org.bailey.optionkey.OptionKey;
import org.bailey.optionkey.OptionKeys;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceRegistration;
import org.osgi.framework.Version;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.launch.FrameworkFactory;
import org.osgi.service.component.runtime.ServiceComponentRuntime;

/** A feature that takes a key, in a real framework; services stand for the keys. */
@Timeout(120)
class KeyedFeaturesTest {
    private static final String LOCATION = "bailey:org.bailey:greeter";

    @TempDir
    Path folder;

    private final List<UpdateRecord> history = new CopyOnWriteArrayList<>();
    private final ExecutorService workers = Executors.newSingleThreadExecutor();
    private Framework framework;
    private Shelf.Feature greeter;
    private KeyedFeatures keyed;

    @BeforeEach
    void open() throws Exception {
        framework = ServiceLoader.load(FrameworkFactory.class)
                .findFirst()
                .orElseThrow()
                .newFramework(Map.of(
                        Constants.FRAMEWORK_STORAGE,
                        folder.resolve("cache").toString(),
                        Constants.FRAMEWORK_BEGINNING_STARTLEVEL,
                        "70"));
        framework.start();
        Path jar = Files.write(folder.resolve("greeter.jar"), GreeterJar.of("1.0.0", false));
        var item = new Shelf.Item(LOCATION, 60, jar, GreeterJar.NAME, new Version("1.0.0"));
        greeter = new Shelf.Feature("greeter", "Greeter", "", List.of("greeting"), List.of(item));
        Frame frame = new Frame(framework.getBundleContext(), never(ServiceComponentRuntime.class));
        keyed = keyed(frame, greeter);
    }

    private KeyedFeatures keyed(Frame frame, Shelf.Feature feature) {
        return new KeyedFeatures(
                frame, new Shelf(List.of(feature)), new Lapsed(folder.resolve("lapsed")), workers, history::add);
    }

    @AfterEach
    void close() throws Exception {
        keyed.stop();
        workers.shutdown();
        assertTrue(workers.awaitTermination(30, TimeUnit.SECONDS));
        framework.stop();
        framework.waitForStop(30_000);
    }

    /** Nobody asks it anything: that it is there is all it says. */
    private static <T> T never(Class<T> type) {
        return type.cast(Proxy.newProxyInstance(
                KeyedFeaturesTest.class.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    throw new UnsupportedOperationException(method.getName());
                }));
    }

    private ServiceRegistration<?> keeper() {
        return framework.getBundleContext().registerService(OptionKeys.class.getName(), never(OptionKeys.class), null);
    }

    private ServiceRegistration<?> key(boolean ending) {
        return framework
                .getBundleContext()
                .registerService(OptionKey.class.getName(), never(OptionKey.class), properties(ending));
    }

    private static Dictionary<String, Object> properties(boolean ending) {
        return new Hashtable<>(Map.of("bailey.feature", "greeting", "bailey.ending", ending));
    }

    private List<Bundle> installed() {
        return Arrays.stream(framework.getBundleContext().getBundles())
                .filter(each -> GreeterJar.NAME.equals(each.getSymbolicName()))
                .toList();
    }

    private boolean runs() {
        return installed().size() == 1 && installed().get(0).getState() == Bundle.ACTIVE;
    }

    /** Looks again and again until the test's own time is over. */
    private static void await(BooleanSupplier condition) {
        while (!condition.getAsBoolean()) {
            java.util.concurrent.locks.LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
        }
    }

    /** Until the worker has done what it was asked for so far. */
    private void settled() throws Exception {
        Future<?> behind = workers.submit(() -> {});
        behind.get();
    }

    @Test
    void itIsThereAsSoonAsItsKeyIsThereBefore() {
        keeper();
        key(false);
        keyed.listen();
        assertTrue(runs());
        assertEquals(
                60,
                installed()
                        .get(0)
                        .adapt(org.osgi.framework.startlevel.BundleStartLevel.class)
                        .getStartLevel());
        assertEquals("feature greeter comes", history.get(0).what());
        assertEquals("option key greeting", history.get(0).who());
    }

    @Test
    void itComesWithItsKeyStaysWhileThatEndsAndGoesWithIt() throws Exception {
        keeper();
        keyed.listen();
        assertEquals(List.of(), installed());
        assertEquals("greeting", keyed.missing(greeter));
        ServiceRegistration<?> key = key(false);
        await(this::runs);
        assertEquals("", keyed.missing(greeter));
        assertFalse(keyed.ending(greeter));
        key.setProperties(properties(true));
        settled();
        assertTrue(runs(), "calls use it still");
        assertTrue(keyed.ending(greeter));
        key.unregister();
        await(() -> installed().isEmpty());
        await(() -> history.size() == 2);
        assertEquals("feature greeter goes", history.get(1).what());
        assertEquals(
                "greeter 1.0.0 uninstalled",
                history.get(1)
                        .steps()
                        .get(0)
                        .sentence()
                        .replace("org.bailey.", "")
                        .replace(".provider", ""));
    }

    @Test
    void itStaysWhileWhoeverKeepsTheKeysIsReplaced() throws Exception {
        ServiceRegistration<?> keeper = keeper();
        ServiceRegistration<?> key = key(false);
        keyed.listen();
        Bundle before = installed().get(0);
        keeper.unregister();
        key.unregister();
        settled();
        assertEquals(List.of(before), installed());
        assertEquals(Bundle.ACTIVE, before.getState());
        key(false);
        keeper();
        settled();
        assertEquals(List.of(before), installed());
        assertEquals(1, history.size());
    }

    @Test
    void itGoesWhenItsKeyDidNotComeBackWithWhoeverKeepsThem() {
        ServiceRegistration<?> keeper = keeper();
        ServiceRegistration<?> key = key(false);
        keyed.listen();
        keeper.unregister();
        key.unregister();
        keeper();
        await(() -> installed().isEmpty());
    }

    @Test
    void whatWasInstalledByHandStaysWithoutAKey() throws Exception {
        keeper();
        framework
                .getBundleContext()
                .installBundle("inputstream:greeter.jar", new ByteArrayInputStream(GreeterJar.of("1.0.1", false)));
        keyed.listen();
        ServiceRegistration<?> key = key(false);
        settled();
        key.unregister();
        settled();
        assertEquals(1, installed().size());
    }

    @Test
    void versionsThatAnUpdatePutBesideItGoToo() throws Exception {
        keeper();
        ServiceRegistration<?> key = key(false);
        keyed.listen();
        framework
                .getBundleContext()
                .installBundle(LOCATION + "#1.0.1", new ByteArrayInputStream(GreeterJar.of("1.0.1", false)));
        assertEquals(2, installed().size());
        key.unregister();
        await(() -> installed().isEmpty());
    }

    @Test
    void whatAnUpdateBroughtComesBackWithTheKey() throws Exception {
        keeper();
        ServiceRegistration<?> key = key(false);
        keyed.listen();
        installed().get(0).stop();
        framework
                .getBundleContext()
                .installBundle(LOCATION + "#1.0.1", new ByteArrayInputStream(GreeterJar.of("1.0.1", false)))
                .start();
        installed().get(0).uninstall();
        key.unregister();
        await(() -> installed().isEmpty());
        key = key(false);
        await(this::runs);
        assertEquals(new Version("1.0.1"), installed().get(0).getVersion());

        key.unregister();
        await(() -> installed().isEmpty());
        Files.write(greeter.items().get(0).jar(), GreeterJar.of("1.1.0", false));
        key(false);
        await(this::runs);
        assertEquals(
                new Version("1.1.0"),
                installed().get(0).getVersion(),
                "the distribution brought another jar meanwhile");
    }

    @Test
    void aFeatureThatCouldNotBeInstalledAsAWholeIsTriedAgainAsAWhole() throws Exception {
        Path missing = folder.resolve("second.jar");
        var other = new Shelf.Item(LOCATION + "2", 60, missing, GreeterJar.NAME + "2", new Version("1.0.0"));
        greeter = new Shelf.Feature(
                "greeter",
                "Greeter",
                "",
                greeter.optionKeys(),
                List.of(greeter.items().get(0), other));
        keyed = keyed(new Frame(framework.getBundleContext(), never(ServiceComponentRuntime.class)), greeter);
        keeper();
        keyed.listen();
        ServiceRegistration<?> key = key(false);
        await(() -> history.size() == 1);
        assertEquals(UpdateRecord.Outcome.FAILED, history.get(0).outcome());
        assertEquals(List.of(), installed(), "nothing is left half done");
        Files.write(missing, GreeterJar.of(other.name(), "1.0.0", false, false));
        key.setProperties(properties(false));
        await(() -> history.size() == 2);
        assertEquals(UpdateRecord.Outcome.DONE, history.get(1).outcome(), history.get(1)::reason);
        assertTrue(runs());
        assertEquals(
                List.of(Bundle.ACTIVE),
                Arrays.stream(framework.getBundleContext().getBundles())
                        .filter(each -> other.name().equals(each.getSymbolicName()))
                        .map(Bundle::getState)
                        .toList());
    }
}
