package org.bailey.dialplan.provider.rehearsal;

import java.util.List;
import java.util.stream.Stream;
import org.bailey.dialplan.PlanOverview.RuleRow;
import org.bailey.dialplan.PlanOverview.TransformRow;
import org.bailey.dialplan.provider.config.Loaded;
import org.bailey.dialplan.provider.plan.Rewrite;
import org.bailey.dialplan.provider.plan.Rule;
import org.bailey.dialplan.provider.plan.Transform;
import org.jspecify.annotations.Nullable;

/** A plan in tables. */
public final class Rows {
    private Rows() {}

    public static List<TransformRow> transforms(Loaded loaded) {
        return loaded.plan().transforms().stream().map(Rows::row).toList();
    }

    private static TransformRow row(Transform transform) {
        Rewrite rewrite = transform.rewrite();
        return new TransformRow(
                transform.pid(),
                transform.name(),
                transform.priority(),
                rewrite.pattern().type().name(),
                rewrite.pattern().text(),
                rewrite.behaviour().name(),
                rewrite.replacement().toString());
    }

    public static List<RuleRow> rules(Loaded loaded) {
        return Stream.concat(
                        loaded.plan().rules().stream().map(rule -> row(rule, true)),
                        loaded.idle().stream().map(rule -> row(rule, false)))
                .toList();
    }

    private static RuleRow row(Rule rule, boolean enabled) {
        @Nullable Rewrite rewrite = rule.rewrite();
        return new RuleRow(
                rule.pid(),
                rule.name(),
                rule.description(),
                rule.priority(),
                rule.source(),
                rule.variant().name(),
                rule.authenticated(),
                rewrite == null ? "ANY_ALIAS" : rewrite.pattern().type().name(),
                rewrite == null ? "" : rewrite.pattern().text(),
                rewrite == null ? "LEAVE" : rewrite.behaviour().name(),
                rewrite == null ? "" : rewrite.replacement().toString(),
                rule.goOn(),
                rule.target(),
                enabled);
    }
}
