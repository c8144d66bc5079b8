package org.bailey.launcher.feature;

import java.io.FileNotFoundException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A folder of jars, all flat in it or in Maven's layout. */
public record Repository(Path root) {

    /** @throws FileNotFoundException naming the artifact and both places it was looked for */
    public Path locate(Coordinates id) throws FileNotFoundException {
        Path flat = root.resolve(id.fileName());
        if (Files.isRegularFile(flat)) {
            return flat;
        }
        Path maven = root.resolve(id.mavenPath());
        if (Files.isRegularFile(maven)) {
            return maven;
        }
        throw new FileNotFoundException(id + " is in no place of the repository: neither " + flat + " nor " + maven);
    }
}
