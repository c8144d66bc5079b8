package org.bailey.launcher;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.bailey.launcher.feature.DefaultConfigurations;
import org.bailey.launcher.feature.Feature;
import org.bailey.launcher.feature.FeatureFile;
import org.bailey.launcher.feature.FeatureList;
import org.bailey.launcher.feature.Repository;

/** All that must be known before there is a framework; also what a test needs to make its own. */
public final class Preparation {
    private static final List<String> WORDS = List.of(
            "runtime",
            "system",
            "module",
            "optionkey",
            "backup",
            "tls",
            "sip",
            "dialplan",
            "turn",
            "ice",
            "media",
            "call",
            "b2bua",
            "svc",
            "console");

    private final List<Feature> features;
    private final Map<String, String> properties;
    private final Repository repository;
    private final ConsoleIdentity identity;

    private Preparation(
            List<Feature> features, Map<String, String> properties, Repository repository, ConsoleIdentity identity) {
        this.features = features;
        this.properties = properties;
        this.repository = repository;
        this.identity = identity;
    }

    static Preparation of(Options options, DataDirectory data) throws IOException {
        // Logback finds its file, and the file its folder, through system properties.
        System.setProperty("bailey.data", options.data().toString());
        System.setProperty(
                "logback.configurationFile",
                options.home().resolve("etc/logback.xml").toString());
        List<String> words = new ArrayList<>(WORDS);
        if (options.lab()) {
            words.add("lab");
        }
        List<Feature> features = FeatureFile.readAll(options.home().resolve("features"), words);
        DefaultConfigurations.write(features, data.path("run/defaults.json"));
        Repository repository = new Repository(options.home().resolve("repository"));
        FeatureList.write(features, repository, data.path("run/features.json"));
        Map<String, String> properties = FrameworkProperties.read(options, data);
        ConsoleIdentity identity = new ConsoleIdentity(data);
        identity.describe(properties);
        return new Preparation(features, properties, repository, identity);
    }

    /**
     * Claims {@code data} until the process ends.
     *
     * @param home the unpacked appliance
     * @throws IllegalStateException when the data directory cannot be had
     */
    public static Preparation of(Path home, Path data, int httpPort, boolean lab) throws IOException {
        try {
            return of(new Options(home, data, httpPort, null, lab), DataDirectory.claim(data));
        } catch (LaunchException e) {
            throw new IllegalStateException(e);
        }
    }

    public List<Feature> features() {
        return features;
    }

    /** Framework properties. */
    public Map<String, String> properties() {
        return properties;
    }

    public Repository repository() {
        return repository;
    }

    ConsoleIdentity identity() {
        return identity;
    }
}
