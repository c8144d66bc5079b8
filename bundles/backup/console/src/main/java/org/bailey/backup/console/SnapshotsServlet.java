package org.bailey.backup.console;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import org.bailey.console.ConsoleUser;
import org.bailey.console.RecordJson;
import org.bailey.console.RestContext;
import org.bailey.console.RestServlet;
import org.bailey.system.SettingsRefused;
import org.bailey.system.Snapshot;
import org.bailey.system.Snapshots;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardContextSelect;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;

/**
 * {@code GET /api/v1/snapshots}, {@code /snapshots/N} with its settings, {@code /snapshots/N/changes?to=M}; {@code POST
 * /snapshots} takes one, {@code /snapshots/N/plan} and {@code /snapshots/N/restore} with {@code {"pids": [...]}}.
 */
@Component(service = Servlet.class)
@HttpWhiteboardContextSelect(RestContext.SELECT)
@HttpWhiteboardServletPattern({"/snapshots", "/snapshots/*"})
public final class SnapshotsServlet extends RestServlet {
    private static final long serialVersionUID = 1;
    private static final int MOST_BYTES = 1 << 20;

    private final transient Snapshots snapshots;

    @Activate
    public SnapshotsServlet(@Reference Snapshots snapshots) {
        this.snapshots = snapshots;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String[] tail = tail(request).split("/", 2);
        try {
            if (tail[0].isEmpty()) {
                answer(
                        response,
                        Json.createObjectBuilder()
                                .add("snapshots", RecordJson.of(snapshots.list()))
                                .build());
            } else if (tail.length == 1) {
                answer(response, settings(known(tail[0])));
            } else if (tail[1].equals("changes")) {
                String to = request.getParameter("to");
                int other = to == null ? Snapshots.NOW : known(to);
                answer(
                        response,
                        Json.createObjectBuilder()
                                .add("changes", RecordJson.of(snapshots.compare(known(tail[0]), other)))
                                .build());
            } else {
                problem(response, 404, "There are /api/v1/snapshots, /snapshots/N and /snapshots/N/changes?to=M.");
            }
        } catch (SettingsRefused e) {
            problem(response, 404, String.join("; ", e.reasons()));
        }
    }

    private JsonObject settings(int id) throws SettingsRefused, IOException {
        try (JsonReader reader = Json.createReader(new StringReader(snapshots.text(id)))) {
            return reader.readObject();
        }
    }

    private static int known(String text) throws SettingsRefused {
        if (!text.matches("[1-9][0-9]{0,8}")) {
            throw new SettingsRefused("\"" + text + "\" is not the number of a snapshot");
        }
        return Integer.parseInt(text);
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String[] tail = tail(request).split("/", 2);
        String who = ConsoleUser.of(request).name();
        record Wanted(String why, List<String> pids) {}
        Wanted wanted = body(
                request,
                MOST_BYTES,
                "{\"pids\": [\"org.bailey.system\"]}",
                body -> new Wanted(body.getString("why", "asked for"), tail.length == 2 ? pids(body) : List.of()));
        try {
            if (tail[0].isEmpty()) {
                Snapshot taken = snapshots.take(wanted.why, who);
                response.setStatus(201);
                answer(response, RecordJson.of(taken).build());
            } else if (tail.length == 2 && tail[1].equals("plan")) {
                answer(
                        response,
                        RecordJson.of(snapshots.plan(known(tail[0]), wanted.pids))
                                .build());
            } else if (tail.length == 2 && tail[1].equals("restore")) {
                answer(
                        response,
                        RecordJson.of(snapshots.restore(known(tail[0]), wanted.pids, who))
                                .build());
            } else {
                problem(response, 404, "POST goes to /api/v1/snapshots, /snapshots/N/plan or /snapshots/N/restore.");
            }
        } catch (SettingsRefused e) {
            problem(response, 409, "Refused, nothing was changed: " + String.join("; ", e.reasons()) + ".");
        }
    }

    private static List<String> pids(JsonObject body) {
        return body.containsKey("pids") ? body.getJsonArray("pids").getValuesAs(JsonString::getString) : List.of();
    }
}
