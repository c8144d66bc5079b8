package org.bailey.tls.console;

import jakarta.json.Json;
import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.bailey.console.RecordJson;
import org.bailey.console.RestContext;
import org.bailey.tls.InstalledCertificate;
import org.bailey.tls.OwnCertificate;
import org.bailey.tls.TlsContexts;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardContextSelect;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;

/** {@code PUT /api/v1/tls/certificate} takes PEM into use, {@code POST /api/v1/tls/previous} puts back what was there before. */
@Component(service = Servlet.class)
@HttpWhiteboardContextSelect(RestContext.SELECT)
@HttpWhiteboardServletPattern({"/tls/certificate", "/tls/previous"})
public final class CertificateServlet extends TlsChange {
    private static final long serialVersionUID = 1;

    private final transient OwnCertificate own;
    private final transient TlsContexts tls;

    @Activate
    public CertificateServlet(@Reference OwnCertificate own, @Reference TlsContexts tls) {
        this.own = own;
        this.tls = tls;
    }

    @Override
    protected void doPut(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (!request.getServletPath().endsWith("/certificate")) {
            response.setHeader("Allow", "POST");
            problem(response, 405, "PUT goes to /tls/certificate.");
            return;
        }
        carryOut(request, response, () -> inForce(response, own.install(PemBody.read(request))));
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (!request.getServletPath().endsWith("/previous")) {
            response.setHeader("Allow", "PUT");
            problem(response, 405, "POST goes to /tls/previous.");
            return;
        }
        carryOut(request, response, () -> inForce(response, own.restore()));
    }

    private void inForce(HttpServletResponse response, InstalledCertificate installed) throws IOException {
        answer(
                response,
                Json.createObjectBuilder()
                        .add("chain", CertificateJson.of(installed.chain(), tls))
                        .add("notes", RecordJson.of(installed.notes()))
                        .build());
    }
}
