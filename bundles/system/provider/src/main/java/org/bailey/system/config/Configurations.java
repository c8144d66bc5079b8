package org.bailey.system.config;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.bailey.system.ConfigurationCheck;
import org.bailey.system.Requester;
import org.bailey.system.Restoration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The configuration of the appliance as a whole. Safe for use by many threads, one at a time.
 *
 * <p>A file states its PIDs completely: a setting it does not name returns to its default, and a PID that an earlier
 * file brought and this one does not name goes, or has its feature's default again. PIDs that an operator or a feature
 * brought stay.
 */
public final class Configurations {
    private static final Logger LOG = LoggerFactory.getLogger(Configurations.class);

    private final Store store;
    private final Supplier<Catalog> catalog;
    private final Path originsFile;
    private final Supplier<List<ConfigurationCheck>> checks;
    private final Guard guard;
    private Map<String, Map<String, Object>> defaults = Map.of();

    Configurations(Store store, Supplier<Catalog> catalog, Path originsFile) {
        this(store, catalog, originsFile, List::of, (why, who) -> () -> {});
    }

    /**
     * @param checks those of all sections
     * @param guard hears of what is about to be changed
     */
    public Configurations(
            Store store,
            Supplier<Catalog> catalog,
            Path originsFile,
            Supplier<List<ConfigurationCheck>> checks,
            Guard guard) {
        this.guard = guard;
        this.store = store;
        this.catalog = catalog;
        this.originsFile = originsFile;
        this.checks = checks;
    }

    /** What applying {@code text} would do; empty when it says what holds already. */
    synchronized List<Change> compare(String text) throws Refused, IOException {
        return plan(text, Origins.read(originsFile)).changes;
    }

    /**
     * Makes the file hold, or changes nothing. PIDs whose settings do not differ are not touched.
     *
     * @return what was changed
     * @throws IOException when the store failed; what was already changed is put back
     */
    synchronized List<Change> apply(String text) throws Refused, IOException {
        Origins origins = Origins.read(originsFile);
        Plan plan = plan(text, origins);
        carryOut(plan.changes, "before a file of settings was applied", Requester.now());
        for (String pid : origins.pids()) {
            if (Origins.FILE.equals(origins.of(pid))) {
                Map<String, Object> fallback = defaults.get(pid);
                if (fallback == null) {
                    origins.clear(pid);
                } else {
                    origins.set(pid, Defaults.mark(fallback));
                }
            }
        }
        plan.stated.forEach(pid -> origins.set(pid, Origins.FILE));
        origins.write();
        return plan.changes;
    }

    private record Plan(List<String> stated, List<Change> changes) {}

    private Plan plan(String text, Origins origins) throws Refused, IOException {
        Map<String, JsonObject> file = ConfigurationFile.parse(text);
        Map<String, Map<String, Object>> current = store.all();
        Map<String, Map<String, Object>> wanted = new Validator(catalog.get(), current).check(file);
        List<Change> changes = new ArrayList<>();
        wanted.forEach((pid, settings) -> changes.add(new Change(pid, current.get(pid), settings)));
        for (String pid : origins.pids()) {
            if (Origins.FILE.equals(origins.of(pid)) && !wanted.containsKey(pid)) {
                changes.add(new Change(pid, current.get(pid), defaults.get(pid)));
            }
        }
        changes.removeIf(Change::isNothing);
        List<String> objections = objections(current, changes);
        if (!objections.isEmpty()) {
            throw new Refused(objections);
        }
        return new Plan(List.copyOf(wanted.keySet()), changes);
    }

    /** What was wrong before, in a PID that this change does not touch, is no reason against the change. */
    private List<String> objections(Map<String, Map<String, Object>> current, List<Change> changes) {
        Map<String, Map<String, Object>> after = after(current, changes);
        List<String> objections = new ArrayList<>();
        for (ConfigurationCheck check : checks.get()) {
            List<String> before = check.objections(current);
            check.objections(after).stream()
                    .filter(sentence -> !before.contains(sentence)
                            || changes.stream().anyMatch(change -> sentence.startsWith(change.pid() + " ")))
                    .forEach(objections::add);
        }
        return objections;
    }

