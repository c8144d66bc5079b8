package org.bailey.module.console;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.bailey.console.ConsoleUser;
import org.bailey.console.RecordJson;
import org.bailey.console.RestContext;
import org.bailey.console.RestServlet;
import org.bailey.module.Modules;
import org.bailey.module.UpdatePlan;
import org.bailey.module.UpdateRecord;
import org.bailey.module.UpdateRefused;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardContextSelect;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;

/**
 * {@code GET /api/v1/modules}: features and the update under way; {@code /modules/history}; {@code POST /modules/plan} with a
 * file as body, {@code POST /modules/apply} with {@code {"plan": ID, "drain": false}}.
 */
@Component(service = Servlet.class)
@HttpWhiteboardContextSelect(RestContext.SELECT)
@HttpWhiteboardServletPattern({"/modules", "/modules/*"})
public final class ModulesServlet extends RestServlet {
    private static final long serialVersionUID = 1;

    private final transient Modules modules;

    @Activate
    public ModulesServlet(@Reference Modules modules) {
        this.modules = modules;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String tail = tail(request);
        if (tail.isEmpty()) {
            Optional<UpdateRecord> current = modules.current();
            answer(
                    response,
                    Json.createObjectBuilder()
                            .add("features", RecordJson.of(modules.features()))
                            .add(
                                    "update",
                                    current.isEmpty()
                                            ? JsonValue.NULL
                                            : RecordJson.of(current.get()).build())
                            .build());
        } else if (tail.equals("history")) {
            answer(
                    response,
                    Json.createObjectBuilder()
                            .add("history", RecordJson.of(modules.history()))
                            .build());
        } else if (tail.startsWith("plan/")) {
            Optional<UpdatePlan> plan = modules.plan(tail.substring("plan/".length()));
            if (plan.isPresent()) {
                answer(response, json(plan.get()));
            } else {
                problem(response, 404, "That file is not kept any more; send it again.");
            }
        } else {
            problem(response, 404, "There are /api/v1/modules, /modules/history and /modules/plan/ID.");
        }
    }

    private static JsonObject json(UpdatePlan plan) {
        return RecordJson.of(plan).add("possible", plan.possible()).build();
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        switch (tail(request)) {
            case "plan" -> plan(request, response);
            case "apply" -> apply(request, response);
            default -> problem(response, 404, "POST goes to /api/v1/modules/plan or /modules/apply.");
        }
    }

    private void plan(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String name = request.getParameter("name");
        try {
            answer(response, json(modules.plan(name == null ? "the file" : name, request.getInputStream())));
        } catch (IOException unusable) {
            problem(response, 400, unusable.getMessage() + ".");
        }
    }

    private void apply(HttpServletRequest request, HttpServletResponse response) throws IOException {
        record Wanted(String plan, boolean drain) {}
        Wanted wanted = body(
                request,
                "{\"plan\": \"0a1b\", \"drain\": false}",
                body -> new Wanted(body.getString("plan"), body.getBoolean("drain", false)));
        try {
            String id = modules.apply(wanted.plan, ConsoleUser.of(request).name() + ", REST", wanted.drain);
            response.setStatus(202);
            answer(response, Json.createObjectBuilder().add("update", id).build());
        } catch (UpdateRefused e) {
            problem(response, 409, String.valueOf(e.getMessage()));
        }
    }
}
