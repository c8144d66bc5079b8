package org.bailey.system.config;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;
import org.osgi.service.component.runtime.dto.UnsatisfiedReferenceDTO;

/** The appliance's own components that do not serve, and why. */
final class Parts {
    private static final String OURS = "org.bailey.";
    private static final String KEYED = "(bailey.feature=";

    private Parts() {}

    /** {@return one sentence for each that failed, or that waits for what is not there} */
    static List<String> problems(ServiceComponentRuntime runtime) {
        Collection<String> problems = new TreeSet<>();
        Set<String> locked = locked(runtime);
        for (ComponentDescriptionDTO part : runtime.getComponentDescriptionDTOs()) {
            if (part.bundle.symbolicName.startsWith(OURS) && !locked.contains(section(part))) {
                for (ComponentConfigurationDTO one : runtime.getComponentConfigurationDTOs(part)) {
                    problem(part, one, problems);
                }
            }
        }
        return new ArrayList<>(problems);
    }

    /** {@return sections that have no option key: they do not run, and nothing is wrong with that} */
    private static Set<String> locked(ServiceComponentRuntime runtime) {
        Set<String> locked = new HashSet<>();
        for (ComponentDescriptionDTO part : runtime.getComponentDescriptionDTOs()) {
            for (ComponentConfigurationDTO one : runtime.getComponentConfigurationDTOs(part)) {
                for (UnsatisfiedReferenceDTO missing : one.unsatisfiedReferences) {
                    if (String.valueOf(missing.target).contains(KEYED)) {
                        locked.add(section(part));
                    }
                }
            }
        }
        return locked;
    }

    /** {@code org.bailey.turn.provider} is of section {@code org.bailey.turn}. */
    private static String section(ComponentDescriptionDTO part) {
        String name = part.bundle.symbolicName;
        return name.substring(0, Math.max(0, name.lastIndexOf('.')));
    }

    private static void problem(
            ComponentDescriptionDTO part, ComponentConfigurationDTO one, Collection<String> problems) {
        if (one.state == ComponentConfigurationDTO.FAILED_ACTIVATION) {
            String failure =
                    one.failure == null ? "" : one.failure.lines().findFirst().orElse("");
            problems.add(name(part) + " failed: " + failure + "; see log/bailey.log");
        } else if (one.state == ComponentConfigurationDTO.UNSATISFIED_REFERENCE) {
            for (UnsatisfiedReferenceDTO missing : one.unsatisfiedReferences) {
                problems.add(name(part) + " does not run: nothing gives it " + missing.name);
            }
        }
    }

    private static String name(ComponentDescriptionDTO part) {
        String type = part.implementationClass;
        return part.bundle.symbolicName + " " + type.substring(type.lastIndexOf('.') + 1);
    }
}
