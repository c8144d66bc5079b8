package org.bailey.media.console;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import java.util.List;
import java.util.Map;
import org.bailey.console.RecordJson;
import org.bailey.media.Connectivity;
import org.bailey.media.MediaPorts;
import org.bailey.media.StreamStatistics;

/** Media as the REST interface shows it. */
final class MediaJson {
    private MediaJson() {}

    /** {@return the pool, the packet path, the loops and what was counted since the start} */
    static JsonObjectBuilder levels(MediaPorts media) {
        JsonObjectBuilder helpers = Json.createObjectBuilder();
        media.helpers().forEach((name, status) -> helpers.add(name, RecordJson.of(status)));
        return Json.createObjectBuilder()
                .add("pool", RecordJson.of(media.pool()))
                .add("path", RecordJson.of(media.path()))
                .add("helpers", helpers)
                .add("loops", RecordJson.of(media.loops()))
                .add("totals", RecordJson.of(media.totals()));
    }

    /** {@return each call that holds ports, in the order of their ids, with its streams and how its peers are reached} */
    static JsonArrayBuilder calls(MediaPorts media) {
        JsonArrayBuilder calls = Json.createArrayBuilder();
        media.holders().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(holder -> calls.add(call(media, holder.getKey(), holder.getValue())));
        return calls;
    }

    private static JsonObjectBuilder call(MediaPorts media, String call, int ports) {
        List<StreamStatistics> streams = media.statistics(call).orElse(List.of());
        List<Connectivity> peers = media.connectivity(call).stream()
                .map(Connectivity::withoutHistory)
                .toList();
        return Json.createObjectBuilder()
                .add("id", call)
                .add("ports", ports)
                .add("streams", RecordJson.of(streams))
                .add("connectivity", RecordJson.of(peers));
    }
}
