package org.bailey.tls.console;

import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.bailey.console.RecordJson;
import org.bailey.console.RestContext;
import org.bailey.tls.KeyKind;
import org.bailey.tls.OwnCertificate;
import org.bailey.tls.PendingRequest;
import org.bailey.tls.RefusedChange;
import org.bailey.tls.RefusedChange.Kind;
import org.bailey.tls.RequestedCertificate;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardContextSelect;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;

/** {@code /api/v1/tls/request}: the request for a certificate; {@code /tls/request.pem} is for downloading it. */
@Component(service = Servlet.class)
@HttpWhiteboardContextSelect(RestContext.SELECT)
@HttpWhiteboardServletPattern({"/tls/request", "/tls/request.pem"})
public final class RequestServlet extends TlsChange {
    private static final long serialVersionUID = 1;

    private final transient OwnCertificate own;

    @Activate
    public RequestServlet(@Reference OwnCertificate own) {
        this.own = own;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        carryOut(request, response, () -> {
            PendingRequest pending = own.pending()
                    .orElseThrow(() -> new RefusedChange(Kind.ABSENT, "No certificate request is pending."));
            if (request.getServletPath().endsWith(".pem")) {
                download(response, pending.pem());
            } else {
                answer(response, RecordJson.of(pending).build());
            }
        });
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        carryOut(request, response, () -> {
            PendingRequest made = own.request(wanted(request));
            response.setStatus(201);
            answer(response, RecordJson.of(made).build());
        });
    }

    @Override
    protected void doDelete(HttpServletRequest request, HttpServletResponse response) throws IOException {
        carryOut(request, response, () -> {
            own.discard();
            response.setStatus(204);
        });
    }

    private RequestedCertificate wanted(HttpServletRequest request) throws IOException {
        RequestedCertificate suggested = own.suggested();
        return body(
                request,
                "{\"commonName\": \"gw.example.com\", \"names\": [\"pool.example.com\"], \"key\": \"RSA_2048\"}",
                said -> new RequestedCertificate(
                        said.getString("commonName", suggested.commonName()),
                        said.containsKey("names") ? names(said) : suggested.names(),
                        KeyKind.of(said.getString("key", suggested.key().name())),
                        said.getString("organization", ""),
                        said.getString("unit", ""),
                        said.getString("locality", ""),
                        said.getString("state", ""),
                        said.getString("country", "")));
    }

    private static List<String> names(JsonObject said) {
        return said.getJsonArray("names").getValuesAs(JsonString.class).stream()
                .map(JsonString::getString)
                .toList();
    }

    private static void download(HttpServletResponse response, String pem) throws IOException {
        response.setContentType("application/x-pem-file");
        response.setHeader("Content-Disposition", "attachment; filename=\"request.pem\"");
        response.setHeader("Cache-Control", "no-store");
        response.getOutputStream().write(pem.getBytes(StandardCharsets.US_ASCII));
    }
}
