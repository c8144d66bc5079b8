package org.bailey.dialplan.console;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import org.bailey.console.RecordJson;
import org.bailey.console.StatusSource;
import org.bailey.dialplan.DialPlan;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The health of all zones. */
@Component
public final class ZonesStatus implements StatusSource {
    private final DialPlan dialPlan;

    @Activate
    public ZonesStatus(@Reference DialPlan dialPlan) {
        this.dialPlan = dialPlan;
    }

    @Override
    public String word() {
        return "dialplan";
    }

    @Override
    public JsonObject status() {
        return Json.createObjectBuilder()
                .add("zones", RecordJson.of(dialPlan.zones()))
                .add("problems", RecordJson.of(dialPlan.problems()))
                .build();
    }
}
