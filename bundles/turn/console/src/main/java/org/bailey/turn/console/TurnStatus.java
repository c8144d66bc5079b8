package org.bailey.turn.console;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import org.bailey.console.RecordJson;
import org.bailey.console.StatusSource;
import org.bailey.turn.TurnServers;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The state of all TURN servers. */
@Component
public final class TurnStatus implements StatusSource {
    private final TurnServers servers;

    @Activate
    public TurnStatus(@Reference TurnServers servers) {
        this.servers = servers;
    }

    static JsonObject json(TurnServers servers) {
        return Json.createObjectBuilder()
                .add("offered", servers.offered())
                .add("servers", RecordJson.of(servers.status()))
                .add("problems", RecordJson.of(servers.problems()))
                .build();
    }

    @Override
    public String word() {
        return "turn";
    }

    @Override
    public JsonObject status() {
        return json(servers);
    }
}
