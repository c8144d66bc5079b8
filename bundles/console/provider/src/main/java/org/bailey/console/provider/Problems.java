package org.bailey.console.provider;

import jakarta.json.Json;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Refusals in the form of RFC 9457. */
final class Problems {
    private Problems() {}

    static void send(HttpServletResponse response, int status, String sentence) throws IOException {
        String body = Json.createObjectBuilder()
                .add("status", status)
                .add("detail", sentence)
                .build()
                .toString();
        response.setStatus(status);
        response.setContentType("application/problem+json");
        response.setHeader("Cache-Control", "no-store");
        response.getOutputStream().write(body.getBytes(StandardCharsets.UTF_8));
    }
}
