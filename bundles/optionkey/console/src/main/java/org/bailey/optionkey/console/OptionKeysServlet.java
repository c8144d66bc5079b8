package org.bailey.optionkey.console;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.bailey.console.RecordJson;
import org.bailey.console.RestContext;
import org.bailey.console.RestServlet;
import org.bailey.optionkey.KeyRefused;
import org.bailey.optionkey.OptionKeys;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardContextSelect;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;

/** {@code /api/v1/optionkeys}: what there is; POST adds a key, DELETE of {@code /optionkeys/NAME} removes one. */
@Component(service = Servlet.class)
@HttpWhiteboardContextSelect(RestContext.SELECT)
@HttpWhiteboardServletPattern({"/optionkeys", "/optionkeys/*"})
public final class OptionKeysServlet extends RestServlet {
    private static final long serialVersionUID = 1;

    private final transient OptionKeys keys;

    @Activate
    public OptionKeysServlet(@Reference OptionKeys keys) {
        this.keys = keys;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (!tail(request).isEmpty()) {
            problem(response, 404, "All keys are listed by /api/v1/optionkeys.");
            return;
        }
        answer(
                response,
                Json.createObjectBuilder()
                        .add("serial", keys.serial())
                        .add("keys", RecordJson.of(keys.keys()))
                        .add("features", RecordJson.of(keys.features()))
                        .add("problems", RecordJson.of(keys.problems()))
                        .build());
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        record Wanted(String key, boolean examine) {}
        Wanted wanted = body(
                request,
                "{\"key\": \"46W1A-...\"}",
                body -> new Wanted(body.getString("key"), body.getBoolean("examine", false)));
        try {
            if (wanted.examine) {
                answer(response, RecordJson.of(keys.examine(wanted.key)).build());
            } else {
                JsonObject added = RecordJson.of(keys.add(wanted.key)).build();
                response.setStatus(201);
                answer(response, added);
            }
        } catch (KeyRefused refused) {
            problem(response, 422, refused.sentence());
        }
    }

    @Override
    protected void doDelete(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String name = tail(request);
        if (keys.remove(name)) {
            response.setStatus(204);
        } else {
            problem(response, 404, "There is no stored key " + name + ".");
        }
    }
}
