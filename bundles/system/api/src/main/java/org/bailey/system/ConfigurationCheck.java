package org.bailey.system;

import java.util.List;
import java.util.Map;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Refuses configurations before they are stored, for what types and ranges cannot say: a pattern that is none, a name
 * that nobody has. A service of the section whose settings they are.
 */
@ConsumerType
public interface ConfigurationCheck {
    /**
     * Looks at a configuration as a whole.
     *
     * @param all settings by PID as they would be; what a PID does not set has its default
     * @return one sentence for each thing that cannot be, beginning with its PID and a blank
     */
    List<String> objections(Map<String, Map<String, Object>> all);

    /**
     * Looks for what is possible, but may be a mistake; whoever applies a configuration is told.
     *
     * @param all settings by PID that hold now
     * @return one sentence for each, beginning with the PID that it is about where there is one
     */
    default List<String> remarks(Map<String, Map<String, Object>> all) {
        return List.of();
    }
}
