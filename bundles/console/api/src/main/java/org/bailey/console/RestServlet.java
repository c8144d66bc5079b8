package org.bailey.console;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonStructure;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** A REST resource that answers JSON; problems have the form of RFC 9457. */
public abstract class RestServlet extends HttpServlet {
    private static final long serialVersionUID = 1;

    protected static void answer(HttpServletResponse response, JsonStructure body) throws IOException {
        send(response, "application/json", body);
    }

    /** @param sentence what is wrong and what to do about it */
    protected static void problem(HttpServletResponse response, int status, String sentence) throws IOException {
        JsonObject body = Json.createObjectBuilder()
                .add("status", status)
                .add("detail", sentence)
                .build();
        response.setStatus(status);
        send(response, "application/problem+json", body);
    }

    /** {@return what follows the servlet's own path, without slash; empty for the servlet's path itself} */
    protected static String tail(HttpServletRequest request) {
        String path = request.getPathInfo();
        return path == null ? "" : path.substring(1);
    }

    private static void send(HttpServletResponse response, String type, JsonStructure body) throws IOException {
        byte[] bytes = body.toString().getBytes(StandardCharsets.UTF_8);
        response.setContentType(type);
        response.setHeader("Cache-Control", "no-store");
        response.setContentLength(bytes.length);
        response.getOutputStream().write(bytes);
    }
}
