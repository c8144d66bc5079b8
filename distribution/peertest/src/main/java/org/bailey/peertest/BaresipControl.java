package org.bailey.peertest;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** baresip's control port: JSON in netstrings, answers and events mixed. */
final class BaresipControl implements AutoCloseable {
    private final Socket socket;
    private final Map<String, JsonObject> answers = new ConcurrentHashMap<>();
    private final List<JsonObject> events = new ArrayList<>();
    private int token;

    BaresipControl(int port) {
        this.socket = Await.value(Await.PATIENCE, "baresip's control port " + port, () -> connect(port));
        Thread reader = new Thread(this::read, "baresip-control-" + port);
        reader.setDaemon(true);
        reader.start();
    }

    private static Optional<Socket> connect(int port) {
        try {
            return Optional.of(new Socket(InetAddress.getLoopbackAddress(), port));
        } catch (IOException notYet) {
            return Optional.empty();
        }
    }

    /** Sends a command and returns the text of its answer. */
    synchronized String command(String command, String parameters) {
        String id = "t" + ++token;
        byte[] body = Json.createObjectBuilder()
                .add("command", command)
                .add("params", parameters)
                .add("token", id)
                .build()
                .toString()
                .getBytes(StandardCharsets.UTF_8);
        try {
            socket.getOutputStream()
                    .write((body.length + ":" + new String(body, StandardCharsets.UTF_8) + ",")
                            .getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("baresip does not take the command " + command, e);
        }
        return Await.value(
                        Await.PATIENCE, "baresip's answer to " + command, () -> Optional.ofNullable(answers.remove(id)))
                .getString("data", "");
    }

    /** Takes the oldest event of this type. */
    Optional<JsonObject> take(String type) {
        synchronized (events) {
            for (Iterator<JsonObject> each = events.iterator(); each.hasNext(); ) {
                JsonObject event = each.next();
                if (event.getString("type", "").equals(type)) {
                    each.remove();
                    return Optional.of(event);
                }
            }
            return Optional.empty();
        }
    }

    /** The types of the events nobody took. */
    List<String> seen() {
        synchronized (events) {
            return events.stream().map(event -> event.getString("type", "?")).toList();
        }
    }

    private void read() {
        try (DataInputStream in = new DataInputStream(socket.getInputStream())) {
            while (true) {
                int length = 0;
                for (int digit = in.readByte(); digit != ':'; digit = in.readByte()) {
                    length = length * 10 + digit - '0';
                }
                byte[] body = new byte[length];
                in.readFully(body);
                in.readByte();
                take(Json.createReader(new ByteArrayInputStream(body)).readObject());
            }
        } catch (IOException closed) {
            answers.clear();
        }
    }

    private void take(JsonObject message) {
        if (message.getBoolean("event", false)) {
            synchronized (events) {
                events.add(message);
            }
        } else {
            answers.put(message.getString("token", ""), message);
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
