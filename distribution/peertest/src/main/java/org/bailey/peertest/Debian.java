package org.bailey.peertest;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Says which Debian package is missing. */
public final class Debian {
    private static final List<Path> FOLDERS =
            List.of(Path.of("/usr/bin"), Path.of("/usr/sbin"), Path.of("/usr/local/bin"), Path.of("/usr/local/sbin"));

    private Debian() {}

    /**
     * The full path of a program. Without the program the test is skipped; with {@code -Dpeertest.require=true} it
     * fails.
     *
     * @param program file name of the program
     * @param debianPackage what has to be installed to have it
     */
    public static Path program(String program, String debianPackage) {
        for (Path folder : FOLDERS) {
            if (Files.isExecutable(folder.resolve(program))) {
                return folder.resolve(program);
            }
        }
        return file(FOLDERS.get(0).resolve(program), debianPackage);
    }

    /** A file that comes with {@code debianPackage}; missing means the same as for a program. */
    public static Path file(Path file, String debianPackage) {
        if (!Files.exists(file)) {
            missing(file + " is missing: apt-get install " + debianPackage
                    + " (cnf/packages.txt lists all packages the peer tests need)");
        }
        return file;
    }

    /** A file that {@code command} builds; missing means the same as for a program. */
    public static Path built(Path file, String command) {
        if (!Files.exists(file)) {
            missing(file + " is missing: " + command);
        }
        return file;
    }

    private static void missing(String sentence) {
        if (Boolean.getBoolean("peertest.require")) {
            fail(sentence);
        }
        abort(sentence);
    }
}
