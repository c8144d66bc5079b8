package org.bailey.module.provider;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.time.Instant;
import java.util.List;
import org.bailey.module.UpdateRecord;
import org.bailey.module.UpdateRecord.Outcome;
import org.bailey.module.UpdateRecord.Step;

/** Updates as lines of JSON. */
final class Records {
    private Records() {}

    static String line(UpdateRecord from) {
        JsonArrayBuilder steps = Json.createArrayBuilder();
        from.steps()
                .forEach(step -> steps.add(Json.createObjectBuilder()
                        .add("at", step.at().toString())
                        .add("sentence", step.sentence())));
        JsonObjectBuilder object = Json.createObjectBuilder()
                .add("id", from.id())
                .add("what", from.what())
                .add("who", from.who())
                .add("began", from.began().toString())
                .add("outcome", from.outcome().name())
                .add("reason", from.reason())
                .add("steps", steps);
        if (from.ended() != null) {
            object.add("ended", from.ended().toString());
        }
        return object.build().toString();
    }

    static UpdateRecord read(String line) {
        try (JsonReader reader = Json.createReader(new StringReader(line))) {
            JsonObject object = reader.readObject();
            List<Step> steps = object.getJsonArray("steps").getValuesAs(JsonObject.class).stream()
                    .map(step -> new Step(Instant.parse(step.getString("at")), step.getString("sentence")))
                    .toList();
            String ended = object.getString("ended", "");
            return new UpdateRecord(
                    object.getString("id"),
                    object.getString("what"),
                    object.getString("who"),
                    Instant.parse(object.getString("began")),
                    ended.isEmpty() ? null : Instant.parse(ended),
                    Outcome.valueOf(object.getString("outcome")),
                    object.getString("reason"),
                    steps);
        }
    }
}
