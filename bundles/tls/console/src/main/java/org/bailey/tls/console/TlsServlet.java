package org.bailey.tls.console;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.cert.X509Certificate;
import org.bailey.console.RecordJson;
import org.bailey.console.RestContext;
import org.bailey.console.RestServlet;
import org.bailey.tls.PrivateAuthority;
import org.bailey.tls.TlsContexts;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardContextSelect;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;

/** {@code GET /api/v1/tls}: our chain, what is wrong, and our own authority for the trust lists of others. */
@Component(service = Servlet.class)
@HttpWhiteboardContextSelect(RestContext.SELECT)
@HttpWhiteboardServletPattern("/tls")
public final class TlsServlet extends RestServlet {
    private static final long serialVersionUID = 1;

    private final transient TlsContexts tls;
    private final transient PrivateAuthority authority;

    @Activate
    public TlsServlet(@Reference TlsContexts tls, @Reference PrivateAuthority authority) {
        this.tls = tls;
        this.authority = authority;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        JsonArrayBuilder chain = Json.createArrayBuilder();
        for (X509Certificate certificate : tls.chain()) {
            chain.add(CertificateJson.of(certificate, tls.names(certificate)));
        }
        answer(
                response,
                Json.createObjectBuilder()
                        .add("problems", RecordJson.of(tls.problems()))
                        .add("chain", chain)
                        .add("authority", authority.certificatePem())
                        .build());
    }
}
