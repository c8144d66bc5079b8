package org.bailey.module.console;

import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.bailey.console.ConsoleUser;
import org.bailey.console.RecordJson;
import org.bailey.console.RestContext;
import org.bailey.console.RestServlet;
import org.bailey.module.Drain;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardContextSelect;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;

/** {@code /api/v1/drain}: whether new calls are taken. PUT ends taking them, DELETE begins again. */
@Component(service = Servlet.class)
@HttpWhiteboardContextSelect(RestContext.SELECT)
@HttpWhiteboardServletPattern("/drain")
public final class DrainServlet extends RestServlet {
    private static final long serialVersionUID = 1;

    private final transient Drain drain;

    @Activate
    public DrainServlet(@Reference Drain drain) {
        this.drain = drain;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        answer(response, RecordJson.of(drain.status()).build());
    }

    @Override
    protected void doPut(HttpServletRequest request, HttpServletResponse response) throws IOException {
        boolean overRestart = body(request, "{\"overRestart\": false}", body -> body.getBoolean("overRestart", false));
        String who = ConsoleUser.of(request).name();
        answer(response, RecordJson.of(drain.on(who, overRestart)).build());
    }

    @Override
    protected void doDelete(HttpServletRequest request, HttpServletResponse response) throws IOException {
        answer(
                response,
                RecordJson.of(drain.off(ConsoleUser.of(request).name())).build());
    }
}
