package org.bailey.dialplan.provider.rehearsal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.bailey.dialplan.PatternTrial;
import org.bailey.dialplan.PatternTrial.Wanted;
import org.bailey.dialplan.provider.plan.AliasPattern;
import org.bailey.dialplan.provider.plan.Behaviour;
import org.bailey.dialplan.provider.plan.PatternType;
import org.bailey.dialplan.provider.plan.Rewrite;

/** Tries a pattern as a rule or transform would use it. */
public final class PatternDesk {
    private PatternDesk() {}

    public static PatternTrial check(Wanted wanted) {
        Rewrite rewrite;
        try {
            rewrite = Rewrite.of(
                    constant("patternType", PatternType.class, wanted.patternType()),
                    wanted.pattern(),
                    constant("behaviour", Behaviour.class, wanted.behaviour()),
                    wanted.replacement());
        } catch (IllegalArgumentException wrong) {
            return new PatternTrial(String.valueOf(wrong.getMessage()), false, "", List.of(), List.of());
        }
        AliasPattern pattern = rewrite.pattern();
        List<String> groups = new ArrayList<>();
        pattern.match(wanted.alias()).ifPresent(match -> {
            for (int i = 1; i <= pattern.groups(); i++) {
                groups.add(match.group(i));
            }
        });
        List<String> remarks = new ArrayList<>();
        pattern.doubt().ifPresent(remarks::add);
        if (rewrite.matchesAnything()) {
            remarks.add("pattern '" + pattern + "' matches anything");
        }
        Optional<String> result = rewrite.apply(wanted.alias());
        return new PatternTrial("", result.isPresent(), result.orElse(""), groups, remarks);
    }

    private static <E extends Enum<E>> E constant(String setting, Class<E> type, String text) {
        E[] all = type.getEnumConstants();
        if (text.isBlank()) {
            return all[0];
        }
        return Arrays.stream(all)
                .filter(one -> one.name().equals(text.strip().toUpperCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        setting + " is '" + text + "', but has to be one of " + Arrays.toString(all)));
    }
}