    /** {@return all settings by PID as {@link #restore} would leave them} */
    public synchronized Map<String, Map<String, Object>> after(String text, Predicate<String> chosen)
            throws Refused, IOException {
        return after(store.all(), bringingBack(text, chosen).changes());
    }

    private static Map<String, Map<String, Object>> after(
            Map<String, Map<String, Object>> current, List<Change> changes) {
        Map<String, Map<String, Object>> after = new TreeMap<>(current);
        changes.forEach(change -> {
            if (change.after() == null) {
                after.remove(change.pid());
            } else {
                after.put(change.pid(), change.after());
            }
        });
        return after;
    }

    /** {@return what the sections remark on what holds now} */
    synchronized List<String> remarks() throws IOException {
        Map<String, Map<String, Object>> current = store.all();
        return checks.get().stream()
                .flatMap(check -> check.remarks(current).stream())
                .toList();
    }

    private void carryOut(List<Change> changes, String why, String who) throws IOException {
        if (!changes.isEmpty()) {
            try (Guard.Scope change = guard.before(why, who)) {
                carryOut(changes);
            }
        }
    }

    private void carryOut(List<Change> changes) throws IOException {
        Deque<Change> done = new ArrayDeque<>();
        try {
            for (Change change : changes) {
                done.push(change);
                put(change.pid(), change.after());
            }
        } catch (IOException | RuntimeException e) {
            for (Change change : done) {
                putBack(change);
            }
            throw new IOException(done.peek().pid() + " could not be changed, so nothing was: " + e.getMessage(), e);
        }
    }

    private void putBack(Change change) {
        try {
            put(change.pid(), change.before());
        } catch (IOException | RuntimeException e) {
            LOG.error(
                    "SYSTEM-001 {} could not be put back to what it was; apply the last good file again",
                    change.pid(),
                    e);
        }
    }

    private void put(String pid, @Nullable Map<String, Object> settings) throws IOException {
        if (settings == null) {
            store.remove(pid);
        } else {
            store.put(pid, settings);
        }
    }

    /**
     * What {@link #restore} would do.
     *
     * @param chosen which PIDs it is about; one of them that the text has not goes
     */
    public synchronized Restoration plan(String text, Predicate<String> chosen) throws Refused, IOException {
        return shown(bringingBack(text, chosen));
    }

    /** Makes the settings what the text says, or changes nothing. Who brought which PID stays as it is. */
    public synchronized Restoration restore(String text, Predicate<String> chosen, String why, String who)
            throws Refused, IOException {
        BringingBack.Plan plan = bringingBack(text, chosen);
        carryOut(plan.changes(), why, who);
        return shown(plan);
    }

    private BringingBack.Plan bringingBack(String text, Predicate<String> chosen) throws Refused, IOException {
        Map<String, Map<String, Object>> current = store.all();
        BringingBack.Plan plan = BringingBack.plan(ConfigurationFile.parse(text), catalog.get(), current, chosen);
        List<String> objections = objections(current, plan.changes());
        if (!objections.isEmpty()) {
            throw new Refused(objections);
        }
        return plan;
    }

    private Restoration shown(BringingBack.Plan plan) {
        Catalog known = catalog.get();
        return new Restoration(
                plan.changes().stream()
                        .map(change -> change.shown(known.find(change.pid())))
                        .toList(),
                plan.notes());
    }

    /** All that holds now in the form that {@link #apply} takes, secrets left out. */
    public synchronized String export() throws IOException {
        return Export.text(store.all(), catalog.get());
    }

    /**
     * Brings the defaults of the features where nobody has decided otherwise, and takes back those that no feature
     * has any more.
     */
    synchronized void bringDefaults(String text) throws Refused, IOException {
        defaults = new Validator(catalog.get(), Map.of()).check(ConfigurationFile.parse(text));
        new Defaults(store, Origins.read(originsFile)).bring(defaults);
    }

    /** {@return what the sections object to in what holds now, however it came} */
    synchronized List<String> objections() throws IOException {
        Map<String, Map<String, Object>> current = store.all();
        return checks.get().stream()
                .flatMap(check -> check.objections(current).stream())
                .toList();
    }
}
