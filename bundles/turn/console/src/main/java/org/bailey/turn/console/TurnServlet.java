package org.bailey.turn.console;

import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.bailey.console.RestContext;
import org.bailey.console.RestServlet;
import org.bailey.turn.TurnServers;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardContextSelect;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;

/** {@code GET /api/v1/turn}: servers and how they do; {@code POST /api/v1/turn/probe} asks them all now. */
@Component(service = Servlet.class)
@HttpWhiteboardContextSelect(RestContext.SELECT)
@HttpWhiteboardServletPattern({"/turn", "/turn/*"})
public final class TurnServlet extends RestServlet {
    private static final long serialVersionUID = 1;

    private final transient TurnServers servers;

    @Activate
    public TurnServlet(@Reference TurnServers servers) {
        this.servers = servers;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (tail(request).isEmpty()) {
            answer(response, TurnStatus.json(servers));
        } else {
            problem(response, 404, "There is only /api/v1/turn, and /api/v1/turn/probe to POST to.");
        }
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (tail(request).equals("probe")) {
            servers.probe();
            response.setStatus(202);
        } else {
            problem(response, 404, "POST goes to /api/v1/turn/probe.");
        }
    }
}
