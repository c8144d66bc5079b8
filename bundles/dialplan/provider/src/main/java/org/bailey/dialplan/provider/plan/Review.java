package org.bailey.dialplan.provider.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.bailey.dialplan.DialPlan;
import org.bailey.sip.Transport;
import org.jspecify.annotations.Nullable;

/**
 * Finds what in a plan looks like a mistake: rules that are never reached, that two rules want the same alias, calls that go in
 * circles, patterns that say more than was meant. It tries the rules with a few aliases made of their own patterns, so it
 * overlooks things, but what it says it has seen.
 */
public final class Review {
    /** Of one kind; whoever mends these sees the next. */
    private static final int MOST = 25;
    /** Pairs of rules that are held against each other: about a second. */
    private static final long MOST_PAIRS = 3_000_000;

    private final Plan plan;
    private final List<String> remarks = new ArrayList<>();
    private final Map<String, Integer> kinds = new HashMap<>();
    private final List<List<Sample>> samples = new ArrayList<>();

    /** An alias, and as it is held against many patterns. */
    private record Sample(String alias, @Nullable String lower) {
        Sample(String alias) {
            this(alias, Landmarks.lower(alias));
        }

        boolean matches(Rule rule) {
            return rule.apply(alias, lower).isPresent();
        }
    }

    private Review(Plan plan) {
        this.plan = plan;
    }

    /** {@return a sentence for each doubt, beginning with the PID it is about} */
    public static List<String> of(Plan plan) {
        Review review = new Review(plan);
        plan.transforms().forEach(t -> review.dots(t.pid(), t.rewrite()));
        for (Rule rule : plan.rules()) {
            review.samples.add(samples(rule));
            review.alone(rule);
        }
        long pairs = 0;
        for (int i = 0; i < plan.rules().size(); i++) {
            if (pairs > MOST_PAIRS) {
                review.remarks.add("there are " + plan.rules().size() + " search rules: only of the first " + i
                        + " was looked whether they are reached and overlap");
                break;
            }
            review.behindOthers(i);
            pairs += i;
        }
        review.circles();
        review.sharedPeers();
        review.kinds.forEach((kind, count) -> {
            if (count > MOST) {
                review.remarks.add((count - MOST) + " more of the kind: " + kind);
            }
        });
        return List.copyOf(review.remarks);
    }

    private void say(String kind, String sentence) {
        if (kinds.merge(kind, 1, Integer::sum) <= MOST) {
            remarks.add(sentence);
        }
    }

    private static List<Sample> samples(Rule rule) {
        Rewrite rewrite = rule.rewrite();
        List<String> aliases = rewrite == null ? List.of("anna@sample.invalid", "3000") : Samples.of(rewrite.pattern());
        return aliases.stream().map(Sample::new).toList();
    }

    private void alone(Rule rule) {
        Rewrite rewrite = rule.rewrite();
        if (rewrite != null) {
            dots(rule.pid(), rewrite);
        }
        boolean anything = rewrite == null || rewrite.matchesAnything();
        if (rule.target().equalsIgnoreCase(DialPlan.MICROSOFT_ZONE) && anything) {
            String what = rewrite == null ? "mode ANY_ALIAS" : "pattern '" + rewrite.pattern() + "' matches anything:";
            say(
                    "any alias towards Microsoft",
                    rule.pid() + " " + what + (rewrite == null ? " towards the Microsoft side:" : "")
                            + " every call and every mis-dial goes to the Microsoft side; give a pattern that matches"
                            + " its domain");
        }
        boolean byDomain =
                plan.zone(rule.target()).filter(zone -> zone.type().byDomain()).isPresent();
        boolean anybody = rule.source().isEmpty() || rule.source().equalsIgnoreCase(DialPlan.DEFAULT_ZONE);
        if (byDomain && anybody && anything && !rule.authenticated()) {
            say(
                    "open to anybody",
                    rule.pid() + " lets anybody call any domain through us: set authenticated, a source, or a pattern");
        }
        if (rule.source().equalsIgnoreCase(rule.target())) {
            say(
                    "loop",
                    rule.pid() + " loop: its source and its target are both zone '" + rule.target()
                            + "', so its calls go back where they come from");
        }
        if (plan.zone(rule.target()).isEmpty()) {
            say("unreachable", rule.pid() + " never leads anywhere: its target '" + rule.target() + "' is not enabled");
        }
    }

    private void dots(String pid, Rewrite rewrite) {
        rewrite.pattern().doubt().ifPresent(doubt -> say("unescaped dot", pid + ": " + doubt));
    }

