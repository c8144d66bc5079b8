package org.bailey.module.provider;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.Version;

/** Files of bundle versions that may have to be brought back: a folder of the data directory. */
final class Jars {
    private static final int KEPT = 60;
    private final Path folder;
    private final Shelf shelf;

    /** @param shelf what the appliance came with */
    Jars(Path folder, Shelf shelf) {
        this.folder = folder;
        this.shelf = shelf;
    }

    /** {@return the file of that version, if there is one} */
    Optional<Path> find(String name, Version version) {
        Path kept = path(name, version);
        return Files.exists(kept) ? Optional.of(kept) : shelf.find(name, version);
    }

    /** Copies what is installed now to where {@link #find} has it. */
    Path keep(Bundle bundle) throws IOException {
        Path kept = path(bundle.getSymbolicName(), bundle.getVersion());
        if (!Files.exists(kept)) {
            Optional<Path> shelved = shelf.find(bundle.getSymbolicName(), bundle.getVersion());
            Path source = shelved.isPresent() ? shelved.get() : cached(bundle);
            Disk.copy(source, kept);
            forgetOldest();
        }
        return kept;
    }

    /** {@return the framework's own file of what is installed} As Felix names it: {@code bundleN/versionR.M/bundle.jar}. */
    static Path cached(Bundle bundle) throws IOException {
        File data = bundle.getDataFile("");
        if (data == null) {
            throw new IOException("the framework keeps no files for " + bundle.getSymbolicName());
        }
        try (Stream<Path> revisions = Files.list(data.toPath().getParent())) {
            return revisions
                    .map(each -> each.resolve("bundle.jar"))
                    .filter(Files::exists)
                    .max(Comparator.comparing(each -> revision(each.getParent())))
                    .orElseThrow(() -> new IOException("the framework has no file of " + bundle.getSymbolicName()));
        }
    }

    private static Version revision(@Nullable Path folder) {
        String name = String.valueOf(folder == null ? "" : folder.getFileName());
        return Version.parseVersion(name.replaceAll("[^0-9.]", ""));
    }

    private Path path(String name, Version version) {
        return folder.resolve(name + "-" + version + ".jar");
    }

    private void forgetOldest() throws IOException {
        List<Path> all = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            files.forEach(all::add);
        }
        all.sort(Comparator.comparing(each -> each.toFile().lastModified()));
        for (Path each : all.subList(0, Math.max(0, all.size() - KEPT))) {
            Files.delete(each);
        }
    }
}
