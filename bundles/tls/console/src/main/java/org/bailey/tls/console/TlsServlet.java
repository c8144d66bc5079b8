package org.bailey.tls.console;

import jakarta.json.Json;
import jakarta.json.JsonValue;
import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import org.bailey.console.RecordJson;
import org.bailey.console.RestContext;
import org.bailey.tls.OwnCertificate;
import org.bailey.tls.PrivateAuthority;
import org.bailey.tls.RefusedChange;
import org.bailey.tls.TlsContexts;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardContextSelect;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;

/** {@code GET /api/v1/tls}: our chain and the one before, the pending request, what is wrong, and our own authority. */
@Component(service = Servlet.class)
@HttpWhiteboardContextSelect(RestContext.SELECT)
@HttpWhiteboardServletPattern("/tls")
public final class TlsServlet extends TlsChange {
    private static final long serialVersionUID = 1;

    private final transient TlsContexts tls;
    private final transient OwnCertificate own;
    private final transient PrivateAuthority authority;

    @Activate
    public TlsServlet(
            @Reference TlsContexts tls, @Reference OwnCertificate own, @Reference PrivateAuthority authority) {
        this.tls = tls;
        this.own = own;
        this.authority = authority;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        carryOut(request, response, () -> {
            List<String> problems = new ArrayList<>(tls.problems());
            List<X509Certificate> previous = previous(problems);
            answer(
                    response,
                    Json.createObjectBuilder()
                            .add("problems", RecordJson.of(problems))
                            .add("chain", CertificateJson.of(tls.chain(), tls))
                            .add("previous", CertificateJson.of(previous, tls))
                            .add("request", pending())
                            .add("suggested", RecordJson.of(own.suggested()))
                            .add("authority", authority.certificatePem())
                            .build());
        });
    }

    private List<X509Certificate> previous(List<String> problems) throws IOException {
        try {
            return own.previous();
        } catch (RefusedChange e) {
            problems.add(e.sentence());
            return List.of();
        }
    }

    private JsonValue pending() throws IOException {
        try {
            return own.pending()
                    .<JsonValue>map(pending -> RecordJson.of(pending).build())
                    .orElse(JsonValue.NULL);
        } catch (RefusedChange e) {
            return Json.createObjectBuilder().add("problem", e.sentence()).build();
        }
    }
}
