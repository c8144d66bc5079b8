package org.bailey.module.provider;

import jakarta.json.Json;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.osgi.framework.Bundle;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;

/** Whether bundles run and their components serve. */
final class Health {
    /** What was well at one moment: ids of bundles that ran, components that were satisfied as {@code BUNDLE/COMPONENT}. */
    record Before(Set<Long> running, Set<String> satisfied) {
        static final Before NOTHING = new Before(Set.of(), Set.of());

        JsonObject json() {
            return Json.createObjectBuilder()
                    .add("running", Json.createArrayBuilder(running))
                    .add("satisfied", Json.createArrayBuilder(satisfied))
                    .build();
        }

        static Before read(JsonObject from) {
            return new Before(
                    Set.copyOf(from.getJsonArray("running").getValuesAs(JsonNumber::longValue)),
                    Set.copyOf(from.getJsonArray("satisfied").getValuesAs(JsonString::getString)));
        }

        /** {@return what was well at either moment} */
        Before or(Before other) {
            return new Before(union(running, other.running), union(satisfied, other.satisfied));
        }

        private static <T> Set<T> union(Set<T> some, Set<T> others) {
            Set<T> all = new HashSet<>(some);
            all.addAll(others);
            return Set.copyOf(all);
        }
    }

    private static final String COMPONENTS = "Service-Component";

    /** What SCR says when a component failed because one that it asked for did. */
    private static final String ANOTHER_FAILED = "Unable to get service for reference";

    private final Frame frame;

    Health(Frame frame) {
        this.frame = frame;
    }

    Before look() {
        Set<Long> running = new HashSet<>();
        for (Bundle bundle : frame.context.getBundles()) {
            if (bundle.getState() == Bundle.ACTIVE) {
                running.add(bundle.getBundleId());
            }
        }
        Set<String> satisfied = frame.components.getComponentDescriptionDTOs().stream()
                .filter(this::serves)
                .map(Health::key)
                .collect(Collectors.toSet());
        return new Before(Set.copyOf(running), satisfied);
    }

    private static String key(ComponentDescriptionDTO component) {
        return component.bundle.symbolicName + "/" + component.name;
    }

    private boolean serves(ComponentDescriptionDTO component) {
        return frame.components.getComponentConfigurationDTOs(component).stream()
                .anyMatch(each -> each.state == ComponentConfigurationDTO.ACTIVE
                        || each.state == ComponentConfigurationDTO.SATISFIED);
    }

    /** {@return why a bundle that was just started does not serve yet, or ever; empty when it does} */
    Optional<String> notReady(Bundle fresh, Before before) {
        if (!Frame.starts(fresh)) {
            return Optional.empty();
        }
        if (fresh.getState() != Bundle.ACTIVE) {
            return Optional.of(name(fresh) + " does not start");
        }
        Optional<String> failure = failed(fresh);
        if (failure.isPresent()) {
            return failure;
        }
        Collection<ComponentDescriptionDTO> components = frame.components.getComponentDescriptionDTOs(fresh);
        if (components.isEmpty() && fresh.getHeaders("").get(COMPONENTS) != null) {
            return Optional.of(name(fresh) + " has components, and none of them is known");
        }
        for (ComponentDescriptionDTO component : components) {
            if (before.satisfied().contains(key(component)) && !serves(component)) {
                return Optional.of(waiting(component));
            }
        }
        return Optional.empty();
    }

    /**
     * Has each service of the bundle made, as its users would.
     *
     * @return why one cannot be; empty when all are there
     */
    Optional<String> makesItsServices(Bundle fresh) {
        ServiceReference<?>[] services = fresh.getRegisteredServices();
        List<ServiceReference<?>> made = new ArrayList<>();
        try {
            for (ServiceReference<?> each : services == null ? new ServiceReference<?>[0] : services) {
                if (frame.context.getService(each) == null) {
                    return Optional.of(broken(fresh));
                }
                made.add(each);
            }
            return Optional.empty();
        } catch (RuntimeException | LinkageError e) {
            return Optional.of(name(fresh) + ": " + Watchman.describe(e));
        } finally {
            made.forEach(frame.context::ungetService);
        }
    }

    /** {@return which of its components could not be activated, and why; empty when there is none} */
    Optional<String> failed(Bundle fresh) {
        return frame.components.getComponentDescriptionDTOs(fresh).stream()
                .flatMap(each -> failure(each).stream())
                .min(Comparator.comparing(sentence -> sentence.contains(ANOTHER_FAILED)));
    }

    private String broken(Bundle fresh) {
        return failed(fresh).orElse(name(fresh) + ": one of its services cannot be made; the log says why");
    }

    private Optional<String> failure(ComponentDescriptionDTO component) {
        return frame.components.getComponentConfigurationDTOs(component).stream()
                .filter(each -> each.state == ComponentConfigurationDTO.FAILED_ACTIVATION)
                .map(each -> component.name + " cannot be activated: " + cause(String.valueOf(each.failure)))
                .findFirst();
    }

    /** The last cause of a printed stack trace, with the line where it was thrown. */
    private static String cause(String trace) {
        List<String> lines = trace.lines().map(String::strip).toList();
        int from = 0;
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).startsWith("Caused by: ")) {
                from = i;
            }
        }
        return lines.stream()
                .skip(from)
                .limit(2)
                .collect(Collectors.joining(" "))
                .replace("Caused by: ", "");
    }

    private String waiting(ComponentDescriptionDTO component) {
        String references = frame.components.getComponentConfigurationDTOs(component).stream()
                .flatMap(each -> Stream.of(each.unsatisfiedReferences))
                .map(each -> each.name + (each.target == null ? "" : " " + each.target))
                .distinct()
                .collect(Collectors.joining(", "));
        return component.name + " was satisfied before and is not now"
                + (references.isEmpty() ? "" : "; it waits for " + references);
    }

    /** {@return what is wrong now that was well before; empty when nothing is} */
    Optional<String> worse(Before before, Collection<Bundle> fresh) {
        for (long id : before.running()) {
            Bundle bundle = frame.context.getBundle(id);
            if (bundle != null && bundle.getState() != Bundle.ACTIVE && frame.meantToRun(bundle)) {
                return Optional.of(name(bundle) + " does not run any more");
            }
        }
        for (Bundle bundle : fresh) {
            if (bundle.getState() != Bundle.ACTIVE && Frame.starts(bundle) && frame.meantToRun(bundle)) {
                return Optional.of(name(bundle) + " does not run");
            }
        }
        for (ComponentDescriptionDTO component : frame.components.getComponentDescriptionDTOs()) {
            Bundle bundle = frame.context.getBundle(component.bundle.id);
            if (bundle != null && before.satisfied().contains(key(component)) && !serves(component)) {
                return failure(component).or(() -> Optional.of(waiting(component)));
            }
        }
        return Optional.empty();
    }

    private static String name(Bundle bundle) {
        return bundle.getSymbolicName() + " " + bundle.getVersion();
    }
}
