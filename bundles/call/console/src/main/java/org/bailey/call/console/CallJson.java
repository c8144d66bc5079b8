package org.bailey.call.console;

import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.bailey.call.CallRecord;
import org.bailey.console.RecordJson;
import org.bailey.media.Connectivity;
import org.jspecify.annotations.Nullable;

/** A call as the REST interface shows it. */
final class CallJson {
    private static final String CONNECTIVITY = "connectivity";

    private CallJson() {}

    /** {@return the call without its steps and without the ways that were tried} */
    static JsonObjectBuilder brief(CallRecord call, Instant now) {
        List<Connectivity> peers =
                call.connectivity().stream().map(Connectivity::withoutHistory).toList();
        return Json.createObjectBuilder()
                .add("id", call.id())
                .add("state", call.phase().name())
                .add("started", call.started().toString())
                .add("answered", text(call.answered()))
                .add("ended", text(call.ended()))
                .add("durationMillis", duration(call, now).toMillis())
                .add("caller", RecordJson.of(call.caller()))
                .add("callee", object(call.callee()))
                .add("media", RecordJson.of(call.media()))
                .add(CONNECTIVITY, RecordJson.of(peers))
                .add("end", object(call.end()));
    }

    static JsonObjectBuilder full(CallRecord call, Instant now) {
        return brief(call, now)
                .add(CONNECTIVITY, RecordJson.of(call.connectivity()))
                .add("steps", RecordJson.of(call.steps()));
    }

    private static Duration duration(CallRecord call, Instant now) {
        Instant from = call.answered();
        Instant to = call.ended();
        return from == null ? Duration.ZERO : Duration.between(from, to == null ? now : to);
    }

    private static JsonValue text(@Nullable Instant instant) {
        return instant == null ? JsonValue.NULL : Json.createValue(instant.toString());
    }

    private static JsonValue object(@Nullable Record part) {
        return part == null ? JsonValue.NULL : RecordJson.of(part).build();
    }
}
