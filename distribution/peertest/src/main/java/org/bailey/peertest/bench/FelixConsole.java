package org.bailey.peertest.bench;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SSLContext;
import org.bailey.peertest.Await;

/** The Felix web console as a browser uses it: signed in by its form, with a cookie, and bundles sent by its form. */
final class FelixConsole {
    private static final String BOUNDARY = "----WebKitFormBoundary7MA4YWxkTrZu0gW";

    private final String base;
    private final HttpClient client;

    FelixConsole(String base, SSLContext trusting, String password) {
        this.base = base;
        client = HttpClient.newBuilder()
                .sslContext(trusting)
                .cookieHandler(new CookieManager())
                .build();
        HttpResponse<String> answer = send(HttpRequest.newBuilder(URI.create(base + "/login"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(
                        "user=admin&password=" + URLEncoder.encode(password, StandardCharsets.UTF_8))));
        if (answer.statusCode() != 303) {
            throw new IllegalStateException("the console let nobody in: " + answer.statusCode());
        }
    }

    /** One bundle as the console lists it. */
    record Listed(long id, String name, String version, String state) {
        static Listed of(JsonObject one) {
            return new Listed(
                    one.getJsonNumber("id").longValue(),
                    one.getString("symbolicName"),
                    one.getString("version"),
                    one.getString("state"));
        }

        boolean active() {
            return state.equals("Active");
        }
    }

    /** All bundles. */
    List<Listed> bundles() {
        return data("/system/console/bundles.json");
    }

    /** One bundle; empty while the console does not say. */
    List<Listed> bundle(long id) {
        return data("/system/console/bundles/" + id + ".json");
    }

    private List<Listed> data(String path) {
        HttpResponse<String> answer = send(HttpRequest.newBuilder(URI.create(base + path)));
        if (answer.statusCode() != 200) {
            return List.of();
        }
        try (JsonReader reader = Json.createReader(new StringReader(answer.body()))) {
            return reader.readObject().getJsonArray("data").getValuesAs(JsonObject.class).stream()
                    .map(Listed::of)
                    .toList();
        }
    }

    /** Sends what the button "Install or Update" sends, with "Start Bundle" ticked. */
    void installOrUpdate(String name, byte[] jar) {
        ByteArrayOutputStream form = new ByteArrayOutputStream();
        field(form, "action", "install");
        field(form, "bundlestart", "start");
        field(form, "bundlestartlevel", "60");
        write(
                form,
                "--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"bundlefile\"; filename=\"" + name
                        + ".jar\"\r\nContent-Type: application/java-archive\r\n\r\n");
        form.writeBytes(jar);
        write(form, "\r\n--" + BOUNDARY + "--\r\n");
        HttpResponse<String> answer = send(HttpRequest.newBuilder(URI.create(base + "/system/console/bundles"))
                .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
                .POST(BodyPublishers.ofByteArray(form.toByteArray())));
        if (answer.statusCode() >= 400) {
            throw new IllegalStateException(
                    "the console does not take " + name + ": " + answer.statusCode() + " " + answer.body());
        }
    }

    private static void field(ByteArrayOutputStream form, String name, String value) {
        write(
                form,
                "--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + value + "\r\n");
    }

    private static void write(ByteArrayOutputStream form, String text) {
        form.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return client.send(
                    request.timeout(Await.PATIENCE.plus(Duration.ofSeconds(30)))
                            .header("Origin", base)
                            .header("Sec-Fetch-Site", "same-origin")
                            .build(),
                    BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(base + " does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
