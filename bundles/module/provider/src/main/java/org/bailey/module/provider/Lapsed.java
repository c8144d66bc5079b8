package org.bailey.module.provider;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.osgi.framework.Bundle;

/**
 * What updates had brought of features whose key went, a folder of the data directory: it comes back with the key, unless the
 * distribution brings another jar meanwhile.
 */
final class Lapsed {
    private final Path folder;

    Lapsed(Path folder) {
        this.folder = folder;
    }

    /** Copies what goes, if it is not what the distribution has. */
    void keep(Bundle going, Shelf.Item item) throws IOException {
        forget(item);
        if (!going.getVersion().equals(item.version())) {
            Disk.copy(Jars.cached(going), path(item));
        }
    }

    /** {@return the file to install} */
    Path find(Shelf.Item item) throws IOException {
        Path kept = path(item);
        return Files.exists(kept) ? kept : item.jar();
    }

    private void forget(Shelf.Item item) throws IOException {
        if (Files.exists(folder)) {
            List<Path> older;
            try (Stream<Path> files = Files.list(folder)) {
                older = files.filter(each -> each.getFileName().toString().startsWith(item.name() + "@"))
                        .toList();
            }
            for (Path each : older) {
                Files.delete(each);
            }
        }
    }

    /** Its name says which jar the distribution had then. */
    private Path path(Shelf.Item item) throws IOException {
        CRC32 crc = new CRC32();
        byte[] bytes = Files.readAllBytes(item.jar());
        crc.update(bytes);
        return folder.resolve(item.name() + "@" + bytes.length + "-" + Long.toHexString(crc.getValue()) + ".jar");
    }
}
