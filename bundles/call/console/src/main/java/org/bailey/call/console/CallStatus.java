package org.bailey.call.console;

import jakarta.json.JsonObject;
import org.bailey.call.Calls;
import org.bailey.console.RecordJson;
import org.bailey.console.StatusSource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** How many calls there are, and what is left over when there are none. */
@Component
public final class CallStatus implements StatusSource {
    private final Calls calls;

    @Activate
    public CallStatus(@Reference Calls calls) {
        this.calls = calls;
    }

    @Override
    public String word() {
        return "call";
    }

    @Override
    public JsonObject status() {
        return RecordJson.of(calls.counters()).build();
    }
}
