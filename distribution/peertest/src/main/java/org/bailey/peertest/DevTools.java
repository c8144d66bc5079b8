package org.bailey.peertest;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** What is said to one page of a browser: commands with numbers, and answers with the same ones. */
final class DevTools implements WebSocket.Listener, AutoCloseable {
    private static final long PATIENCE_SECONDS = 60;

    private final Map<Integer, CompletableFuture<JsonObject>> asked = new ConcurrentHashMap<>();
    private final StringBuilder part = new StringBuilder();
    private final WebSocket socket;
    private int last;

    private DevTools(HttpClient client, URI page) {
        socket = client.newWebSocketBuilder().buildAsync(page, this).join();
    }

    /** A page of the browser whose commands come at that port of 127.0.0.1. */
    static DevTools newPage(int port) {
        HttpClient client = HttpClient.newHttpClient();
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/json/new?about:blank"))
                .PUT(HttpRequest.BodyPublishers.noBody())
                .build();
        try {
            String page =
                    client.send(request, HttpResponse.BodyHandlers.ofString()).body();
            return new DevTools(client, URI.create(object(page).getString("webSocketDebuggerUrl")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** {@return what the page answers} An error is an {@link AssertionError}; while a page goes it may answer nothing. */
    JsonObject call(String method, JsonObjectBuilder parameters) {
        int id = ++last;
        CompletableFuture<JsonObject> answer = new CompletableFuture<>();
        asked.put(id, answer);
        JsonObject command = Json.createObjectBuilder()
                .add("id", id)
                .add("method", method)
                .add("params", parameters)
                .build();
        socket.sendText(command.toString(), true).join();
        try {
            JsonObject said = answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (said.containsKey("error")) {
                throw new AssertionError(method + ": " + said.get("error"));
            }
            return said.getJsonObject("result");
        } catch (TimeoutException e) {
            throw new AssertionError("the browser does not answer to " + command, e);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence words, boolean whole) {
        part.append(words);
        if (whole) {
            JsonObject message = object(part.toString());
            part.setLength(0);
            CompletableFuture<JsonObject> answer =
                    message.containsKey("id") ? asked.remove(message.getInt("id")) : null;
            if (answer != null) {
                answer.complete(message);
            } else if (message.getString("method", "").equals("Page.javascriptDialogOpening")) {
                from.sendText(
                        "{\"id\": 0, \"method\": \"Page.handleJavaScriptDialog\", \"params\": {\"accept\": true}}",
                        true);
            }
        }
        from.request(1);
        return CompletableFuture.completedFuture(null);
    }

    private static JsonObject object(String json) {
        return Json.createReader(new StringReader(json)).readObject();
    }

    @Override
    public void close() {
        socket.abort();
    }
}
