package org.bailey.console.provider;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.bailey.console.ConsoleUser;
import org.bailey.console.ConsoleUser.Role;
import org.bailey.console.RestContext;
import org.bailey.console.RestServlet;
import org.jspecify.annotations.Nullable;
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
        record Wanted(String role, @Nullable String password) {}
        Wanted wanted = body(
                request,
                "{\"role\": \"VIEWER\", \"password\": \"...\"}",
                body -> new Wanted(body.getString("role", "VIEWER"), body.getString("password", null)));
        try {
            gate.putUser(tail(request), role(wanted.role), wanted.password);
            response.setStatus(204);
        } catch (IllegalArgumentException e) {
            problem(response, 400, String.valueOf(e.getMessage()));
        }
    }

    private static Role role(String name) {
        for (Role role : Role.values()) {
            if (role.name().equals(name)) {
                return role;
            }
        }
        throw new IllegalArgumentException("There is no role " + name + "; roles are " + List.of(Role.values()) + ".");
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
