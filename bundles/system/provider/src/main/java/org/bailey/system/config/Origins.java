package org.bailey.system.config;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Who brought which PID: a configuration file, or the default of a feature. What neither brought, an operator made.
 *
 * <p>Needed so that a later file can take away what an earlier one brought, and a later default never overwrites
 * what somebody chose.
 */
final class Origins {
    static final String FILE = "file";
    private final Path path;
    private final Properties origins = new Properties();

    private Origins(Path path) {
        this.path = path;
    }

    static Origins read(Path path) throws IOException {
        Origins origins = new Origins(path);
        if (Files.exists(path)) {
            try (Reader reader = Files.newBufferedReader(path)) {
                origins.origins.load(reader);
            }
        }
        return origins;
    }

    /** {@link #FILE}, or the mark a feature's default left; null for what an operator made. */
    @Nullable
    String of(String pid) {
        return origins.getProperty(pid);
    }

    Set<String> pids() {
        return new TreeSet<>(origins.stringPropertyNames());
    }

    void set(String pid, String origin) {
        origins.setProperty(pid, origin);
    }

    void clear(String pid) {
        origins.remove(pid);
    }

    void write() throws IOException {
        try (Writer writer = Files.newBufferedWriter(path)) {
            origins.store(writer, "where each configuration came from");
        }
    }
}
