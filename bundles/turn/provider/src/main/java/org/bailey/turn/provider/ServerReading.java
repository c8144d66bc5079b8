package org.bailey.turn.provider;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import org.bailey.turn.TurnServer.Transport;
import org.bailey.turn.provider.servers.ServerEntry;

/** Makes checked settings of a stored configuration {@code org.bailey.turn.server~NAME}. */
final class ServerReading {
    static final String KIND = "org.bailey.turn.server";

    private ServerReading() {}

    /** @throws IllegalArgumentException naming the setting that cannot be */
    static ServerEntry read(String pid, Map<String, ?> values) {
        String host = text(values, "address");
        boolean bracketed = host.startsWith("[") && host.endsWith("]");
        return new ServerEntry(
                pid,
                bracketed ? host.substring(1, host.length() - 1) : host,
                port(values),
                transport(values),
                text(values, "username"),
                String.valueOf(values.containsKey("password") ? values.get("password") : ""),
                text(values, "description"));
    }

    private static String text(Map<String, ?> values, String key) {
        Object value = values.get(key);
        return value == null ? "" : value.toString().strip();
    }

    private static int port(Map<String, ?> values) {
        String text = text(values, "port");
        try {
            return text.isEmpty() ? 3478 : Integer.parseInt(text);
        } catch (NumberFormatException noNumber) {
            throw new IllegalArgumentException("port is '" + text + "', but has to be a whole number");
        }
    }

    private static Transport transport(Map<String, ?> values) {
        String text = text(values, "transport").toUpperCase(Locale.ROOT);
        for (Transport each : Transport.values()) {
            if (each.name().equals(text)) {
                return each;
            }
        }
        if (text.isEmpty()) {
            return Transport.UDP;
        }
        throw new IllegalArgumentException(
                "transport is '" + text + "', but has to be one of " + Arrays.toString(Transport.values()));
    }
}
