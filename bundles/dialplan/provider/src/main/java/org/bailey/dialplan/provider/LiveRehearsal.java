package org.bailey.dialplan.provider;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import jakarta.json.JsonWriter;
import jakarta.json.stream.JsonGenerator;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;
import org.bailey.dialplan.DryRun;
import org.bailey.dialplan.Explanation;
import org.bailey.dialplan.Location;
import org.bailey.dialplan.PatternTrial;
import org.bailey.dialplan.PlanOverview;
import org.bailey.dialplan.Question;
import org.bailey.dialplan.Rehearsal;
import org.bailey.dialplan.Route;
import org.bailey.dialplan.provider.config.Entry;
import org.bailey.dialplan.provider.config.Loaded;
import org.bailey.dialplan.provider.config.PlanLoader;
import org.bailey.dialplan.provider.plan.Replay;
import org.bailey.dialplan.provider.plan.Zone;
import org.bailey.dialplan.provider.rehearsal.Basis;
import org.bailey.dialplan.provider.rehearsal.Comparison;
import org.bailey.dialplan.provider.rehearsal.PatternDesk;
import org.bailey.dialplan.provider.rehearsal.Rows;
import org.bailey.system.Restoration;
import org.bailey.system.SettingsRefused;
import org.bailey.system.SettingsText;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Tries things on the plan that calls are routed by. It keeps nothing between two questions: what a dry run found is with whoever
 * asked, and names the plan it was held against, so that it can be applied through another instance than the one that made it.
 */
@Component
public final class LiveRehearsal implements Rehearsal {
    private static final Set<String> OURS =
            Set.of(PlanLoader.SECTION, PlanLoader.ZONE, PlanLoader.RULE, PlanLoader.TRANSFORM, PlanLoader.EXPECTATION);

    private final ZonedDialPlan plan;
    private final SettingsText settings;

    @Activate
    public LiveRehearsal(@Reference ZonedDialPlan plan, @Reference SettingsText settings) {
        this.plan = plan;
        this.settings = settings;
    }

    private String basis() throws IOException {
        return Basis.of(plan.entries());
    }

    @Override
    public PlanOverview overview() {
        Loaded now = plan.current();
        try {
            return new PlanOverview(
                    basis(),
                    now.plan().zones().stream().map(Zone::name).toList(),
                    Rows.transforms(now),
                    Rows.rules(now),
                    now.judgements(),
                    now.doubts(),
                    now.refused(),
                    plan.record().told(now.recording().days()));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    @Override
    public CompletionStage<Location> locate(Question question) {
        Loaded now = plan.current();
        Explanation explanation = Replay.explain(now.plan(), question);
        if (explanation.targets().isEmpty()) {
            return CompletableFuture.completedFuture(new Location(explanation, ""));
        }
        return plan.reach(Replay.search(now.plan(), question))
                .thenApply(route -> new Location(explanation, reached(route)));
    }

    private static String reached(Route route) {
        if (route instanceof Route.Found found) {
            return "zone '" + found.zone() + "' as " + found.uri() + ", trying "
                    + String.join(
                            ", ", found.hops().stream().map(Object::toString).toList());
        }
        return route instanceof Route.NotFound none ? none.status() + ": " + none.reason() : "";
    }

    @Override
    public PatternTrial check(PatternTrial.Wanted wanted) {
        return PatternDesk.check(wanted);
    }

    @Override
    public String settings() throws IOException {
        JsonObject all;
        try (JsonReader reader = Json.createReader(new StringReader(settings.now(false)))) {
            all = reader.readObject();
        }
        JsonObjectBuilder ours = Json.createObjectBuilder();
        all.forEach((pid, value) -> {
            if (pid.startsWith(":") || OURS.contains(kind(pid))) {
                ours.add(pid, value);
            }
        });
        StringWriter text = new StringWriter();
        try (JsonWriter writer = Json.createWriterFactory(Map.of(JsonGenerator.PRETTY_PRINTING, true))
                .createWriter(text)) {
            writer.writeObject(ours.build());
        }
        return text.toString().strip() + "\n";
    }

    private static String kind(String pid) {
        int tilde = pid.indexOf('~');
        return tilde < 0 ? pid : pid.substring(0, tilde);
    }

    /** All of the dial plan, and of what it is made of besides only what the text names. */
    private Predicate<String> about(String text) throws SettingsRefused {
        Set<String> named = settings.named(text);
        return pid -> OURS.contains(kind(pid)) || PlanLoader.KINDS.contains(kind(pid)) && named.contains(pid);
    }

    @Override
    public DryRun dryRun(String text) throws SettingsRefused, IOException {
        Predicate<String> about = about(text);
        Restoration changes = settings.plan(text, about);
        String basis = basis();
        Loaded then = new PlanLoader().load(Entry.of(settings.after(text, about)));
        if (!then.refused().isEmpty()) {
            throw new SettingsRefused(then.refused());
        }
        return Comparison.of(basis, changes, plan.current(), then, plan.record().entries());
    }

    @Override
    public Restoration apply(String text, String basis, String who) throws SettingsRefused, IOException {
        if (!basis.isEmpty() && !basis.equals(basis())) {
            throw new SettingsRefused(
                    "the dial plan was changed since that dry run; look at what it would do to the one in force now");
        }
        Restoration done = settings.restore(text, about(text), "before a changed dial plan was applied", who);
        plan.current();
        return done;
    }
}
