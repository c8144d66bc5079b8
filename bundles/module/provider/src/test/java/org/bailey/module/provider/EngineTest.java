package org.bailey.module.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.InputStream;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.bailey.module.UpdatePlan;
import org.bailey.module.UpdateRecord;
import org.bailey.module.UpdateRecord.Outcome;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.launch.FrameworkFactory;
import org.osgi.service.component.runtime.ServiceComponentRuntime;

/** Updates in a real framework, without the appliance around it. */
@Timeout(60)
class EngineTest {
    private static final String NAME = GreeterJar.NAME;

    @TempDir
    Path folder;

    private final Watchman watchman = new Watchman();
    private final Telling telling = new Telling("u1", "greeter", "a test");
    private Framework framework;
    private Uploads uploads;
    private Journal journal;
    private Mover mover;
    private Health health;
    private Engine engine;

    @BeforeEach
    void open() throws Exception {
        framework = ServiceLoader.load(FrameworkFactory.class)
                .findFirst()
                .orElseThrow()
                .newFramework(Map.of(
                        Constants.FRAMEWORK_STORAGE,
                        folder.resolve("cache").toString(),
                        Constants.FRAMEWORK_BEGINNING_STARTLEVEL,
                        "50"));
        framework.start();
        Frame frame = new Frame(framework.getBundleContext(), noComponents());
        health = new Health(frame);
        mover = new Mover(frame, health, new Jars(folder.resolve("versions"), new Shelf(List.of())), watchman);
        uploads = new Uploads(folder.resolve("uploads"));
        journal = new Journal(folder.resolve("journal.json"));
        ModuleSettings settings = new ModuleSettings(Duration.ofMillis(500), Duration.ofSeconds(5), List.of());
        engine = new Engine(frame, health, mover, watchman, journal, () -> settings);
    }

    @AfterEach
    void close() throws Exception {
        framework.stop();
        framework.waitForStop(5000);
    }

    /** These bundles have none. */
    private static ServiceComponentRuntime noComponents() {
        return (ServiceComponentRuntime) Proxy.newProxyInstance(
                EngineTest.class.getClassLoader(),
                new Class<?>[] {ServiceComponentRuntime.class},
                (proxy, method, arguments) -> List.of());
    }

    private void first() throws Exception {
        try (InputStream in = new java.io.ByteArrayInputStream(GreeterJar.of("1.0.0", false))) {
            framework
                    .getBundleContext()
                    .installBundle("bailey:org.bailey:greeter", in)
                    .start();
        }
    }

    private UpdateRecord update(String version, boolean broken) throws Exception {
        var upload = uploads.take("greeter.jar", new java.io.ByteArrayInputStream(GreeterJar.of(version, broken)));
        var snapshot = new Frame(framework.getBundleContext(), noComponents()).snapshot(Map.of());
        UpdatePlan plan = Planner.plan(
                upload.id(),
                upload.name(),
                new Snapshot(snapshot.bundles(), Map.of(), "org.bailey.module.provider"),
                List.of(upload.parts().get(0).facts()),
                "",
                "");
        assertTrue(plan.possible(), plan.refusals().toString());
        return engine.update(telling, plan, upload);
    }

    private List<String> served() {
        BundleContext context = framework.getBundleContext();
        List<String> served = new ArrayList<>();
        try {
            for (ServiceReference<?> each : context.getServiceReferences(Supplier.class, null)) {
                Bundle of = each.getBundle(); // null for one that went a moment ago
                if (of != null && of.getSymbolicName().equals(NAME)) {
                    served.add(of.getVersion().toString());
                }
            }
        } catch (org.osgi.framework.InvalidSyntaxException e) {
            throw new IllegalStateException(e);
        }
        return served;
    }

