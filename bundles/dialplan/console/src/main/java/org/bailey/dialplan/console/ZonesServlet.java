package org.bailey.dialplan.console;

import jakarta.json.Json;
import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.bailey.console.RecordJson;
import org.bailey.console.RestContext;
import org.bailey.console.RestServlet;
import org.bailey.dialplan.DialPlan;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardContextSelect;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;

/** {@code GET /api/v1/zones}: zones with their peers and their health. */
@Component(service = Servlet.class)
@HttpWhiteboardContextSelect(RestContext.SELECT)
@HttpWhiteboardServletPattern("/zones")
public final class ZonesServlet extends RestServlet {
    private static final long serialVersionUID = 1;

    private final transient DialPlan dialPlan;

    @Activate
    public ZonesServlet(@Reference DialPlan dialPlan) {
        this.dialPlan = dialPlan;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        answer(
                response,
                Json.createObjectBuilder()
                        .add("zones", RecordJson.of(dialPlan.zones()))
                        .add("problems", RecordJson.of(dialPlan.problems()))
                        .build());
    }
}
