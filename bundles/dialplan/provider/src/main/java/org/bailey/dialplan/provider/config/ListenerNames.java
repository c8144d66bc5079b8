package org.bailey.dialplan.provider.config;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.bailey.dialplan.provider.plan.Zone;

/** The SIP listeners of a configuration: a zone is reached from one of them, of its own transport. */
public final class ListenerNames {
    private static final String LISTENER = "org.bailey.sip.listener~";
    /** What a listener speaks that does not say. */
    private static final String USUAL = "tls";

    private final Map<String, String> transports = new TreeMap<>();

    /** @param all settings by PID */
    public ListenerNames(Map<String, Map<String, Object>> all) {
        all.forEach((pid, values) -> {
            if (pid.startsWith(LISTENER)) {
                Object transport = values.getOrDefault("transport", USUAL);
                transports.put(pid.substring(LISTENER.length()), String.valueOf(transport));
            }
        });
    }

    /** {@return a sentence for each zone whose listener is not there or speaks otherwise; none without any listener} */
    public List<String> objections(Collection<Entry> entries) {
        List<String> objections = new ArrayList<>();
        if (!transports.isEmpty()) {
            for (Entry entry : entries) {
                zone(entry).flatMap(this::objection).ifPresent(problem -> objections.add(entry.pid() + " " + problem));
            }
        }
        return objections;
    }

    private static Optional<Zone> zone(Entry entry) {
        try {
            return switch (entry.kind()) {
                case PlanLoader.ZONE -> enabled(Reading.zone(entry.pid(), entry.values()));
                case PlanLoader.MICROSOFT -> enabled(Reading.microsoft(entry.values()));
                default -> Optional.empty();
            };
        } catch (IllegalArgumentException toldByThePlanLoader) {
            return Optional.empty();
        }
    }

    private static Optional<Zone> enabled(Reading.Switched<Zone> zone) {
        return zone.enabled() ? Optional.of(zone.value()) : Optional.empty();
    }

    private Optional<String> objection(Zone zone) {
        String spoken = transports.get(zone.listener());
        if (spoken == null) {
            return Optional.of("listener '" + zone.listener() + "' is no SIP listener; there are " + transports.keySet()
                    + " (" + LISTENER + "NAME)");
        }
        String wanted = zone.transport().token().toLowerCase(Locale.ROOT);
        return spoken.equalsIgnoreCase(wanted)
                ? Optional.empty()
                : Optional.of("listener '" + zone.listener() + "' speaks " + spoken + ", but the zone's transport is "
                        + wanted + ": name a listener of that transport");
    }
}
