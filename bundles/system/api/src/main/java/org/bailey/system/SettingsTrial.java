package org.bailey.system;

import java.lang.annotation.Annotation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What most checks of a section do: make the settings as the section would, and object with what they complain of.
 *
 * @param kind PID, or factory PID: then each configuration {@code kind~name} is tried
 * @param type annotation type that describes the settings, with their defaults
 * @param trial makes the settings; an {@link IllegalArgumentException} is the objection
 */
public record SettingsTrial<A extends Annotation>(String kind, Class<A> type, Trial<A> trial)
        implements ConfigurationCheck {
    /** Makes settings of what was typed. */
    @FunctionalInterface
    public interface Trial<A> {
        /** @param pid of the configuration */
        void run(String pid, A config);
    }

    @Override
    public List<String> objections(Map<String, Map<String, Object>> all) {
        List<String> objections = new ArrayList<>();
        new TreeMap<>(all).forEach((pid, values) -> {
            if (pid.equals(kind) || pid.startsWith(kind + "~")) {
                try {
                    trial.run(pid, TypedSettings.of(type, values));
                } catch (IllegalArgumentException wrong) {
                    objections.add(StoredSettings.sentence(pid, wrong));
                }
            }
        });
        return objections;
    }
}
