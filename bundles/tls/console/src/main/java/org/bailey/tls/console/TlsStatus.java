package org.bailey.tls.console;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.security.cert.X509Certificate;
import javax.security.auth.x500.X500Principal;
import org.bailey.console.RecordJson;
import org.bailey.console.StatusSource;
import org.bailey.tls.TlsContexts;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Our identity in short. */
@Component
public final class TlsStatus implements StatusSource {
    private final TlsContexts tls;

    @Activate
    public TlsStatus(@Reference TlsContexts tls) {
        this.tls = tls;
    }

    @Override
    public String word() {
        return "tls";
    }

    @Override
    public JsonObject status() {
        X509Certificate own = tls.chain().get(0);
        return Json.createObjectBuilder()
                .add("subject", own.getSubjectX500Principal().getName(X500Principal.RFC1779))
                .add("notAfter", own.getNotAfter().toInstant().toString())
                .add("problems", RecordJson.of(tls.problems()))
                .build();
    }
}
