package org.bailey.module.provider;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.bailey.module.UpdateRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What became of updates: a file to which lines are added, of bounded length. Safe for use by many threads. */
final class History {
    private static final Logger LOG = LoggerFactory.getLogger(History.class);
    /** So many are kept at least, and half as many more at most. */
    static final int KEPT = 400;

    private final Path file;
    private final List<UpdateRecord> all = new ArrayList<>();

    History(Path file) throws IOException {
        this.file = file;
        if (Files.exists(file)) {
            for (String line : Files.readAllLines(file)) {
                try {
                    all.add(Records.read(line));
                } catch (RuntimeException e) {
                    LOG.warn("A line of {} cannot be read and is left out: {}", file, e.toString());
                }
            }
        }
    }

    synchronized void add(UpdateRecord record) {
        all.add(record);
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, Records.line(record) + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            if (all.size() > KEPT + KEPT / 2) {
                all.subList(0, all.size() - KEPT).clear();
                Path fresh = file.resolveSibling(file.getFileName() + ".part");
                Files.write(fresh, all.stream().map(Records::line).toList());
                Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
            }
        } catch (IOException e) {
            LOG.error("MODULE-003 the history of updates cannot be written to {}: {}", file, e.toString());
        }
    }

    /** {@return newest first} */
    synchronized List<UpdateRecord> all() {
        List<UpdateRecord> newest = new ArrayList<>(all);
        java.util.Collections.reverse(newest);
        return newest;
    }
}
