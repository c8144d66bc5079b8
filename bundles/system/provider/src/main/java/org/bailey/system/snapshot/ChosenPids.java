package org.bailey.system.snapshot;

import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.bailey.system.SettingsRefused;

/** PIDs that somebody named, in full or, where none is called so, by their beginning up to a dot or tilde. */
final class ChosenPids {
    private ChosenPids() {}

    /**
     * {@return whether a PID is among them; every one is when nothing is named}
     *
     * @throws SettingsRefused naming a name that nothing has, then or now
     */
    static Predicate<String> of(Collection<String> names, Set<String> then, Set<String> now) throws SettingsRefused {
        Set<String> all = new TreeSet<>(then);
        all.addAll(now);
        Set<String> chosen = new TreeSet<>();
        for (String name : names) {
            String beginning = name.replaceFirst("[.~]$", "");
            Predicate<String> one = all.contains(name)
                    ? name::equals
                    : pid -> pid.startsWith(beginning + ".") || pid.startsWith(beginning + "~");
            if (all.stream().noneMatch(one)) {
                throw new SettingsRefused(name + ": there are no settings under this PID, neither then nor now");
            }
            all.stream().filter(one).forEach(chosen::add);
        }
        return names.isEmpty() ? pid -> true : chosen::contains;
    }
}
