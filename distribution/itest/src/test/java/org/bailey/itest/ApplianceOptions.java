package org.bailey.itest;

import static org.ops4j.pax.exam.CoreOptions.bundle;
import static org.ops4j.pax.exam.CoreOptions.frameworkProperty;
import static org.ops4j.pax.exam.CoreOptions.frameworkStartLevel;
import static org.ops4j.pax.exam.CoreOptions.systemPackages;
import static org.ops4j.pax.exam.CoreOptions.systemProperty;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bailey.launcher.Preparation;
import org.bailey.launcher.feature.Feature;
import org.bailey.launcher.feature.FeatureBundle;
import org.ops4j.pax.exam.Option;

/** The built appliance as options of Pax Exam; used outside of the framework only. */
final class ApplianceOptions {
    private static final int ALL = 100;
    private static final String[] JUNIT = {
        "org.junit;version=4.13.2",
        "org.junit.internal;version=4.13.2",
        "org.junit.internal.requests;version=4.13.2",
        "org.junit.internal.runners;version=4.13.2",
        "org.junit.internal.runners.model;version=4.13.2",
        "org.junit.internal.runners.statements;version=4.13.2",
        "org.junit.rules;version=4.13.2",
        "org.junit.runner;version=4.13.2",
        "org.junit.runner.manipulation;version=4.13.2",
        "org.junit.runner.notification;version=4.13.2",
        "org.junit.runners;version=4.13.2",
        "org.junit.runners.model;version=4.13.2",
        "junit.framework;version=4.13.2",
        "org.hamcrest;version=1.3"
    };

    private ApplianceOptions() {}

    /**
     * The same bundles, start levels, properties and default configurations as {@code bailey run} makes of the
     * features, on a fresh data directory and a free port for the console.
     */
    static Option[] of(boolean lab, Option... more) {
        try {
            Path home = Path.of(System.getProperty("bailey.home"));
            Path work = Files.createDirectories(Path.of(System.getProperty("bailey.work")));
            Path data = Files.createTempDirectory(work, "exam");
            AdminUser.in(data);
            Preparation preparation = Preparation.of(home, data, FreePort.find(), lab);
            Keys.bring(data);
            List<Option> options = new ArrayList<>();
            // bundles that tests change are not signed; where signatures matter a test says so
            options.add(frameworkProperty("bailey.signatures").value("OPTIONAL"));
            options.addAll(List.of(more));
            Set<Path> taken = new HashSet<>();
            for (Feature feature : preparation.features()) {
                // what takes a key is installed when there is one, as in any appliance
                for (FeatureBundle each :
                        feature.optionKeys().isEmpty() ? feature.bundles() : List.<FeatureBundle>of()) {
                    Path jar = preparation.repository().locate(each.id());
                    if (taken.add(jar)) {
                        options.add(bundle(jar.toUri().toString()).startLevel(each.startLevel()));
                    }
                }
            }
            for (Map.Entry<String, String> property : preparation.properties().entrySet()) {
                options.add(frameworkProperty(property.getKey()).value(property.getValue()));
            }
            options.add(systemProperty("bailey.data").value(data.toString()));
            options.add(systemProperty("logback.configurationFile").value(home + "/etc/logback.xml"));
            // The probe and the tests outside of the framework share one JUnit.
            options.add(systemPackages(JUNIT));
            options.add(systemProperty("pax.exam.invoker").value("junit"));
            options.add(bundle("link:classpath:META-INF/links/org.ops4j.pax.exam.invoker.junit.link"));
            options.add(frameworkStartLevel(ALL));
            return options.toArray(Option[]::new);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
