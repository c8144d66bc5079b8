package org.bailey.backup.provider;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.bailey.system.SettingsRefused;

/** What of a backup is wanted: words of sections, {@code config} for all settings; everything when nothing is named. */
record Choice(List<String> words) {
    private static final String OURS = "org.bailey.";
    private static final String CONFIG = "config";

    /**
     * @param pids of the backup and of this appliance
     * @param parts words of sections with files
     * @throws SettingsRefused naming a word that nothing is called
     */
    static Choice of(Collection<String> words, Collection<String> pids, Collection<String> parts)
            throws SettingsRefused {
        Set<String> known = new TreeSet<>(parts);
        known.add(CONFIG);
        pids.stream().filter(pid -> pid.startsWith(OURS)).map(Choice::section).forEach(known::add);
        for (String word : words) {
            if (!known.contains(word)) {
                throw new SettingsRefused(
                        "\"" + word + "\" is not in the backup; there are " + String.join(", ", known));
            }
        }
        return new Choice(List.copyOf(words));
    }

    private static String section(String pid) {
        return pid.substring(OURS.length()).split("[.~]", 2)[0];
    }

    boolean wantsPid(String pid) {
        return words.isEmpty() || words.contains(CONFIG) || pid.startsWith(OURS) && words.contains(section(pid));
    }

    boolean wantsFiles(String section) {
        return words.isEmpty() || words.contains(section);
    }
}
