package org.bailey.system;

import java.lang.annotation.Annotation;
import java.lang.reflect.Proxy;
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
                    trial.run(pid, view(values));
                } catch (IllegalArgumentException wrong) {
                    objections.add(sentence(pid, String.valueOf(wrong.getMessage())));
                }
            }
        });
        return objections;
    }

    /** Whoever complains names its PID or does not; here it stands in front. */
    private static String sentence(String pid, String complaint) {
        String rest = complaint.startsWith(pid) ? complaint.substring(pid.length()) : complaint;
        return pid + " " + (rest.startsWith(":") ? rest.substring(1) : rest).strip();
    }

    /** Stored values have the types of their settings; where one does not, that is the objection. */
    private A view(Map<String, Object> values) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (self, method, none) -> {
            Object usual = method.getDefaultValue();
            Object value = values.get(method.getName());
            if (value == null || usual == null) {
                return usual;
            }
            if (usual.getClass() != value.getClass()) {
                throw new IllegalArgumentException(method.getName() + " is of type "
                        + value.getClass().getSimpleName() + " and has to be of type "
                        + usual.getClass().getSimpleName());
            }
            return value;
        }));
    }
}
