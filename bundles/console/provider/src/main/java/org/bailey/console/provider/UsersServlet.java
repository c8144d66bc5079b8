package org.bailey.console.provider;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.bailey.console.ConsoleUser;
import org.bailey.console.ConsoleUser.Role;
import org.bailey.console.RestContext;
import org.bailey.console.RestServlet;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardContextSelect;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;

/** {@code /api/v1/users}: who may sign in. */
@Component(service = Servlet.class)
@HttpWhiteboardContextSelect(RestContext.SELECT)
@HttpWhiteboardServletPattern({"/users", "/users/*"})
public final class UsersServlet extends RestServlet {
    private static final long serialVersionUID = 1;

    private final transient Gate gate;

    @Activate
    public UsersServlet(@Reference SignIn signIn) {
        gate = signIn.gate();
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        JsonArrayBuilder list = Json.createArrayBuilder();
        for (ConsoleUser user : gate.users()) {
            list.add(Json.createObjectBuilder()
                    .add("name", user.name())
                    .add("role", user.role().name())
                    .add("you", user.name().equals(ConsoleUser.of(request).name())));
        }
        answer(response, Json.createObjectBuilder().add("users", list).build());
    }

    @Override
    protected void doPut(HttpServletRequest request, HttpServletResponse response) throws IOException {
        try (JsonReader reader = Json.createReader(request.getInputStream())) {
            JsonObject body = reader.readObject();
            Role role = Role.valueOf(body.getString("role", "VIEWER"));
            gate.putUser(tail(request), role, body.getString("password", null));
            response.setStatus(204);
        } catch (JsonException | ClassCastException e) {
            problem(response, 400, "The body must be JSON such as {\"role\": \"VIEWER\", \"password\": \"...\"}.");
        } catch (IllegalArgumentException e) {
            problem(response, 400, String.valueOf(e.getMessage()));
        }
    }

    @Override
    protected void doDelete(HttpServletRequest request, HttpServletResponse response) throws IOException {
        try {
            gate.removeUser(tail(request));
            response.setStatus(204);
        } catch (IllegalArgumentException e) {
            problem(response, 400, String.valueOf(e.getMessage()));
        }
    }
}
