package org.bailey.dialplan.console;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.bailey.console.ConsoleUser;
import org.bailey.console.RecordJson;
import org.bailey.console.RestContext;
import org.bailey.console.RestServlet;
import org.bailey.dialplan.Location;
import org.bailey.dialplan.PatternTrial;
import org.bailey.dialplan.Question;
import org.bailey.dialplan.Rehearsal;
import org.bailey.dialplan.SipVariant;
import org.bailey.system.SettingsRefused;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardContextSelect;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;

/**
 * {@code GET /api/v1/dialplan}, {@code /dialplan/settings}, {@code /dialplan/locate?alias=A&from=ZONE}, {@code
 * /dialplan/check?pattern=P&alias=A}; {@code POST /dialplan/dryrun} and {@code /dialplan/apply} with the settings as a text or
 * an object.
 */
@Component(service = Servlet.class)
@HttpWhiteboardContextSelect(RestContext.SELECT)
@HttpWhiteboardServletPattern({"/dialplan", "/dialplan/*"})
public final class DialPlanServlet extends RestServlet {
    private static final long serialVersionUID = 1;
    /** Ten thousand rules have their room. */
    private static final int LONGEST_BODY = 16 << 20;

    private static final int PATIENCE_SECONDS = 5;

    private final transient Rehearsal rehearsal;

    @Activate
    public DialPlanServlet(@Reference Rehearsal rehearsal) {
        this.rehearsal = rehearsal;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        try {
            switch (tail(request)) {
                case "" -> answer(response, RecordJson.of(rehearsal.overview()).build());
                case "settings" ->
                    answer(
                            response,
                            Json.createObjectBuilder()
                                    .add("settings", rehearsal.settings())
                                    .build());
                case "locate" -> locate(request, response);
                case "check" ->
                    answer(
                            response,
                            RecordJson.of(rehearsal.check(new PatternTrial.Wanted(
                                            text(request, "patternType"),
                                            text(request, "pattern"),
                                            text(request, "behaviour"),
                                            text(request, "replacement"),
                                            text(request, "alias"))))
                                    .build());
                default ->
                    problem(response, 404, "There are /api/v1/dialplan, /dialplan/settings, /locate and /check.");
            }
        } catch (IllegalArgumentException wrong) {
            problem(response, 400, wrong.getMessage() + ".");
        }
    }

    private static String text(HttpServletRequest request, String name) {
        @Nullable String value = request.getParameter(name);
        return value == null ? "" : value;
    }

    private void locate(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String variant = text(request, "variant").toUpperCase(Locale.ROOT);
        Question question = variant.isEmpty()
                ? new Question(text(request, "alias"), text(request, "from"))
                : new Question(text(request, "alias"), text(request, "from"), variant(variant));
        try {
            Location found = rehearsal.locate(question).toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            answer(
                    response,
                    RecordJson.of(found)
                            .add("result", found.explanation().result())
                            .build());
        } catch (TimeoutException slow) {
            problem(response, 504, "The names of the target zone are still being looked up; ask again.");
        } catch (ExecutionException failed) {
            throw new IOException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException(interrupted);
        }
    }

    private static SipVariant variant(String text) {
        for (SipVariant one : SipVariant.values()) {
            if (one.name().equals(text)) {
                return one;
            }
        }
        throw new IllegalArgumentException("variant " + text + " is none of " + Arrays.toString(SipVariant.values()));
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String wanted = tail(request);
        if (!wanted.equals("dryrun") && !wanted.equals("apply")) {
            problem(response, 404, "POST goes to /api/v1/dialplan/dryrun or /dialplan/apply.");
            return;
        }
        record Sent(String settings, String basis) {}
        Sent sent = body(
                request,
                LONGEST_BODY,
                "{\"settings\": {\":configurator:resource-version\": 1}, \"basis\": \"\"}",
                body -> new Sent(settings(body), body.getString("basis", "")));
        try {
            Record done = wanted.equals("dryrun")
                    ? rehearsal.dryRun(sent.settings)
                    : rehearsal.apply(
                            sent.settings, sent.basis, ConsoleUser.of(request).name());
            answer(response, RecordJson.of(done).build());
        } catch (SettingsRefused e) {
            problem(response, 409, "Refused, nothing was changed: " + String.join("; ", e.reasons()) + ".");
        }
    }

    private static String settings(JsonObject body) {
        return body.get("settings") instanceof JsonObject object ? object.toString() : body.getString("settings");
    }
}
