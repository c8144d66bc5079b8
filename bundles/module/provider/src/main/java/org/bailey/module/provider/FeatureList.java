package org.bailey.module.provider;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bailey.module.FeatureState;
import org.bailey.module.FeatureState.Module;
import org.bailey.module.FeatureState.State;
import org.osgi.framework.Bundle;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;
import org.osgi.service.component.runtime.dto.UnsatisfiedReferenceDTO;

/** How the features of the shelf do. */
final class FeatureList {
    private static final Pattern KEY = Pattern.compile("\\(bailey\\.feature=([a-z-]+)\\)");

    private final Frame frame;
    private final Shelf shelf;
    private final Uses uses;
    private final KeyedFeatures keyed;

    FeatureList(Frame frame, Shelf shelf, Uses uses, KeyedFeatures keyed) {
        this.frame = frame;
        this.shelf = shelf;
        this.uses = uses;
        this.keyed = keyed;
    }

    List<FeatureState> now() {
        Map<String, Set<String>> calls = uses.bySection();
        return shelf.features().stream().map(each -> state(each, calls)).toList();
    }

    private FeatureState state(Shelf.Feature feature, Map<String, Set<String>> calls) {
        List<Module> modules =
                feature.items().stream().map(item -> module(item.name())).toList();
        String key = keyed.missing(feature);
        List<String> trouble = modules.stream()
                .flatMap(each -> each.version().isEmpty()
                        ? Stream.of(each.name() + " is not installed")
                        : each.unsatisfied().stream())
                .collect(Collectors.toCollection(ArrayList::new));
        modules.stream()
                .filter(each -> each.state().equals("installed")
                        || each.state().equals("resolved")
                                && frame.find(each.name()).map(Frame::starts).orElse(false))
                .forEach(each -> trouble.add(each.name() + " does not run"));
        State state;
        String detail = String.join("; ", trouble);
        if (!key.isEmpty()) {
            state = State.LOCKED;
            detail = "It takes an option key for " + key + ".";
        } else if (keyed.ending(feature)) {
            state = State.ENDING;
            detail = "Its key is gone; calls that use it go on until they end.";
        } else if (modules.stream().allMatch(each -> each.version().isEmpty())) {
            state = State.ABSENT;
        } else {
            state = trouble.isEmpty() ? State.SERVING : State.IMPAIRED;
        }
        return new FeatureState(
                feature.word(),
                feature.title(),
                feature.description(),
                feature.optionKeys(),
                state,
                detail,
                modules,
                calls.getOrDefault(feature.word(), Set.of()).size());
    }

    private Module module(String name) {
        Optional<Bundle> found = frame.find(name);
        if (found.isEmpty()) {
            return new Module(name, "", "", false, List.of());
        }
        Bundle bundle = found.get();
        return new Module(
                name,
                bundle.getVersion().toString(),
                words(bundle.getState()),
                Frame.facts(bundle).keeper(),
                unsatisfied(bundle));
    }

    private static String words(int state) {
        return (switch (state) {
                    case Bundle.ACTIVE -> "ACTIVE";
                    case Bundle.STARTING -> "STARTING";
                    case Bundle.STOPPING -> "STOPPING";
                    case Bundle.RESOLVED -> "RESOLVED";
                    default -> "INSTALLED";
                })
                .toLowerCase(Locale.ROOT);
    }

    /** {@return what its components wait for, a sentence each; empty when they serve} */
    List<String> unsatisfied(Bundle bundle) {
        List<String> sentences = new ArrayList<>();
        for (ComponentDescriptionDTO component : frame.components.getComponentDescriptionDTOs(bundle)) {
            for (ComponentConfigurationDTO each : frame.components.getComponentConfigurationDTOs(component)) {
                if (each.state == ComponentConfigurationDTO.FAILED_ACTIVATION) {
                    sentences.add(component.name + " cannot be activated");
                }
                for (var reference : each.unsatisfiedReferences) {
                    sentences.add(component.name + " waits for " + waitsFor(reference));
                }
            }
        }
        return sentences;
    }

    /** A key by its name, anything else as it was asked for. */
    private static String waitsFor(UnsatisfiedReferenceDTO reference) {
        String target = reference.target == null ? "" : reference.target;
        Matcher key = KEY.matcher(target);
        return key.find() ? "an option key for " + key.group(1) : (reference.name + " " + target).strip();
    }
}
