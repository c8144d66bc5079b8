package org.bailey.console.provider;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import org.bailey.console.StatusSource;
import org.bailey.system.SystemIdentity;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** What the appliance is called. */
@Component
public final class SystemStatus implements StatusSource {
    private final SystemIdentity identity;

    @Activate
    public SystemStatus(@Reference SystemIdentity identity) {
        this.identity = identity;
    }

    @Override
    public String word() {
        return "system";
    }

    @Override
    public JsonObject status() {
        return Json.createObjectBuilder()
                .add("hostName", identity.hostName())
                .add("domain", identity.domain())
                .add("fqdn", identity.fqdn())
                .add("clusterName", identity.clusterName())
                .build();
    }
}
