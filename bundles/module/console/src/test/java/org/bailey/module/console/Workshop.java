package org.bailey.module.console;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bailey.module.Drain;
import org.bailey.module.FeatureState;
import org.bailey.module.Modules;
import org.bailey.module.UpdatePlan;
import org.bailey.module.UpdateRecord;
import org.bailey.module.UpdateRefused;
import org.jspecify.annotations.Nullable;

/** Modules of a small appliance: takes files whose text is {@code good}, and remembers what it was asked for. */
final class Workshop implements Modules, Drain {
    static final Instant NOW = Instant.parse("2026-01-01T08:00:00Z");

    final List<String> asked = new ArrayList<>();
    String refusal = "";

    @Nullable
    UpdateRecord current;

    private boolean draining;

    private static UpdatePlan planned(String name) {
        return new UpdatePlan(
                "0a1b",
                name,
                "CN=Vendor",
                List.of(new UpdatePlan.Replacement("m.provider", "1.0.0", "1.0.1", UpdatePlan.Way.SIDE_BY_SIDE)),
                List.of(),
                Map.of("media", Set.of("c1")),
                false,
                List.of(),
                List.of("Signed by CN=Vendor."));
    }

    static UpdateRecord record(UpdateRecord.Outcome outcome) {
        return new UpdateRecord(
                "u1", "m 1.0.0 to 1.0.1", "anna", NOW, null, outcome, "", List.of(new UpdateRecord.Step(NOW, "begun")));
    }

    @Override
    public List<FeatureState> features() {
        var module = new FeatureState.Module("m.provider", "1.0.0", "active", false, List.of());
        return List.of(
                new FeatureState("m", "M", "", List.of(), FeatureState.State.SERVING, "", List.of(module), 2),
                new FeatureState(
                        "turn",
                        "TURN",
                        "",
                        List.of("turn-client"),
                        FeatureState.State.LOCKED,
                        "It takes an option key for turn-client.",
                        List.of(),
                        0));
    }

    @Override
    public UpdatePlan plan(String name, InputStream file) throws IOException {
        String text = new String(file.readAllBytes(), StandardCharsets.UTF_8);
        if (!text.equals("good")) {
            throw new IOException(name + " is neither a bundle nor a feature archive");
        }
        return planned(name);
    }

    @Override
    public Optional<UpdatePlan> plan(String id) {
        return id.equals("0a1b") ? Optional.of(planned("kept.jar")) : Optional.empty();
    }

    @Override
    public String apply(String plan, String who, boolean drain) throws UpdateRefused {
        asked.add(plan + " " + who + " " + drain);
        if (!refusal.isEmpty()) {
            throw new UpdateRefused(refusal);
        }
        return "u1";
    }

    @Override
    public Optional<UpdateRecord> current() {
        return Optional.ofNullable(current);
    }

    @Override
    public List<UpdateRecord> history() {
        return List.of(record(UpdateRecord.Outcome.PUT_BACK));
    }

    @Override
    public Status status() {
        return new Status(draining, draining ? NOW : null, draining ? "anna" : "", false, 3, 0);
    }

    @Override
    public Status on(String who, boolean overRestart) {
        asked.add("on " + who + " " + overRestart);
        draining = true;
        return status();
    }

    @Override
    public Status off(String who) {
        asked.add("off " + who);
        draining = false;
        return status();
    }
}
