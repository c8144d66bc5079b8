package org.bailey.module.provider;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.nio.file.Path;
import org.bailey.module.UpdatePlan.Way;

/**
 * One bundle on its way from one version to the next.
 *
 * @param location of the one before; empty when there is none
 * @param kept file of the one before; empty when there is none
 * @param next location of the new one; that of the one before when it is replaced in place
 */
record Move(String name, Way way, String location, String kept, String next, String jar, int startLevel) {
    JsonObject json() {
        return Json.createObjectBuilder()
                .add("name", name)
                .add("way", way.name())
                .add("location", location)
                .add("kept", kept)
                .add("next", next)
                .add("jar", jar)
                .add("startLevel", startLevel)
                .build();
    }

    static Move read(JsonObject from) {
        return new Move(
                from.getString("name"),
                Way.valueOf(from.getString("way")),
                from.getString("location"),
                from.getString("kept"),
                from.getString("next"),
                from.getString("jar"),
                from.getInt("startLevel"));
    }

    Path file() {
        return Path.of(jar);
    }
}
