package org.bailey.module.provider;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bailey.module.UpdatePlan;
import org.bailey.module.UpdatePlan.Replacement;
import org.bailey.module.UpdatePlan.Way;
import org.bailey.module.provider.Snapshot.Installed;
import org.osgi.framework.Version;
import org.osgi.framework.VersionRange;

/** Says what putting bundles into a framework would do: a function of both, which changes nothing. */
final class Planner {
    private final Snapshot now;
    private final List<BundleFacts> wanted;
    private final Set<String> replaced;
    private final List<String> refusals = new ArrayList<>();
    private final List<String> sentences = new ArrayList<>();
    private final List<Replacement> replacements = new ArrayList<>();
    private final Set<Installed> restarts = new LinkedHashSet<>();
    private final Set<Installed> touched = new LinkedHashSet<>();

    private Planner(Snapshot now, Collection<BundleFacts> candidates) {
        this.now = now;
        wanted = ordered(candidates);
        replaced = wanted.stream().map(BundleFacts::name).collect(Collectors.toSet());
    }

    /**
     * @param candidates bundles of one file
     * @param unsigned why nobody trusted signed it, when that is asked for; empty otherwise
     */
    static UpdatePlan plan(
            String id, String file, Snapshot now, Collection<BundleFacts> candidates, String signer, String unsigned) {
        Planner planner = new Planner(now, candidates);
        if (!unsigned.isEmpty()) {
            planner.refusals.add(file + ": " + unsigned + ".");
        }
        planner.sentences.add(signer.isEmpty() ? "Nobody trusted has signed the file." : "Signed by " + signer + ".");
        planner.wanted.forEach(planner::look);
        return planner.plan(id, file, signer);
    }

    private void look(BundleFacts wanted) {
        Optional<Installed> old = now.find(wanted.name());
        resolve(wanted);
        if (old.isEmpty()) {
            replacements.add(new Replacement(wanted.name(), "", wanted.version().toString(), Way.NEW));
            sentences.add(wanted + " is installed and started; there was none before.");
            return;
        }
        BundleFacts before = old.get().facts();
        int newer = wanted.version().compareTo(before.version());
        if (newer == 0) {
            refusals.add(wanted + " is the version that runs already; another build has another version.");
        }
        if (wanted.name().equals(now.self())) {
            refusals.add(wanted.name() + " does the updates and cannot watch over its own: stop the appliance, put the"
                    + " file into its repository, start it.");
        }
        services(before, wanted);
        boolean beside = !before.keeper()
                && !wanted.keeper()
                && !before.single()
                && !wanted.single()
                && before.exports().isEmpty()
                && wanted.exports().isEmpty();
        Way way = beside ? Way.SIDE_BY_SIDE : Way.IN_PLACE;
        replacements.add(new Replacement(
                wanted.name(), before.version().toString(), wanted.version().toString(), way));
        sentences.add(before + " is replaced by " + wanted.version()
                + (beside
                        ? " side by side: the new one serves before the old one goes."
                        : " in place: it stops, and starts again."));
        if (newer < 0) {
            sentences.add("That is a step back: " + wanted.version() + " is older than " + before.version()
                    + ", and knows no setting that came since.");
        }
        touched.add(old.get());
        keepers(old.get());
        if (!before.exports().isEmpty() || before.single()) {
            restarts(old.get());
        }
    }

    /** A keeper that cannot be without a service for a moment begins anew when who offers it is replaced. */
    private void keepers(Installed changed) {
        for (Installed each : now.bundles()) {
            boolean holds =
                    each.heldServices().stream().anyMatch(changed.facts().provides()::contains);
            if (holds && each.facts().keeper() && each.active() && each.id() != changed.id()) {
                touched.add(each);
                restarts.add(each);
            }
        }
    }

    private void restarts(Installed changed) {
        for (Installed each : now.dependents(changed)) {
            touched.add(each);
            if (each.id() == 0) {
                refusals.add(
                        changed.facts() + " is part of the framework; it is replaced while the appliance is stopped.");
            } else if (each.facts().name().equals(now.self())) {
                refusals.add(
                        changed.facts() + " cannot be replaced while the appliance runs: " + now.self()
                                + ", which does it, has classes of it. Stop the appliance, put the file into its repository, start it.");
            } else if (each.active() && !replaced.contains(each.facts().name())) {
                restarts.add(each);
            }
        }
    }

