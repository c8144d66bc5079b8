package org.bailey.call.console;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.bailey.call.CallRecord;
import org.bailey.call.Calls;
import org.bailey.console.ConsoleUser;
import org.bailey.console.RestContext;
import org.bailey.console.RestServlet;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardContextSelect;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;

/** {@code /api/v1/calls}: live calls and the latest past ones; {@code /api/v1/calls/ID}: one of them with its steps. */
@Component(service = Servlet.class)
@HttpWhiteboardContextSelect(RestContext.SELECT)
@HttpWhiteboardServletPattern({"/calls", "/calls/*"})
public final class CallsServlet extends RestServlet {
    private static final long serialVersionUID = 1;
    private static final int PAST_SHOWN = 100;
    private static final int PAST_MOST = 10_000;

    private final transient Calls calls;

    @Activate
    public CallsServlet(@Reference Calls calls) {
        this.calls = calls;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String id = tail(request);
        if (id.isEmpty()) {
            list(request, response);
            return;
        }
        Optional<CallRecord> found = calls.find(id);
        if (found.isPresent()) {
            answer(response, CallJson.full(found.get(), Instant.now()).build());
        } else {
            problem(response, 404, "There is no call " + id + ", neither live nor among the past ones that are kept.");
        }
    }

    @Override
    protected void doDelete(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String id = tail(request);
        if (!id.isEmpty() && calls.hangUp(id, ConsoleUser.of(request).name())) {
            response.setStatus(202);
        } else {
            problem(response, 404, "There is no live call " + id + ".");
        }
    }

    private void list(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String asked = request.getParameter("past");
        int past = PAST_SHOWN;
        if (asked != null) {
            if (!asked.matches("\\d{1,5}") || Integer.parseInt(asked) > PAST_MOST) {
                problem(response, 400, "past=" + asked + ": it must be a number from 0 to " + PAST_MOST + ".");
                return;
            }
            past = Integer.parseInt(asked);
        }
        Instant now = Instant.now();
        List<CallRecord> live = calls.live();
        JsonArrayBuilder list = Json.createArrayBuilder();
        live.forEach(call -> list.add(CallJson.brief(call, now)));
        calls.past().stream().limit(past).forEach(call -> list.add(CallJson.brief(call, now)));
        answer(
                response,
                Json.createObjectBuilder()
                        .add("live", live.size())
                        .add("calls", list)
                        .build());
    }
}
