package org.bailey.module.provider;

import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.bailey.module.LiveUse;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** What all keepers say of the use of sections. */
@Component(service = Uses.class)
public final class Uses {
    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    final Collection<LiveUse> keepers = new CopyOnWriteArrayList<>();

    /** {@return ids of live calls by the section they use} */
    Map<String, Set<String>> bySection() {
        Map<String, Set<String>> all = new TreeMap<>();
        keepers.forEach(keeper -> keeper.callsBySection()
                .forEach((section, calls) ->
                        all.computeIfAbsent(section, name -> new HashSet<>()).addAll(calls)));
        return all;
    }

    /** {@return ids of all live calls} */
    Set<String> calls() {
        Set<String> all = new HashSet<>();
        bySection().values().forEach(all::addAll);
        return all;
    }
}
