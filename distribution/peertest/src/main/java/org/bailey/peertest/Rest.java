package org.bailey.peertest;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonStructure;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/** The appliance's REST interface, as {@code admin}. The console's certificate is taken as it is: it was just made. */
public final class Rest {
    private final String base;
    private final String password;
    private final String authorization;
    private final HttpClient client;

    Rest(int port, String password) {
        this.base = "https://127.0.0.1:" + port;
        this.password = password;
        this.authorization =
                "Basic " + Base64.getEncoder().encodeToString(("admin:" + password).getBytes(StandardCharsets.UTF_8));
        this.client = HttpClient.newBuilder().sslContext(trusting()).build();
    }

    /** Where it is, with no slash at the end. */
    public String base() {
        return base;
    }

    /** What {@code admin} signs in with. */
    public String password() {
        return password;
    }

    /** The JSON at {@code path}. */
    public JsonStructure get(String path) {
        return Json.createReader(new StringReader(ask(path, HttpRequest.Builder::GET, 200)))
                .read();
    }

    /** The text at {@code path}, such as the metrics. */
    public String text(String path) {
        return ask(path, HttpRequest.Builder::GET, 200);
    }

    /** Has the appliance end what {@code path} names. */
    public void delete(String path) {
        ask(path, HttpRequest.Builder::DELETE, 202);
    }

    /** Has the appliance begin what {@code path} names. */
    public void post(String path) {
        ask(path, request -> request.POST(HttpRequest.BodyPublishers.noBody()), 202);
    }

    private String ask(String path, UnaryOperator<HttpRequest.Builder> method, int expected) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path))
                .timeout(Await.PATIENCE)
                .header("Authorization", authorization)
                .header("Accept", "application/json");
        try {
            HttpResponse<String> response =
                    client.send(method.apply(request).build(), HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() != expected) {
                throw new AssertionError(path + " answers " + response.statusCode() + ": " + response.body());
            }
            return response.body();
        } catch (IOException e) {
            throw new UncheckedIOException(path + " does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while asking for " + path, e);
        }
    }

    /** The objects of a list that look like this; the list may be in an object with one array. */
    public List<JsonObject> list(String path, Predicate<JsonObject> like) {
        JsonStructure answer = get(path);
        JsonArray all = answer instanceof JsonArray array
                ? array
                : answer.asJsonObject().values().stream()
                        .filter(value -> value.getValueType() == JsonValue.ValueType.ARRAY)
                        .findFirst()
                        .orElseThrow(() -> new AssertionError(path + " has no list: " + answer))
                        .asJsonArray();
        return all.getValuesAs(JsonObject.class).stream().filter(like).toList();
    }

    /** Takes any certificate. */
    public static SSLContext trusting() {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {new Anyone()}, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The extended form, so that the name is not checked either. */
    private static final class Anyone extends X509ExtendedTrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
