package org.bailey.tls.console;

import jakarta.json.Json;
import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.bailey.console.RecordJson;
import org.bailey.console.RestContext;
import org.bailey.tls.TlsContexts;
import org.bailey.tls.TrustedAuthorities;
import org.bailey.tls.TrustedAuthorities.Added;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardContextSelect;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;

/** {@code /api/v1/tls/trusted}: the authorities whose certificates we accept; one is named by its SHA-256 fingerprint. */
@Component(service = Servlet.class)
@HttpWhiteboardContextSelect(RestContext.SELECT)
@HttpWhiteboardServletPattern({"/tls/trusted", "/tls/trusted/*"})
public final class TrustedServlet extends TlsChange {
    private static final long serialVersionUID = 1;

    private final transient TrustedAuthorities trusted;
    private final transient TlsContexts tls;

    @Activate
    public TrustedServlet(@Reference TrustedAuthorities trusted, @Reference TlsContexts tls) {
        this.trusted = trusted;
        this.tls = tls;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        carryOut(
                request,
                response,
                () -> answer(
                        response,
                        Json.createObjectBuilder()
                                .add("trusted", CertificateJson.of(trusted.list(), tls))
                                .build()));
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        carryOut(request, response, () -> {
            Added added = trusted.add(PemBody.read(request));
            answer(
                    response,
                    Json.createObjectBuilder()
                            .add("added", CertificateJson.of(added.added(), tls))
                            .add("known", added.known())
                            .add("notes", RecordJson.of(added.notes()))
                            .build());
        });
    }

    @Override
    protected void doDelete(HttpServletRequest request, HttpServletResponse response) throws IOException {
        carryOut(request, response, () -> {
            trusted.remove(tail(request));
            response.setStatus(204);
        });
    }
}
