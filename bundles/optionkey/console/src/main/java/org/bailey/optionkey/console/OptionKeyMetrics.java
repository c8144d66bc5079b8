package org.bailey.optionkey.console;

import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.bailey.console.Metric;
import org.bailey.console.MetricSource;
import org.bailey.optionkey.FeatureUse;
import org.bailey.optionkey.KeyStatus;
import org.bailey.optionkey.OptionKeys;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Keys and licences for monitoring. */
@Component
public final class OptionKeyMetrics implements MetricSource {
    private static final String FEATURE = "feature";

    private final OptionKeys keys;

    @Activate
    public OptionKeyMetrics(@Reference OptionKeys keys) {
        this.keys = keys;
    }

    @Override
    public String word() {
        return "optionkey";
    }

    @Override
    public List<Metric> metrics() {
        Metric licensed = Metric.gauge("bailey_optionkey_licensed", "1 where a key for the feature holds");
        Metric until = Metric.gauge(
                "bailey_optionkey_until_seconds",
                "When less of the feature holds, Unix time; absent where nothing ends");
        Metric count = Metric.gauge("bailey_optionkey_licences", "Counted licences there are");
        Metric used = Metric.gauge("bailey_optionkey_licences_used", "Counted licences in use");
        Metric highest = Metric.gauge("bailey_optionkey_licences_highest", "Most that were used at once");
        Metric refused = Metric.counter("bailey_optionkey_refused_total", "Calls refused because all were in use");
        for (FeatureUse use : keys.features()) {
            String word = use.feature();
            licensed = licensed.with(FEATURE, word, use.licensed() ? 1 : 0);
            LocalDate end = use.until();
            if (end != null) {
                long seconds = end.plusDays(1).toEpochSecond(LocalTime.MIDNIGHT, ZoneOffset.UTC);
                until = until.with(FEATURE, word, seconds);
            }
            if (use.counted()) {
                count = count.with(FEATURE, word, use.count());
                used = used.with(FEATURE, word, use.calls().size());
                highest = highest.with(FEATURE, word, use.highest());
                refused = refused.with(FEATURE, word, use.refused());
            }
        }
        return List.of(licensed, until, count, used, highest, refused, byState());
    }

    private Metric byState() {
        Map<KeyStatus.State, Integer> counts = new TreeMap<>();
        for (KeyStatus.State state : KeyStatus.State.values()) {
            counts.put(state, 0);
        }
        keys.keys().forEach(key -> counts.merge(key.state(), 1, Integer::sum));
        Metric states = Metric.gauge("bailey_optionkey_keys", "Stored keys by what they are worth");
        for (Map.Entry<KeyStatus.State, Integer> one : counts.entrySet()) {
            states = states.with("state", one.getKey().name().toLowerCase(java.util.Locale.ROOT), one.getValue());
        }
        return states;
    }
}
