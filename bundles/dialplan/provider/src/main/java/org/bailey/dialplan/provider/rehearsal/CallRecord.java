package org.bailey.dialplan.provider.rehearsal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.bailey.dialplan.Origin;
import org.bailey.dialplan.PlanOverview.Recorded;
import org.bailey.dialplan.Question;
import org.bailey.system.PrivateFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who called what in the last days: a file a day, {@code calls-2026-03-31.txt}, each line a {@link CallLine} that stands for the
 * same calls of half a minute. Lines are only ever added, so an old and a new instance may write side by side. Nobody but the
 * appliance may read it. Safe for use by many threads.
 */
public final class CallRecord {
    private static final Logger LOG = LoggerFactory.getLogger(CallRecord.class);
    /** In bytes of one day, about 40,000 lines. */
    private static final long LONGEST_DAY = 4 << 20;

    private static final int MOST_WAITING = 5000;
    private static final int MOST_DIFFERENT = 100_000;
    private static final String NAME = "calls-\\d{4}-\\d{2}-\\d{2}\\.txt";

    /** What was called, how often, and when last. */
    public record Entry(Question question, long count, String lastDay) {}

    private final Path folder;
    private final Supplier<LocalDate> today;
    private Map<CallLine, Long> waiting = new LinkedHashMap<>();
    private LocalDate droppedOn = LocalDate.MIN;
    private long dropped;

    /** @param today in the zone of the day that files are named by */
    public CallRecord(Path folder, Supplier<LocalDate> today) {
        this.folder = folder;
        this.today = today;
    }

    /** Quick: nothing is written yet. */
    public void add(String uri, Origin origin, String result) {
        CallLine.of(uri, origin, result).ifPresent(this::add);
    }

    private synchronized void add(CallLine line) {
        if (waiting.size() < MOST_WAITING || waiting.containsKey(line)) {
            waiting.merge(line, 1L, Long::sum);
        } else {
            drop(1);
        }
    }

    private synchronized void drop(long calls) {
        LocalDate day = today.get();
        dropped = day.equals(droppedOn) ? dropped + calls : calls;
        droppedOn = day;
    }

    private synchronized Map<CallLine, Long> take() {
        Map<CallLine, Long> taken = waiting;
        waiting = new LinkedHashMap<>();
        return taken;
    }

    /**
     * Writes what has come, and forgets days that are over.
     *
     * @param days kept, today among them; 0: nothing is written
     */
    public void write(int days) {
        Map<CallLine, Long> taken = take();
        try {
            if (days > 0 && !taken.isEmpty()) {
                append(taken);
            }
            for (Path old : files()) {
                if (days == 0 || day(old).isBefore(today.get().minusDays(days - 1L))) {
                    Files.deleteIfExists(old);
                }
            }
        } catch (IOException | UncheckedIOException e) {
            drop(calls(taken));
            LOG.warn("DIALPLAN-003 the record of calls in {} cannot be written: {}", folder, e.toString());
        }
    }

    private void append(Map<CallLine, Long> taken) throws IOException {
        PrivateFile.folder(folder);
        Path file = folder.resolve("calls-" + today.get() + ".txt");
        if (!Files.exists(file)) {
            PrivateFile.write(file, new byte[0], true);
        }
        if (Files.size(file) > LONGEST_DAY) {
            drop(calls(taken));
            return;
        }
        StringBuilder lines = new StringBuilder();
        taken.forEach((line, count) -> lines.append(line.text(count)));
        Files.writeString(file, lines, StandardOpenOption.APPEND);
    }

    private static long calls(Map<CallLine, Long> lines) {
        return lines.values().stream().mapToLong(Long::longValue).sum();
    }

    private List<Path> files() throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(file -> file.getFileName().toString().matches(NAME))
                    .sorted()
                    .toList();
        }
    }

    private static LocalDate day(Path file) {
        return LocalDate.parse(file.getFileName().toString().substring(6, 16));
    }

    /** {@return what is on disk and what waits, the most frequent first} */
    public List<Entry> entries() throws IOException {
        Map<Question, Entry> all = new LinkedHashMap<>();
        for (Path file : files()) {
            String day = day(file).toString();
            for (String line : new String(Files.readAllBytes(file), StandardCharsets.UTF_8).split("\n")) {
                CallLine.read(line).ifPresent(one -> sum(all, one.line().question(), one.count(), day));
            }
        }
        Map<CallLine, Long> fresh;
        synchronized (this) {
            fresh = new LinkedHashMap<>(waiting);
        }
        fresh.forEach(
                (line, count) -> sum(all, line.question(), count, today.get().toString()));
        List<Entry> entries = new ArrayList<>(all.values());
        entries.sort(Comparator.comparingLong(Entry::count).reversed());
        return entries;
    }

    private static void sum(Map<Question, Entry> all, Question question, long count, String day) {
        Entry before = all.get(question);
        if (before != null || all.size() < MOST_DIFFERENT) {
            all.put(question, new Entry(question, count + (before == null ? 0 : before.count()), day));
        }
    }

    /** @param days that are kept */
    public Recorded told(int days) throws IOException {
        List<Entry> entries = entries();
        long lost;
        synchronized (this) {
            lost = today.get().equals(droppedOn) ? dropped : 0;
        }
        return new Recorded(days, entries.stream().mapToLong(Entry::count).sum(), entries.size(), lost);
    }

    /** {@return calls of each day, for tests and people} */
    Map<String, Long> days() throws IOException {
        Map<String, Long> days = new TreeMap<>();
        for (Entry entry : entries()) {
            days.merge(entry.lastDay(), entry.count(), Long::sum);
        }
        return days;
    }
}
