package org.bailey.itest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiFunction;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import javax.inject.Inject;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;

/**
 * A test inside a running appliance: extend it, name it {@code ...IT} and write {@code @Test} methods.
 *
 * <p>One appliance for each class, made of the features. Services are injected with {@code @Inject}.
 */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public abstract class ApplianceIT {
    private static final long PATIENCE_SECONDS = 45;

    @Inject
    protected BundleContext context;

    /** Override {@link #more()} and {@link #lab()} rather than this. */
    @Configuration
    public Option[] appliance() {
        return ApplianceOptions.of(lab(), more());
    }

    /** Whether the simulated Microsoft side and room come up too. */
    protected boolean lab() {
        return false;
    }

    protected Option[] more() {
        return new Option[0];
    }

    protected Path data() {
        return Path.of(context.getProperty("bailey.data"));
    }

    protected int httpsPort() {
        return Integer.parseInt(context.getProperty("org.osgi.service.http.port.secure"));
    }

    /**
     * What {@code bailey config} does.
     *
     * @return exit code and answer
     */
    protected Map.Entry<Integer, String> config(String command, String file) {
        return control("config", command, file);
    }

    /** What {@code bailey SECTION COMMAND} does on a running appliance. */
    @SuppressWarnings("unchecked")
    protected Map.Entry<Integer, String> control(String section, String command, String body) {
        try {
            @SuppressWarnings("rawtypes")
            Collection<ServiceReference<BiFunction>> found =
                    context.getServiceReferences(BiFunction.class, "(org.bailey.control=" + section + ")");
            BiFunction<String, String, Map.Entry<Integer, String>> service =
                    context.getService(found.iterator().next());
            return service.apply(command, body);
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** {@return the bundle of that name that was installed first} */
    protected Bundle bundle(String name) {
        return Arrays.stream(context.getBundles())
                .filter(bundle -> name.equals(bundle.getSymbolicName()))
                .findFirst()
                .orElseThrow();
    }

    /** {@return the jar of that bundle, as the appliance came with it} */
    protected Path jar(String name) throws IOException {
        try (Stream<Path> jars = Files.list(Path.of(context.getProperty("bailey.home"), "repository"))) {
            return jars.filter(each -> each.getFileName().toString().startsWith(name + "-"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    /** Waits until {@code condition} holds, at most 45 seconds. */
    protected static void await(String what, BooleanSupplier condition) {
        await(what, Duration.ofSeconds(PATIENCE_SECONDS), condition);
    }

    protected static void await(String what, Duration patience, BooleanSupplier condition) {
        long deadline = System.nanoTime() + patience.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("not within " + patience.toSeconds() + " s: " + what);
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
    }
}