    private void resolve(BundleFacts wanted) {
        new TreeMap<>(wanted.imports()).forEach((name, range) -> {
            if (!wanted.exports().containsKey(name)) {
                List<Map.Entry<BundleFacts, Version>> offers = offers(name);
                if (offers.stream().noneMatch(offer -> range.includes(offer.getValue()))) {
                    refusals.add(wanted + " needs package " + name + text(range) + ", which nobody offers"
                            + offers.stream()
                                    .map(offer -> "; " + offer.getKey().name() + " has " + offer.getValue())
                                    .collect(Collectors.joining())
                            + ".");
                }
            }
        });
    }

    private static String text(VersionRange range) {
        return range.equals(new VersionRange("0")) ? "" : " " + range;
    }

    private List<Map.Entry<BundleFacts, Version>> offers(String name) {
        Stream<BundleFacts> staying =
                now.bundles().stream().map(Installed::facts).filter(each -> !replaced.contains(each.name()));
        return Stream.concat(staying, wanted.stream())
                .filter(each -> each.exports().containsKey(name))
                .flatMap(each -> each.exports().get(name).stream().map(version -> Map.entry(each, version)))
                .toList();
    }

    /** What the old one served, others ask for and nobody else serves must not be gone. */
    private void services(BundleFacts before, BundleFacts wanted) {
        Set<String> gone = new TreeSet<>(before.provides());
        gone.removeAll(wanted.provides());
        for (String service : gone) {
            boolean elsewhere = Stream.concat(
                            now.bundles().stream()
                                    .map(Installed::facts)
                                    .filter(each -> !replaced.contains(each.name())),
                            this.wanted.stream())
                    .anyMatch(each -> each.provides().contains(service));
            List<String> users = now.bundles().stream()
                    .filter(each -> each.usedServices().contains(service))
                    .map(each -> each.facts().name())
                    .filter(name -> !name.equals(before.name()))
                    .sorted()
                    .toList();
            if (!elsewhere && !users.isEmpty()) {
                refusals.add(wanted + " has no service " + service + " any more, which " + String.join(", ", users)
                        + (users.size() == 1 ? " asks for." : " ask for."));
            }
        }
    }

    private UpdatePlan plan(String id, String file, String signer) {
        Set<String> sections =
                touched.stream().map(each -> each.facts().section()).collect(Collectors.toSet());
        Map<String, Set<String>> calls = new TreeMap<>();
        Set<String> all = new HashSet<>();
        now.calls().forEach((section, users) -> {
            all.addAll(users);
            if (sections.contains(section) && !users.isEmpty()) {
                calls.put(section, Set.copyOf(users));
            }
        });
        List<String> keepers = touched.stream()
                .map(Installed::facts)
                .filter(BundleFacts::keeper)
                .map(BundleFacts::name)
                .toList();
        boolean drain = !keepers.isEmpty(); // without calls too: one may come in the middle
        List<String> names =
                restarts.stream().map(each -> each.facts().name()).sorted().toList();
        sentences.add(
                names.isEmpty() ? "No other bundle restarts." : "Restarted with it: " + String.join(", ", names) + ".");
        if (drain) {
            sentences.add(String.join(", ", keepers) + (keepers.size() == 1 ? " keeps" : " keep")
                    + " what calls cannot be without: no new call is taken until it is done, "
                    + (all.isEmpty()
                            ? "and none is up now."
                            : "the " + all.size() + " that are up end first. That has to be asked for."));
        } else if (calls.isEmpty()) {
            sentences.add("No live call uses it.");
        } else {
            calls.forEach((section, users) -> sentences.add(users.size()
                    + (users.size() == 1 ? " live call uses " : " live calls use ") + section + "; nothing ends."));
        }
        String found = List.of(replacements, names, drain).toString();
        return new UpdatePlan(
                id + String.format("%08x", found.hashCode()),
                file,
                signer,
                replacements,
                names,
                calls,
                drain,
                refusals,
                sentences);
    }

    /** Who offers packages comes before who needs them. */
    private static List<BundleFacts> ordered(Collection<BundleFacts> candidates) {
        List<BundleFacts> left = new ArrayList<>(candidates);
        List<BundleFacts> done = new ArrayList<>();
        while (!left.isEmpty()) {
            BundleFacts next = left.stream()
                    .filter(each -> left.stream()
                            .noneMatch(other -> other != each
                                    && other.exports().keySet().stream().anyMatch(each.imports()::containsKey)))
                    .findFirst()
                    .orElse(left.get(0));
            left.remove(next);
            done.add(next);
        }
        return done;
    }
}
