package org.bailey.peertest;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.bailey.optionkey.wire.KnownFeature;

/** The configuration file of an appliance under test, in the OSGi Configurator's form. Not safe for two threads. */
public final class Configuration {
    /** The name search rules use for the Microsoft side. */
    public static final String MICROSOFT = "To Microsoft destination via B2BUA";

    private final Map<String, Map<String, Object>> entries = new TreeMap<>();
    private final Set<KnownFeature> locked = EnumSet.noneOf(KnownFeature.class);
    private int rules;

    /** The appliance gets no key for it; those for all others it gets. */
    public Configuration locked(KnownFeature feature) {
        locked.add(feature);
        return this;
    }

    boolean open(KnownFeature feature) {
        return !locked.contains(feature);
    }

    /** Sets attributes of a PID; numbers, booleans, strings or lists of strings. */
    public Configuration set(String pid, Map<String, ?> attributes) {
        entries.computeIfAbsent(pid, absent -> new TreeMap<>()).putAll(attributes);
        return this;
    }

    /** Opens a SIP listener at 127.0.0.1. */
    public Configuration listener(String name, Transport transport, int port) {
        return set(
                "org.bailey.sip.listener~" + name,
                Map.of(
                        "transport",
                        transport.word(),
                        "address",
                        "127.0.0.1",
                        "port",
                        port,
                        "clientCertificate",
                        transport == Transport.TLS ? "need" : "none"));
    }

    /** Adds a neighbour zone. */
    public Configuration zone(String name, Transport transport, String listener, String... peers) {
        return set(
                "org.bailey.dialplan.zone~" + name,
                Map.of("name", name, "transport", transport.name(), "listener", listener, "peers", List.of(peers)));
    }

    /** Sends aliases that match a regular expression as a whole to a zone; rules are asked in the order they came. */
    public Configuration rule(String pattern, String target) {
        rules++;
        return set(
                "org.bailey.dialplan.rule~r" + rules,
                Map.of("name", "r" + rules, "priority", rules, "pattern", pattern, "target", target));
    }

    /** Where calls to the Microsoft side go. */
    public Configuration microsoft(Transport transport, String host, int port) {
        return set(
                "org.bailey.b2bua",
                Map.of("enabled", true, "destination", host, "destinationPort", port, "transport", transport.name()));
    }

    /** Takes calls from that address, or from who has a certificate in that name, for the Microsoft side's. */
    public Configuration trust(String address) {
        String key = address.replaceAll("[^A-Za-z0-9]", "-");
        return set("org.bailey.b2bua.trustedhost~" + key, Map.of("name", key, "address", address));
    }

    /** The text of the file. */
    public String json() {
        JsonObjectBuilder file = Json.createObjectBuilder().add(":configurator:resource-version", 1);
        entries.forEach((pid, attributes) -> {
            JsonObjectBuilder entry = Json.createObjectBuilder();
            attributes.forEach((name, value) -> add(entry, name, value));
            file.add(pid, entry);
        });
        return file.build().toString();
    }

    private static void add(JsonObjectBuilder entry, String name, Object value) {
        if (value instanceof Integer number) {
            entry.add(name, number);
        } else if (value instanceof Boolean truth) {
            entry.add(name, truth);
        } else if (value instanceof List<?> texts) {
            JsonArrayBuilder array = Json.createArrayBuilder();
            texts.forEach(text -> array.add(text.toString()));
            entry.add(name, array);
        } else {
            entry.add(name, value.toString());
        }
    }
}
