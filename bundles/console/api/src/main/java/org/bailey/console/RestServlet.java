package org.bailey.console;

import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonStructure;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A REST resource that answers JSON; problems have the form of RFC 9457. */
public abstract class RestServlet extends HttpServlet {
    private static final long serialVersionUID = 1;

    /** In bytes; the longest there is has a certificate request's names. */
    private static final int LONGEST_BODY = 65_536;

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

    /**
     * Reads what was sent.
     *
     * @param example what a body looks like, for whoever sent another
     * @param read takes out what the resource needs; whatever it throws is the body's fault, so it does nothing else
     * @return what {@code read} returned; no body is an empty object
     * @throws BadBody answered with 400 when nobody catches it
     */
    protected static <T> T body(HttpServletRequest request, String example, Function<JsonObject, T> read)
            throws IOException, BadBody {
        return body(request, LONGEST_BODY, example, read);
    }

    /**
     * The same for resources that take more than a few settings.
     *
     * @param longest most bytes of a body
     */
    protected static <T> T body(HttpServletRequest request, int longest, String example, Function<JsonObject, T> read)
            throws IOException, BadBody {
        byte[] bytes = request.getInputStream().readNBytes(longest + 1);
        if (bytes.length > longest) {
            throw new BadBody("The body has more than " + longest + " bytes.", null);
        }
        try (JsonReader reader = Json.createReader(new ByteArrayInputStream(bytes))) {
            return read.apply(bytes.length == 0 ? JsonObject.EMPTY_JSON_OBJECT : reader.readObject());
        } catch (JsonException | ClassCastException | NullPointerException e) {
            throw new BadBody("The body must be JSON such as " + example + ".", e);
        }
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        try {
            super.service(request, response);
        } catch (BadBody bad) {
            problem(response, 400, bad.sentence);
        }
    }

    /** What was sent is not what the resource takes. */
    protected static final class BadBody extends RuntimeException {
        private static final long serialVersionUID = 1;

        private final String sentence;

        private BadBody(String sentence, @Nullable Throwable cause) {
            super(sentence, cause);
            this.sentence = sentence;
        }
    }

    private static void send(HttpServletResponse response, String type, JsonStructure body) throws IOException {
        byte[] bytes = body.toString().getBytes(StandardCharsets.UTF_8);
        response.setContentType(type);
        response.setHeader("Cache-Control", "no-store");
        response.setContentLength(bytes.length);
        response.getOutputStream().write(bytes);
    }
}
