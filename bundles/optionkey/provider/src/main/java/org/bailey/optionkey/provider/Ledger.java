package org.bailey.optionkey.provider;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Properties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What must be remembered: the latest time that was seen, so that a clock set back gains nothing, and how many licences
 * were used at most. {@code optionkey/ledger.properties} of the data directory. Safe for use by many threads.
 */
final class Ledger {
    private static final Logger LOG = LoggerFactory.getLogger(Ledger.class);
    private static final Duration STEP = Duration.ofMinutes(10);
    /** Clocks are corrected by less than this without anybody meaning harm. */
    private static final Duration TOLERANCE = Duration.ofMinutes(10);

    private final Path file;
    private Instant seen;
    private Instant written = Instant.MIN;
    private LocalDate since;
    private int highest;
    private long refused;
    private boolean changed = true;

    Ledger(Path file, Instant now) {
        this.file = file;
        this.seen = now;
        this.since = LocalDate.ofInstant(now, ZoneOffset.UTC);
        read();
    }

    private void read() {
        if (Files.notExists(file)) {
            return;
        }
        Properties kept = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            kept.load(reader);
            Instant before = Instant.parse(kept.getProperty("seen", ""));
            seen = before.isAfter(seen) ? before : seen;
            since = LocalDate.parse(kept.getProperty("since", ""));
            highest = Integer.parseInt(kept.getProperty("highest", ""));
            refused = Long.parseLong(kept.getProperty("refused", ""));
        } catch (IOException | DateTimeException | IllegalArgumentException e) {
            LOG.error("OPTIONKEY-007 {} cannot be read and begins anew: {}", file, e.toString());
        }
    }

    /** {@return the later of the clock and what was seen} */
    synchronized Instant latest(Instant clock) {
        if (clock.isAfter(seen)) {
            seen = clock;
        }
        if (Duration.between(written, seen).compareTo(STEP) > 0) {
            changed = true;
        }
        return seen;
    }

    /** A key that was made on that day proves that it has come. */
    synchronized void proved(LocalDate day) {
        Instant begun = day.atStartOfDay(ZoneOffset.UTC).toInstant();
        if (begun.isAfter(seen)) {
            seen = begun;
            changed = true;
        }
    }

    /** {@return whether the clock stands before what was seen already} */
    synchronized boolean setBack(Instant clock) {
        return clock.plus(TOLERANCE).isBefore(seen);
    }

    synchronized void used(int now) {
        if (now > highest) {
            highest = now;
            changed = true;
        }
    }

    synchronized void refused(long more) {
        refused += more;
        changed |= more > 0;
    }

    synchronized int highest() {
        return highest;
    }

    synchronized long refused() {
        return refused;
    }

    synchronized LocalDate since() {
        return since;
    }

    /** Writes when there is something new. */
    synchronized void keep() {
        if (!changed) {
            return;
        }
        Properties kept = new Properties();
        kept.setProperty("seen", seen.toString());
        kept.setProperty("since", since.toString());
        kept.setProperty("highest", String.valueOf(highest));
        kept.setProperty("refused", String.valueOf(refused));
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        try {
            try (Writer writer = Files.newBufferedWriter(fresh)) {
                kept.store(writer, "latest time seen, and use of licences");
            }
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
            written = seen;
            changed = false;
        } catch (IOException e) {
            LOG.error("OPTIONKEY-007 {} cannot be written: {}", file, e.toString());
        }
    }
}
