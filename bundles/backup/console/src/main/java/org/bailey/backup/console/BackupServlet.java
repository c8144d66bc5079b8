package org.bailey.backup.console;

import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import org.bailey.backup.Backups;
import org.bailey.console.ConsoleUser;
import org.bailey.console.RecordJson;
import org.bailey.console.RestContext;
import org.bailey.console.RestServlet;
import org.bailey.system.SettingsRefused;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardContextSelect;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;

/**
 * {@code GET /api/v1/backup}: a backup without keys; {@code POST /backup} with {@code {"passphrase": ...}}: one with them, locked;
 * {@code POST /backup/plan} and {@code /backup/restore} with {@code {"file": BASE64, "passphrase": ..., "only": [...]}}.
 */
@Component(service = Servlet.class)
@HttpWhiteboardContextSelect(RestContext.SELECT)
@HttpWhiteboardServletPattern({"/backup", "/backup/*"})
public final class BackupServlet extends RestServlet {
    private static final long serialVersionUID = 1;
    /** In base 64, with what is around it. */
    private static final int MOST_BYTES = Backups.LONGEST / 3 * 4 + (1 << 16);

    private final transient Backups backups;

    @Activate
    public BackupServlet(@Reference Backups backups) {
        this.backups = backups;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (!tail(request).isEmpty()) {
            problem(response, 404, "GET goes to /api/v1/backup.");
            return;
        }
        try {
            send(response, backups.make(new char[0]), "zip");
        } catch (SettingsRefused e) {
            problem(response, 409, String.valueOf(e.getMessage()));
        }
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        record Wanted(char[] passphrase, List<String> only, byte[] file) {}
        String tail = tail(request);
        Wanted wanted = body(
                request,
                MOST_BYTES,
                "{\"file\": \"UEsDB...\", \"passphrase\": \"\"}",
                body -> new Wanted(
                        body.getString("passphrase", "").toCharArray(),
                        body.containsKey("only")
                                ? body.getJsonArray("only").getValuesAs(JsonString::getString)
                                : List.of(),
                        tail.isEmpty() ? new byte[0] : file(body)));
        try {
            switch (tail) {
                case "" -> make(wanted.passphrase, response);
                case "plan" ->
                    answer(
                            response,
                            RecordJson.of(backups.plan(wanted.file, wanted.passphrase, wanted.only))
                                    .build());
                case "restore" ->
                    answer(
                            response,
                            RecordJson.of(backups.restore(
                                            wanted.file,
                                            wanted.passphrase,
                                            wanted.only,
                                            ConsoleUser.of(request).name()))
                                    .build());
                default -> problem(response, 404, "POST goes to /api/v1/backup, /backup/plan or /backup/restore.");
            }
        } catch (SettingsRefused e) {
            problem(response, 409, "Refused, nothing was changed: " + String.join("; ", e.reasons()) + ".");
        }
    }

    private void make(char[] passphrase, HttpServletResponse response) throws SettingsRefused, IOException {
        if (passphrase.length == 0) {
            throw new SettingsRefused("a backup with keys needs a passphrase");
        }
        send(response, backups.make(passphrase), "locked");
    }

    private static byte[] file(JsonObject body) {
        try {
            return Base64.getDecoder().decode(body.getString("file", ""));
        } catch (IllegalArgumentException e) {
            throw new JsonException("not base 64", e);
        }
    }

    private static void send(HttpServletResponse response, byte[] file, String kind) throws IOException {
        response.setContentType("application/octet-stream");
        response.setHeader("Cache-Control", "no-store");
        response.setHeader(
                "Content-Disposition",
                "attachment; filename=\"bailey-" + LocalDate.now(ZoneOffset.UTC) + "." + kind + "\"");
        response.setContentLength(file.length);
        response.getOutputStream().write(file);
    }
}
