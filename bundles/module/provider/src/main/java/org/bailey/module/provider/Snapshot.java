package org.bailey.module.provider;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bailey.module.provider.Snapshot.Installed;

/**
 * The framework at one moment, as data.
 *
 * @param calls live calls by the section that they use
 * @param self name of the bundle that does updates
 */
record Snapshot(List<Installed> bundles, Map<String, Set<String>> calls, String self) {
    /**
     * A bundle that is installed.
     *
     * @param usedServices names of services that its components ask for
     * @param heldServices names of those without which its components stop, even if another takes their place
     * @param wiredTo ids of bundles that it has classes of, or is attached to
     */
    record Installed(
            long id,
            BundleFacts facts,
            boolean active,
            Set<String> usedServices,
            Set<String> heldServices,
            Set<Long> wiredTo) {}

    /** {@return the one that serves under a name: running before stopped, newer before older} */
    Optional<Installed> find(String name) {
        return bundles.stream()
                .filter(each -> each.facts().name().equals(name))
                .max(Comparator.comparing(Installed::active)
                        .thenComparing(each -> each.facts().version()));
    }

    /** {@return everything that has classes of {@code first}, at first or at any further hand, without itself} */
    List<Installed> dependents(Installed first) {
        Set<Long> found = new HashSet<>(Set.of(first.id()));
        ArrayDeque<Long> open = new ArrayDeque<>(found);
        while (!open.isEmpty()) {
            Long next = open.remove();
            for (Installed each : bundles) {
                if (each.wiredTo().contains(next) && found.add(each.id())) {
                    open.add(each.id());
                }
            }
        }
        return bundles.stream()
                .filter(each -> found.contains(each.id()) && each.id() != first.id())
                .toList();
    }
}
