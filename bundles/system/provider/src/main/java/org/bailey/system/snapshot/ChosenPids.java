package org.bailey.system.snapshot;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.bailey.system.SettingsRefused;

/** Those PIDs that somebody named, in full or by their beginning up to a dot or tilde; all when nothing is named. */
record ChosenPids(List<String> names) implements Predicate<String> {
    ChosenPids {
        names = List.copyOf(names);
    }

    /** @throws SettingsRefused naming a name that nothing has, then or now */
    ChosenPids(Collection<String> names, Set<String> then, Set<String> now) throws SettingsRefused {
        this(List.copyOf(names));
        for (String name : this.names) {
            Predicate<String> one = new ChosenPids(List.of(name));
            if (then.stream().noneMatch(one) && now.stream().noneMatch(one)) {
                throw new SettingsRefused(name + ": there are no settings under this PID, neither then nor now");
            }
        }
    }

    @Override
    public boolean test(String pid) {
        return names.isEmpty()
                || names.stream()
                        .anyMatch(name -> pid.equals(name) || pid.startsWith(name + ".") || pid.startsWith(name + "~"));
    }
}
