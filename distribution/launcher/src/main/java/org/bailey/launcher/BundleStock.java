package org.bailey.launcher;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.Writer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
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
    private final Repository repository;
    private final Path stampFile;
    private final Properties stamps = new Properties();

    BundleStock(Repository repository, Path stampFile) {
        this.repository = repository;
        this.stampFile = stampFile;
    }

    void reconcile(BundleContext context, List<Feature> features) throws IOException, BundleException {
        readStamps();
        Map<String, List<Bundle>> present = new HashMap<>();
        for (Bundle bundle : context.getBundles()) {
            if (bundle.getLocation().startsWith(FeatureBundle.SCHEME)) {
                present.computeIfAbsent(place(bundle), place -> new ArrayList<>())
                        .add(bundle);
            }
        }
        Set<String> wanted = new HashSet<>();
        for (Feature feature : features) {
            feature.bundles().forEach(bundle -> wanted.add(bundle.location()));
        }
        for (Map.Entry<String, List<Bundle>> each : present.entrySet()) {
            if (!wanted.contains(each.getKey())) {
                for (Bundle bundle : each.getValue()) {
                    bundle.uninstall();
                }
                stamps.remove(each.getKey());
            }
        }
        for (Feature feature : features) {
            for (FeatureBundle bundle : feature.bundles()) {
                // what takes a key is installed at run time, when there is one; what is installed follows its jar
                if (feature.optionKeys().isEmpty() || present.containsKey(bundle.location())) {
                    bring(context, present, bundle);
                } else {
                    stamps.setProperty(bundle.location(), stamp(repository.locate(bundle.id())));
                }
            }
        }
        writeStamps();
    }

    /** Where a version stands that an update put beside the one before: its location goes on after a #. */
    private static String place(Bundle bundle) {
        String location = bundle.getLocation();
        int beside = location.indexOf('#');
        return beside < 0 ? location : location.substring(0, beside);
    }

    private void bring(BundleContext context, Map<String, List<Bundle>> present, FeatureBundle wanted)
            throws IOException, BundleException {
        String location = wanted.location();
        Path jar = repository.locate(wanted.id());
        String stamp = stamp(jar);
        List<Bundle> versions = present.get(location);
        if (versions == null) {
            try (InputStream bytes = Files.newInputStream(jar)) {
                Bundle bundle = context.installBundle(location, bytes);
                present.put(location, List.of(bundle));
                markStarted(bundle, wanted.startLevel());
            }
        } else if (!stamp.equals(stamps.getProperty(location))) {
            Bundle bundle = versions.get(0);
            for (Bundle other : versions.subList(1, versions.size())) {
                other.uninstall();
            }
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

    /** Whole or as it was, also after a power cut: what is not in it is taken from the repository again. */
    private void writeStamps() throws IOException {
        Path fresh = stampFile.resolveSibling(stampFile.getFileName() + ".part");
        try (FileChannel channel = FileChannel.open(
                        fresh,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING,
                        StandardOpenOption.WRITE);
                Writer writer = Channels.newWriter(channel, StandardCharsets.UTF_8)) {
            stamps.store(writer, "size and CRC of each jar as last taken from the repository");
            channel.force(true);
        }
        Files.move(fresh, stampFile, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        try (FileChannel folder = FileChannel.open(stampFile.resolveSibling("."), StandardOpenOption.READ)) {
            folder.force(true);
        }
    }
}
