package org.bailey.module.console;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import org.bailey.console.StatusSource;
import org.bailey.module.Drain;
import org.bailey.module.FeatureState.State;
import org.bailey.module.Modules;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** How many features serve, whether one is being updated, whether calls are taken. */
@Component
public final class ModuleStatus implements StatusSource {
    private final Modules modules;
    private final Drain drain;

    @Activate
    public ModuleStatus(@Reference Modules modules, @Reference Drain drain) {
        this.modules = modules;
        this.drain = drain;
    }

    @Override
    public String word() {
        return "module";
    }

    @Override
    public JsonObject status() {
        var features = modules.features();
        return Json.createObjectBuilder()
                .add("features", features.size())
                .add(
                        "serving",
                        features.stream()
                                .filter(each -> each.state() == State.SERVING)
                                .count())
                .add("update", modules.current().map(each -> each.what()).orElse(""))
                .add("draining", drain.status().on())
                .build();
    }
}
