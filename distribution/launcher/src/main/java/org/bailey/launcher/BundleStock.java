package org.bailey.launcher;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.zip.CRC32;
import org.bailey.launcher.feature.Feature;
import org.bailey.launcher.feature.FeatureBundle;
import org.bailey.launcher.feature.Repository;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.startlevel.BundleStartLevel;

/**
 * Makes the framework's bundles equal to those of the features, before any of them starts.
 *
 * <p>Bundles persist across starts in the framework's cache. One is updated only when its jar in the repository
 * changed since it was last taken from there, so what an operator updated or stopped in the console stays so.
 * Bundles that came from elsewhere are not touched.
 */
final class BundleStock {
    private static final String SCHEME = "bailey:";

    private final Repository repository;
    private final Path stampFile;
    private final Properties stamps = new Properties();

    BundleStock(Repository repository, Path stampFile) {
        this.repository = repository;
        this.stampFile = stampFile;
    }

    void reconcile(BundleContext context, List<Feature> features) throws IOException, BundleException {
        readStamps();
        Map<String, Bundle> present = new HashMap<>();
        for (Bundle bundle : context.getBundles()) {
            if (bundle.getLocation().startsWith(SCHEME)) {
                present.put(bundle.getLocation(), bundle);
            }
        }
        Set<String> wanted = new HashSet<>();
        for (Feature feature : features) {
            feature.bundles().forEach(bundle -> wanted.add(location(bundle)));
        }
        for (Bundle bundle : List.copyOf(present.values())) {
            if (!wanted.contains(bundle.getLocation())) {
                bundle.uninstall();
                stamps.remove(bundle.getLocation());
            }
        }
        for (Feature feature : features) {
            for (FeatureBundle bundle : feature.bundles()) {
                bring(context, present, bundle);
            }
        }
        writeStamps();
    }

    private void bring(BundleContext context, Map<String, Bundle> present, FeatureBundle wanted)
            throws IOException, BundleException {
        String location = location(wanted);
        Path jar = repository.locate(wanted.id());
        String stamp = stamp(jar);
        Bundle bundle = present.get(location);
        if (bundle == null) {
            try (InputStream bytes = Files.newInputStream(jar)) {
                bundle = context.installBundle(location, bytes);
            }
            present.put(location, bundle);
            markStarted(bundle, wanted.startLevel());
        } else if (!stamp.equals(stamps.getProperty(location))) {
            try (InputStream bytes = Files.newInputStream(jar)) {
                bundle.update(bytes);
            }
            markStarted(bundle, wanted.startLevel());
        }
        stamps.setProperty(location, stamp);
    }

    /** The start itself happens when the framework reaches the level. */
    private static void markStarted(Bundle bundle, int level) throws BundleException {
        bundle.adapt(BundleStartLevel.class).setStartLevel(level);
        if (bundle.getHeaders("").get(Constants.FRAGMENT_HOST) == null) {
            bundle.start(Bundle.START_ACTIVATION_POLICY);
        }
    }

    private static String location(FeatureBundle bundle) {
        return SCHEME + bundle.id().unversioned();
    }

    /** Changes when the jar changes; guards against mix-ups, not against malice. */
    private static String stamp(Path jar) throws IOException {
        CRC32 crc = new CRC32();
        byte[] bytes = Files.readAllBytes(jar);
        crc.update(bytes);
        return bytes.length + "-" + Long.toHexString(crc.getValue());
    }

    private void readStamps() throws IOException {
        if (Files.exists(stampFile)) {
            try (Reader reader = Files.newBufferedReader(stampFile)) {
                stamps.load(reader);
            }
        }
    }

    private void writeStamps() throws IOException {
        try (Writer writer = Files.newBufferedWriter(stampFile)) {
            stamps.store(writer, "size and CRC of each jar as last taken from the repository");
        }
    }
}
