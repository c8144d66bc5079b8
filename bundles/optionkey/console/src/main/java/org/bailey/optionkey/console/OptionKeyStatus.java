package org.bailey.optionkey.console;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import org.bailey.console.RecordJson;
import org.bailey.console.StatusSource;
import org.bailey.optionkey.FeatureUse;
import org.bailey.optionkey.OptionKeys;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Features there are keys for, and what somebody should act upon. */
@Component
public final class OptionKeyStatus implements StatusSource {
    private final OptionKeys keys;

    @Activate
    public OptionKeyStatus(@Reference OptionKeys keys) {
        this.keys = keys;
    }

    @Override
    public String word() {
        return "optionkey";
    }

    @Override
    public JsonObject status() {
        JsonArrayBuilder features = Json.createArrayBuilder();
        for (FeatureUse use : keys.features()) {
            features.add(RecordJson.of(use).add("calls", use.calls().size()));
        }
        return Json.createObjectBuilder()
                .add("serial", keys.serial())
                .add("features", features)
                .add("problems", RecordJson.of(keys.problems()))
                .build();
    }
}
