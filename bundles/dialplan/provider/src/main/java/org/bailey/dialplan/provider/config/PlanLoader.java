package org.bailey.dialplan.provider.config;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.bailey.dialplan.DialPlan;
import org.bailey.dialplan.provider.config.Reading.Switched;
import org.bailey.dialplan.provider.plan.Expectation;
import org.bailey.dialplan.provider.plan.Plan;
import org.bailey.dialplan.provider.plan.Rule;
import org.bailey.dialplan.provider.plan.Transform;
import org.bailey.dialplan.provider.plan.TrustedHost;
import org.bailey.dialplan.provider.plan.Zone;
import org.jspecify.annotations.Nullable;

/**
 * Makes a plan of all configurations. A configuration that cannot be keeps what it said when it last could; one that
 * never could is left out. Not safe for use by many threads.
 */
public final class PlanLoader {
    public static final String SECTION = "org.bailey.dialplan";
    public static final String ZONE = "org.bailey.dialplan.zone";
    public static final String RULE = "org.bailey.dialplan.rule";
    public static final String TRANSFORM = "org.bailey.dialplan.transform";
    public static final String EXPECTATION = "org.bailey.dialplan.expectation";
    public static final String TRUSTED_HOST = "org.bailey.b2bua.trustedhost";
    public static final String MICROSOFT = "org.bailey.b2bua";
    /** How the sentence on a refused configuration ends that has nothing older to fall back on. */
    public static final String NOT_USED = "; it is not used";
    /** Every kind of configuration read here. */
    public static final Set<String> KINDS =
            Set.of(SECTION, ZONE, RULE, TRANSFORM, EXPECTATION, TRUSTED_HOST, MICROSOFT);

    private static final int TOO_MANY_TRUSTED_HOSTS = 50;

    private final Map<String, Object> lastGood = new HashMap<>();
    private List<String> refused = new ArrayList<>();
    private List<String> doubts = new ArrayList<>();
    private List<Rule> idle = new ArrayList<>();

    /** @param entries all there are, in any order */
    public Loaded load(Collection<Entry> entries) {
        refused = new ArrayList<>();
        doubts = new ArrayList<>();
        idle = new ArrayList<>();
        lastGood.keySet().retainAll(entries.stream().map(Entry::pid).collect(Collectors.toSet()));
        Map<String, List<Entry>> kinds =
                entries.stream().sorted(Comparator.comparing(Entry::pid)).collect(Collectors.groupingBy(Entry::kind));
        Set<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        List<Zone> zones = new ArrayList<>();
        // without a configuration the section runs on its defaults
        Entry defaults = new Entry(MICROSOFT, MICROSOFT, Map.of());
        for (Entry entry : kinds.getOrDefault(MICROSOFT, List.of(defaults))) {
            addZone(entry, read(entry, Reading::microsoft), names, zones);
        }
        for (Entry entry : kinds.getOrDefault(ZONE, List.of())) {
            addZone(entry, read(entry, values -> Reading.zone(entry.pid(), values)), names, zones);
        }
        List<Transform> transforms = new ArrayList<>();
        for (Entry entry : kinds.getOrDefault(TRANSFORM, List.of())) {
            Switched<Transform> transform = read(entry, values -> Reading.transform(entry.pid(), values));
            if (transform != null && transform.enabled()) {
                transforms.add(transform.value());
            }
        }
        List<Rule> rules = rules(kinds.getOrDefault(RULE, List.of()), names);
        List<Expectation> expectations = new ArrayList<>();
        for (Entry entry : kinds.getOrDefault(EXPECTATION, List.of())) {
            Expectation expectation = read(entry, values -> Reading.expectation(entry.pid(), values));
            if (expectation != null) {
                expectations.add(expectation);
            }
        }
        DialPlanSettings section = section(kinds.getOrDefault(SECTION, List.of()));
        List<TrustedHost> trusted = trustedHosts(kinds, section.trustedHostNotice());
        return new Loaded(
                new Plan(zones, transforms, rules, trusted), idle, expectations, refused, doubts, section.recording());
    }

