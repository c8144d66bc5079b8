package org.bailey.console.provider;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import org.bailey.console.StatusSource;
import org.bailey.system.SelfCheck;
import org.bailey.system.SystemIdentity;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** What the appliance is called, and what it finds wrong with itself. */
@Component
public final class SystemStatus implements StatusSource {
    private final SystemIdentity identity;
    private final SelfCheck check;

    @Activate
    public SystemStatus(@Reference SystemIdentity identity, @Reference SelfCheck check) {
        this.identity = identity;
        this.check = check;
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
                .add("problems", Json.createArrayBuilder(check.problems()))
                .build();
    }
}
