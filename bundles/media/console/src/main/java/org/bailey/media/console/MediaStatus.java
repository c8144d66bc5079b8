package org.bailey.media.console;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import org.bailey.console.RecordJson;
import org.bailey.console.StatusSource;
import org.bailey.media.MediaPorts;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The pool of media ports and the packet path. */
@Component
public final class MediaStatus implements StatusSource {
    private final MediaPorts media;

    @Activate
    public MediaStatus(@Reference MediaPorts media) {
        this.media = media;
    }

    @Override
    public String word() {
        return "media";
    }

    @Override
    public JsonObject status() {
        MediaPorts.PoolStatus pool = media.pool();
        JsonObjectBuilder holders = Json.createObjectBuilder();
        media.holders().forEach(holders::add);
        JsonObjectBuilder status = Json.createObjectBuilder();
        if (pool.warning() != null) {
            status.add("warning", pool.warning());
        }
        media.helpers().forEach((name, helper) -> status.add(name, RecordJson.of(helper)));
        return status.add("firstPort", pool.first())
                .add("lastPort", pool.last())
                .add("portsTotal", pool.total())
                .add("portsInUse", pool.inUse())
                .add("portsQuarantined", pool.quarantined())
                .add("portsByCall", holders)
                .add("calls", media.calls().size())
                .add("path", RecordJson.of(media.path()))
                .build();
    }
}