    private void addZone(Entry entry, @Nullable Switched<Zone> zone, Set<String> names, List<Zone> zones) {
        if (zone == null) {
            return;
        }
        if (!names.add(zone.name())) {
            refused.add(entry.pid() + " name '" + zone.name() + "' is the name of another zone; this one is not used");
        } else if (zone.enabled()) {
            zones.add(zone.value());
            zone.value().keyless().ifPresent(sentence -> doubts.add(entry.pid() + ": " + sentence));
        }
    }

    private List<Rule> rules(List<Entry> entries, Set<String> zones) {
        List<Rule> rules = new ArrayList<>();
        for (Entry entry : entries) {
            Switched<Rule> rule = read(entry, values -> {
                Switched<Rule> read = Reading.rule(entry.pid(), values);
                if (read.enabled()) {
                    mustBeZone("target", read.value().target(), zones);
                    mustBeZone("source", read.value().source(), zones);
                }
                return read;
            });
            if (rule != null && rule.enabled() && zones.contains(rule.value().target())) {
                rules.add(rule.value());
            } else if (rule != null && !rule.enabled()) {
                idle.add(rule.value());
            }
        }
        return rules;
    }

    private static void mustBeZone(String setting, String name, Set<String> zones) {
        boolean microsoft = name.equalsIgnoreCase(DialPlan.MICROSOFT_ZONE);
        boolean stranger = setting.equals("source") && name.equalsIgnoreCase(DialPlan.DEFAULT_ZONE);
        if (!name.isEmpty() && !stranger && !zones.contains(name)) {
            throw new IllegalArgumentException(setting + " '" + name + "' is no zone; there are " + zones
                    + (microsoft ? "; this one appears when org.bailey.b2bua is enabled" : ""));
        }
    }

    /** What is set for the section as a whole. */
    private record DialPlanSettings(int trustedHostNotice, RecordSettings recording) {
        static DialPlanSettings from(Map<String, ?> values) {
            DialPlanConfig config = Typed.view(DialPlanConfig.class, values);
            return new DialPlanSettings(config.trustedHostNotice(), new RecordSettings(config.recordDays()));
        }
    }

    private DialPlanSettings section(List<Entry> entries) {
        DialPlanSettings settings = null;
        for (Entry entry : entries) {
            settings = read(entry, DialPlanSettings::from);
        }
        return settings == null ? DialPlanSettings.from(Map.of()) : settings;
    }

    private List<TrustedHost> trustedHosts(Map<String, List<Entry>> kinds, int notice) {
        List<TrustedHost> trusted = new ArrayList<>();
        for (Entry entry : kinds.getOrDefault(TRUSTED_HOST, List.of())) {
            TrustedHost host = read(entry, Reading::trustedHost);
            if (host != null) {
                trusted.add(host);
            }
        }
        if (trusted.size() > notice) {
            doubts.add(String.format(
                    Locale.ROOT,
                    "there are %d trusted hosts (%s), more than %d%s; calls are not affected",
                    trusted.size(),
                    TRUSTED_HOST,
                    notice,
                    trusted.size() >= TOO_MANY_TRUSTED_HOSTS ? ": better add a gateway" : ""));
        }
        return trusted;
    }

    @SuppressWarnings("unchecked") // what is kept for a PID was read by the same reader: a PID never changes its kind
    private <T> @Nullable T read(Entry entry, Function<Map<String, ?>, T> reader) {
        try {
            T value = reader.apply(entry.values());
            lastGood.put(entry.pid(), value);
            return value;
        } catch (IllegalArgumentException wrong) {
            T kept = (T) lastGood.get(entry.pid());
            refused.add(entry.pid() + " " + wrong.getMessage()
                    + (kept == null ? NOT_USED : "; its old settings stay in use"));
            return kept;
        }
    }
}