    private void behindOthers(int at) {
        Rule rule = plan.rules().get(at);
        List<Sample> own = transformed(rule, samples.get(at));
        for (int i = 0; i < at && !own.isEmpty(); i++) {
            Rule earlier = plan.rules().get(i);
            if (own.get(0).matches(earlier)
                    && !earlier.goOn()
                    && earlier.covers(rule)
                    && plan.zone(earlier.target()).isPresent()
                    && own.stream().allMatch(sample -> sample.matches(earlier))) {
                say(
                        "never reached",
                        rule.pid() + " is never reached: " + earlier + " comes first and takes what it is for, such as "
                                + own.get(0).alias());
                return;
            }
            overlap(rule, earlier, i, own);
        }
    }

    /** With one number for both only their names decide, and nobody names a rule for that. */
    private void overlap(Rule rule, Rule earlier, int i, List<Sample> own) {
        boolean related = earlier.covers(rule) || rule.covers(earlier);
        if (rule.priority() != earlier.priority()
                || rule.target().equalsIgnoreCase(earlier.target())
                || !related
                || earlier.goOn()) {
            return;
        }
        Stream.concat(
                        own.stream().filter(sample -> sample.matches(earlier)),
                        samples.get(i).stream().filter(sample -> sample.matches(rule)))
                .findFirst()
                .ifPresent(both -> say(
                        "overlap",
                        rule.pid() + " overlaps with " + earlier + ": both match " + both.alias()
                                + ", and with priority "
                                + rule.priority()
                                + " for both only their names decide; give the one that goes first a smaller number"));
    }

    /** What is left of the samples when the transforms are through with them; a rule may be for what none of them lets pass. */
    private List<Sample> transformed(Rule rule, List<Sample> own) {
        List<Sample> after = new ArrayList<>();
        for (Sample sample : own) {
            String text = sample.alias();
            for (Transform transform : plan.transforms()) {
                text = transform.apply(text).orElse(text);
            }
            Sample changed = text.equals(sample.alias()) ? sample : new Sample(text);
            if (changed.matches(rule)) {
                after.add(changed);
            }
        }
        if (after.isEmpty() && !own.isEmpty()) {
            say(
                    "never reached",
                    rule.pid() + " is never reached: the transforms change every alias it is for, such as "
                            + own.get(0).alias());
        }
        return after;
    }

    /** Calls of one zone go to another, and of that back. */
    private void circles() {
        Map<String, List<Integer>> bySource = new HashMap<>();
        for (int i = 0; i < plan.rules().size(); i++) {
            Rule rule = plan.rules().get(i);
            if (!rule.source().isEmpty()) {
                bySource.computeIfAbsent(lower(rule.source()), k -> new ArrayList<>())
                        .add(i);
            }
        }
        Set<Rule> told = new HashSet<>();
        for (int i = 0; i < plan.rules().size(); i++) {
            Rule there = plan.rules().get(i);
            boolean own = there.target().equalsIgnoreCase(there.source());
            for (int j : own ? List.<Integer>of() : bySource.getOrDefault(lower(there.target()), List.of())) {
                Rule back = plan.rules().get(j);
                if (back.target().equalsIgnoreCase(there.source()) && !told.contains(back)) {
                    circle(there, back, i).ifPresent(alias -> told.add(there));
                }
            }
        }
    }

    private Optional<String> circle(Rule there, Rule back, int i) {
        Optional<String> alias = samples.get(i).stream()
                .map(Sample::alias)
                .filter(s -> there.apply(s).flatMap(back::apply).isPresent())
                .findFirst();
        alias.ifPresent(one -> say(
                "loop",
                there.pid() + " loop: " + one + " goes from zone '" + there.source() + "' to zone '" + there.target()
                        + "', and when it comes from there " + back + " sends it back"));
        return alias;
    }

    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    /** Who calls is known by the first zone that has the address. */
    private void sharedPeers() {
        record Place(String listener, Transport transport, String host) {}
        Map<Place, Zone> known = new HashMap<>();
        for (Zone zone : plan.zones()) {
            for (Peer peer : zone.peers()) {
                Zone other = known.putIfAbsent(new Place(zone.listener(), zone.transport(), lower(peer.host())), zone);
                if (other != null && other != zone) {
                    say(
                            "shared peer",
                            "zones '" + other + "' and '" + zone + "' both have peer " + peer.host() + " on listener '"
                                    + zone.listener() + "': calls from there count as from '" + other + "'");
                }
            }
        }
    }
}
