package org.bailey.system;

import java.lang.annotation.Annotation;
import java.util.Map;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How a component takes what is stored for it. Nobody can keep a wrong value from being stored in Configuration Admin, so
 * a component that cannot use one begins with its defaults instead of not at all, and takes the corrected value when it
 * comes. Its {@link ConfigurationCheck} names the same value as long as it is stored.
 *
 * @param pid of the settings
 * @param type annotation type that describes them, with a default for each
 * @param reading makes checked settings of them; an {@link IllegalArgumentException} names setting, value and range
 */
public record StoredSettings<A extends Annotation, S>(String pid, Class<A> type, Function<A, S> reading) {
    private static final Logger LOG = LoggerFactory.getLogger(StoredSettings.class);

    /** {@return what is stored, or the defaults when it cannot be used; the log says why} */
    public S begin(A stored) {
        try {
            return reading.apply(stored);
        } catch (RuntimeException wrong) { // a value of another type breaks where it is read
            LOG.error("{}; the defaults are in force until it is corrected", sentence(pid, wrong));
            return defaults();
        }
    }

    /** {@return what is stored, or {@code before} when it cannot be used; the log says why} */
    public S change(S before, A stored) {
        try {
            return reading.apply(stored);
        } catch (RuntimeException wrong) {
            LOG.error(
                    "{}; the settings before stay in force, and after a restart the defaults are, until it is corrected",
                    sentence(pid, wrong));
            return before;
        }
    }

    /** {@return the settings of nothing stored} */
    public S defaults() {
        return reading.apply(TypedSettings.of(type, Map.of()));
    }

    /** Whoever complains names its PID or does not; here it stands in front. */
    static String sentence(String pid, RuntimeException wrong) {
        String complaint = String.valueOf(wrong.getMessage());
        String rest = complaint.startsWith(pid) ? complaint.substring(pid.length()) : complaint;
        return pid + " " + (rest.startsWith(":") ? rest.substring(1) : rest).strip();
    }
}
