package org.bailey.dialplan.provider;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiFunction;
import org.bailey.dialplan.DryRun;
import org.bailey.dialplan.Location;
import org.bailey.dialplan.PatternTrial;
import org.bailey.dialplan.PlanOverview;
import org.bailey.dialplan.Question;
import org.bailey.dialplan.Rehearsal;
import org.bailey.dialplan.SearchStep;
import org.bailey.dialplan.SipVariant;
import org.bailey.system.Requester;
import org.bailey.system.SettingsChange;
import org.bailey.system.SettingsRefused;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code bailey dialplan ...} inside the appliance: a function of command and text to exit code and answer. */
@Component(service = BiFunction.class, property = "org.bailey.control=dialplan")
public final class DialPlanCommands implements BiFunction<String, String, Map.Entry<Integer, String>> {
    private static final Logger LOG = LoggerFactory.getLogger(DialPlanCommands.class);
    private static final int OK = 0;
    private static final int DIFFERENT = 1;
    private static final int USAGE = 64;
    private static final int REFUSED = 65;
    private static final int SOFTWARE = 70;
    private static final int PATIENCE_SECONDS = 4;

    private final Rehearsal rehearsal;

    @Activate
    public DialPlanCommands(@Reference Rehearsal rehearsal) {
        this.rehearsal = rehearsal;
    }

    /** @param body arguments, one a line; for {@code dryrun} and {@code apply} a file of settings */
    @Override
    public Map.Entry<Integer, String> apply(String command, String body) {
        String[] words = body.split("\n", -1);
        try {
            return switch (command) {
                case "show" -> Map.entry(OK, shown(rehearsal.overview()));
                case "locate" -> located(question(words));
                case "check" -> checked(words);
                case "dryrun" -> rehearsed(rehearsal.dryRun(body));
                case "apply" -> applied(body);
                default -> Map.entry(USAGE, "dialplan " + command + " is not a command");
            };
        } catch (SettingsRefused e) {
            return Map.entry(REFUSED, "refused, nothing was applied:\n  " + String.join("\n  ", e.reasons()));
        } catch (IllegalArgumentException e) {
            return Map.entry(USAGE, String.valueOf(e.getMessage()));
        } catch (IOException e) {
            LOG.error("DIALPLAN-004 dialplan {} could not be carried out: {}", command, e.toString(), e);
            return Map.entry(SOFTWARE, String.valueOf(e.getMessage()));
        }
    }

    private static Question question(String[] words) {
        if (words.length < 3) {
            throw new IllegalArgumentException("an alias, a zone and a variant are wanted");
        }
        if (words[2].isEmpty()) {
            return new Question(words[0], words[1]);
        }
        try {
            return new Question(
                    words[0],
                    words[1],
                    SipVariant.valueOf(words[2].toUpperCase(Locale.ROOT).replace('-', '_')));
        } catch (IllegalArgumentException wrong) {
            throw new IllegalArgumentException(
                    "--variant " + words[2] + ": there are " + List.of(SipVariant.values()), wrong);
        }
    }

    private Map.Entry<Integer, String> located(Question question) {
        Location found;
        try {
            found = rehearsal.locate(question).toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        } catch (ExecutionException | TimeoutException slow) {
            return Map.entry(SOFTWARE, "the names of the target zone are still being looked up; ask again");
        }
        List<String> lines = new ArrayList<>();
        lines.add(question.uri() + " from " + question.from() + " (" + question.variant() + ")");
        found.explanation().steps().stream().map(SearchStep::sentence).forEach(line -> lines.add("  " + line));
        lines.add("search: " + found.explanation().result());
        if (!found.reached().isEmpty()) {
            lines.add("now: " + found.reached());
        }
        boolean somebody = !found.explanation().targets().isEmpty();
        return Map.entry(somebody ? OK : DIFFERENT, String.join("\n", lines));
    }

