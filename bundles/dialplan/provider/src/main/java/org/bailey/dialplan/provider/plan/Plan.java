package org.bailey.dialplan.provider.plan;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** One consistent state of the configuration. */
public record Plan(List<Zone> zones, List<Transform> transforms, List<Rule> rules, List<TrustedHost> trustedHosts) {
    public static final Plan EMPTY = new Plan(List.of(), List.of(), List.of(), List.of());

    public Plan {
        zones = List.copyOf(zones);
        transforms = transforms.stream()
                .sorted(Comparator.comparingInt(Transform::priority).thenComparing(Transform::name))
                .toList();
        rules = rules.stream()
                .sorted(Comparator.comparingInt(Rule::priority).thenComparing(Rule::name))
                .toList();
        trustedHosts = List.copyOf(trustedHosts);
    }

    /** {@return the zone of that name, whatever the letter case} */
    public Optional<Zone> zone(String name) {
        return zones.stream().filter(z -> z.name().equalsIgnoreCase(name)).findFirst();
    }
}
