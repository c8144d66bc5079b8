package org.bailey.optionkey.doors;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.bailey.call.Admission;
import org.bailey.dialplan.Origin;
import org.bailey.optionkey.FeatureDoors;
import org.bailey.optionkey.OptionKey;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The features that are open, and the licences of calls: used = live calls, so that there is nothing to keep. Knows no keys;
 * what it was told last holds until the judge, or the next one, says otherwise.
 */
@Component(immediate = true, property = Admission.NAME + "=optionkey")
public final class KeptDoors implements FeatureDoors, Admission {
    /** Time to replace the judge, and to put the old one back. */
    static final Duration PATIENCE = Duration.ofMinutes(2);

    private static final Logger LOG = LoggerFactory.getLogger(KeptDoors.class);
    private static final String SESSIONS = OptionKey.RICH_MEDIA_SESSION;
    private static final int UNREAD_RETRY_SECONDS = 5;

    private final Map<String, Opened> opened = new ConcurrentHashMap<>();
    private final Map<String, Registry.Entry> entries = new ConcurrentHashMap<>();
    private final Licences licences = new Licences();
    private final Shortage shortage = new Shortage();
    private final Registry registry;
    private final LongSupplier nanos;
    private volatile @Nullable Long attended;

    @Activate
    public KeptDoors(BundleContext context) {
        this(new Services(context), System::nanoTime);
    }

    KeptDoors(Registry registry, LongSupplier nanos) {
        this.registry = registry;
        this.nanos = nanos;
    }

    @Deactivate
    synchronized void stop() {
        entries.values().forEach(Registry.Entry::remove);
        entries.clear();
        opened.clear();
    }

    @Override
    public List<OptionKey> opened() {
        return new ArrayList<>(opened.values());
    }

    @Override
    public synchronized void open(String feature, int count) {
        Opened before = opened.get(feature);
        if (before == null) {
            Opened fresh = new Opened(feature, count, this::isAttended);
            opened.put(feature, fresh);
            entries.put(feature, registry.put(fresh, fresh.properties()));
            LOG.debug("{} may be used", feature);
        } else {
            change(before, count, false);
        }
    }

    @Override
    public synchronized void ending(String feature) {
        Opened one = opened.get(feature);
        if (one != null) {
            change(one, one.count(), true);
            LOG.debug("{} may not be used any more", feature);
        }
    }

    @Override
    public synchronized void close(String feature) {
        Registry.Entry entry = entries.remove(feature);
        opened.remove(feature);
        if (entry != null) {
            entry.remove();
            LOG.debug("{} is closed", feature);
        }
    }

    private void change(Opened one, int count, boolean ending) {
        boolean other = one.judgedEnding() != ending;
        one.change(count, ending);
        Registry.Entry entry = entries.get(one.feature());
        if (other && entry != null) {
            entry.change(one.properties());
        }
    }

    @Override
    public void attended() {
        attended = nanos.getAsLong();
    }

    private boolean isAttended() {
        Long last = attended;
        return last != null && nanos.getAsLong() - last <= PATIENCE.toNanos();
    }

    @Override
    public Taken taken() {
        return licences.taken();
    }

    @Override
    public Optional<Refusal> refusal(Origin caller, int live) {
        Opened key = opened.get(SESSIONS);
        if (!isAttended()) {
            return refused(": option keys are not read", UNREAD_RETRY_SECONDS);
        }
        if (key == null || key.judgedEnding()) {
            return refused(": no licence, an option key is missing", null);
        }
        if (live >= key.count()) {
            return refused(": " + live + " of " + key.count() + " licences in use", null);
        }
        licences.used(live + 1);
        return Optional.empty();
    }

    private Optional<Refusal> refused(String why, @Nullable Integer retryAfterSeconds) {
        licences.refuse();
        shortage.tell(SESSIONS + why);
        return Optional.of(new Refusal(503, SESSIONS + why, retryAfterSeconds, Shortage.CODE));
    }
}