    private Map.Entry<Integer, String> checked(String[] words) {
        if (words.length != 5) {
            throw new IllegalArgumentException("a pattern and an alias are wanted");
        }
        PatternTrial trial = rehearsal.check(new PatternTrial.Wanted(words[0], words[1], words[2], words[3], words[4]));
        if (!trial.refused().isEmpty()) {
            return Map.entry(REFUSED, trial.refused());
        }
        List<String> lines = new ArrayList<>();
        lines.add(trial.matches() ? "matches: " + trial.result() : "does not match");
        for (int i = 0; i < trial.groups().size(); i++) {
            lines.add("  \\" + (i + 1) + " is " + trial.groups().get(i));
        }
        trial.remarks().forEach(remark -> lines.add("warning: " + remark));
        return Map.entry(trial.matches() ? OK : DIFFERENT, String.join("\n", lines));
    }

    private static String shown(PlanOverview plan) {
        List<String> lines = new ArrayList<>();
        plan.transforms()
                .forEach(one -> lines.add(String.format(
                        Locale.ROOT,
                        "%5d  transform %s: %s -> %s",
                        one.priority(),
                        one.name(),
                        one.pattern(),
                        one.replacement())));
        plan.rules()
                .forEach(one -> lines.add(String.format(
                        Locale.ROOT,
                        "%5d  %s: %s%s -> %s%s%s",
                        one.priority(),
                        one.name(),
                        one.pattern().isEmpty() ? "any alias" : one.pattern(),
                        one.source().isEmpty() ? "" : " from " + one.source(),
                        one.target(),
                        one.goOn() ? ", continues" : "",
                        one.enabled() ? "" : " (off)")));
        plan.expectations()
                .forEach(one -> lines.add((one.holds() ? "holds  " : "BROKEN ") + one.name() + ": "
                        + one.question().alias() + " -> " + one.result()));
        plan.refused().forEach(one -> lines.add("refused: " + one));
        plan.warnings().forEach(one -> lines.add("warning: " + one));
        return String.join("\n", lines);
    }

    private static Map.Entry<Integer, String> rehearsed(DryRun run) {
        List<String> lines = new ArrayList<>();
        run.changes().stream().map(SettingsChange::lines).forEach(lines::addAll);
        lines.addAll(run.notes());
        lines.add("replayed " + run.replayed() + " different calls that stand for " + run.calls()
                + "; routed differently: " + (run.different().size() + run.more()));
        run.different()
                .forEach(one -> lines.add(String.format(
                        Locale.ROOT,
                        "  %s from %s (%s), %d calls, last on %s%n    now  %s%n    then %s",
                        one.question().alias(),
                        one.question().from(),
                        one.question().variant(),
                        one.calls(),
                        one.lastDay(),
                        one.now(),
                        one.then())));
        if (run.more() > 0) {
            lines.add("  and " + run.more() + " more");
        }
        run.expectations().stream()
                .filter(one -> !one.holds())
                .forEach(one -> lines.add("expectation " + one.name()
                        + (run.broken().contains(one.name()) ? " breaks: " : " is not met: ")
                        + one.question().alias() + " from " + one.question().from() + " should go to " + one.expected()
                        + ", but would go to " + one.result()));
        for (int i = 0; i < run.warnings().size(); i++) {
            lines.add((i < run.fresh() ? "new warning: " : "warning: ")
                    + run.warnings().get(i));
        }
        lines.add("basis " + run.basis() + "; nothing was applied");
        return Map.entry(run.alarming() ? DIFFERENT : OK, String.join("\n", lines));
    }

    /** The basis stands in the first line, or nothing. */
    private Map.Entry<Integer, String> applied(String body) throws SettingsRefused, IOException {
        int end = body.indexOf('\n');
        String basis = end < 0 ? "" : body.substring(0, end);
        var done = rehearsal.apply(body.substring(end + 1), basis, Requester.now());
        List<String> lines = new ArrayList<>();
        lines.add(done.changes().isEmpty() ? "applied; it held already, nothing changed" : "applied");
        done.changes().stream().map(SettingsChange::lines).forEach(lines::addAll);
        lines.addAll(done.notes());
        rehearsal.overview().warnings().forEach(one -> lines.add("warning: " + one));
        return Map.entry(OK, String.join("\n", lines));
    }
}