    /** One look: a service that was there and went while its bundle was asked for was there. */
    private boolean nobodyServes() {
        try {
            return framework
                    .getBundleContext()
                    .getServiceReferences(Supplier.class, null)
                    .isEmpty();
        } catch (org.osgi.framework.InvalidSyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private List<Bundle> installed() {
        return Arrays.stream(framework.getBundleContext().getBundles())
                .filter(each -> NAME.equals(each.getSymbolicName()))
                .toList();
    }

    @Test
    void somebodyServesAllTheTimeAndTheOldVersionIsKept() throws Exception {
        first();
        AtomicBoolean gap = new AtomicBoolean();
        AtomicBoolean done = new AtomicBoolean();
        Thread user = new Thread(() -> {
            while (!done.get()) {
                gap.compareAndSet(false, nobodyServes());
            }
        });
        user.start();
        UpdateRecord record = update("1.0.1", false);
        done.set(true);
        user.join();
        assertEquals(Outcome.DONE, record.outcome());
        assertFalse(gap.get(), "there was a moment without the service");
        assertEquals(List.of("1.0.1"), served());
        assertEquals(1, installed().size());
        assertEquals("bailey:org.bailey:greeter#1.0.1", installed().get(0).getLocation());
        assertTrue(Files.exists(folder.resolve("versions/" + NAME + "-1.0.0.jar")));
        assertTrue(journal.read().isEmpty());
        assertEquals(Outcome.DONE, update("1.0.2", false).outcome());
        assertEquals("bailey:org.bailey:greeter#1.0.2", installed().get(0).getLocation());
    }

    @Test
    void whatCannotStartLeavesTheOneBeforeAsItWas() throws Exception {
        first();
        Bundle before = installed().get(0);
        UpdateRecord record = update("1.0.1", true);
        assertEquals(Outcome.PUT_BACK, record.outcome());
        assertTrue(record.reason().contains("no way to begin"), record.reason());
        assertEquals(List.of(before), installed());
        assertEquals(List.of("1.0.0"), served());
    }

    @Test
    void whatThrowsWhileItIsWatchedIsPutBackWithTheReason() throws Exception {
        first();
        AtomicReference<Object> code = new AtomicReference<>();
        Thread keeper = new Thread(() -> {
            while (code.get() == null) {
                BundleContext context = framework.getBundleContext();
                installed().stream()
                        .filter(each -> each.getVersion().getMicro() == 1 && served().equals(List.of("1.0.1")))
                        .flatMap(each -> Arrays.stream(each.getRegisteredServices()))
                        .forEach(each -> code.set(context.getService(each)));
            }
            assertTrue(watchman.threw(code.get(), "call c1: Signalled", new IllegalStateException("odd state")));
        });
        keeper.start();
        UpdateRecord record = update("1.0.1", false);
        keeper.join();
        assertEquals(Outcome.PUT_BACK, record.outcome());
        assertTrue(record.reason().startsWith("java.lang.IllegalStateException: odd state at "), record.reason());
        assertTrue(record.reason().endsWith(", on call c1: Signalled"), record.reason());
        assertEquals(List.of("1.0.0"), served());
        assertEquals(1, installed().size());
        assertFalse(watchman.threw(code.get(), "later", new IllegalStateException()), "nobody watches any more");
    }

    @Test
    void whatWasInterruptedWhileItWasWatchedIsFinishedAtTheNextStart() throws Exception {
        first();
        Thread worker = Thread.currentThread();
        Thread stop = new Thread(() -> {
            while (telling.now().outcome() != Outcome.WATCHED) {
                Thread.onSpinWait();
            }
            worker.interrupt(); // as at the stop of the appliance
        });
        stop.start();
        UpdateRecord record = update("1.0.1", false);
        assertTrue(Thread.interrupted());
        stop.join();
        assertEquals(null, record.ended());
        assertEquals(2, installed().size());
        UpdateRecord recovered = recovered();
        assertEquals(Outcome.DONE, recovered.outcome());
        assertEquals(List.of("1.0.1"), served());
        assertEquals(1, installed().size());
        assertTrue(engine.interrupted().isEmpty());
    }

    private UpdateRecord recovered() throws Exception {
        Journal.Open open = engine.interrupted().orElseThrow();
        return engine.recover(Telling.again(open.record()), open);
    }

    @Test
    void whatWasInterruptedBeforeItServedIsUndoneAtTheNextStart() throws Exception {
        first();
        var upload = uploads.take("greeter.jar", new java.io.ByteArrayInputStream(GreeterJar.of("1.0.1", false)));
        Move move = mover.prepare(
                new UpdatePlan.Replacement(NAME, "1.0.0", "1.0.1", UpdatePlan.Way.SIDE_BY_SIDE),
                upload.parts().get(0).jar(),
                60);
        journal.write(telling.now(), List.of(move), health.look());
        mover.go(move, health.look(), Duration.ofSeconds(5).toNanos());
        assertEquals(List.of("1.0.1"), served());
        UpdateRecord recovered = recovered();
        assertEquals(Outcome.PUT_BACK, recovered.outcome());
        assertEquals(List.of("1.0.0"), served());
        assertEquals(1, installed().size());
    }
}
