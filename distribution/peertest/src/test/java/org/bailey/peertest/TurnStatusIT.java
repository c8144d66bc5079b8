package org.bailey.peertest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.ResourceLock;

/** What the appliance says of its TURN servers, coturn being each of them. */
@ResourceLock(Stage.SIGNALS)
class TurnStatusIT {
    private static final Duration SOON = Duration.ofSeconds(30);

    @RegisterExtension
    final Stage stage = new Stage();

    private static void server(
            Gateway.Plan plan, String name, String address, int port, String transport, String password) {
        plan.configuration()
                .set(
                        "org.bailey.turn.server~" + name,
                        Map.of(
                                "address", address,
                                "port", port,
                                "transport", transport,
                                "username", Coturn.USER,
                                "password", password));
    }

    private static JsonObject awaitState(Gateway gateway, String name, String state) {
        return Await.value(SOON, "server " + name + " to be " + state, () -> {
            List<JsonObject> found = gateway
                    .appliance()
                    .rest()
                    .get("/api/v1/turn")
                    .asJsonObject()
                    .getJsonArray("servers")
                    .getValuesAs(JsonObject.class)
                    .stream()
                    .filter(server -> server.getString("name").equals(name)
                            && server.getString("state").equals(state))
                    .toList();
            return found.isEmpty() ? Optional.empty() : Optional.of(found.get(0));
        });
    }

    private static void says(JsonObject server, String words) {
        assertTrue(server.getString("detail").contains(words), server.toString());
    }

    @Test
    void eachServerIsSaidToWorkOrWhyItDoesNot() throws IOException {
        Gateway.Plan plan = Gateway.plan(stage);
        Coturn coturn = Coturn.secured(stage, plan.pki().identity("localhost"));
        plan.configuration().set("org.bailey.turn", Map.of("offer", true, "patienceSeconds", 1, "probeSeconds", 5));
        server(plan, "udp", "127.0.0.1", coturn.port(), "UDP", Coturn.PASSWORD);
        server(plan, "tcp", "localhost", coturn.port(), "TCP", Coturn.PASSWORD);
        server(plan, "tls", "localhost", coturn.tlsPort(), "TLS", Coturn.PASSWORD);
        server(plan, "other-name", "127.0.0.1", coturn.tlsPort(), "TLS", Coturn.PASSWORD);
        server(plan, "wrong", "127.0.0.1", coturn.port(), "UDP", "not-the-password");
        server(plan, "closed", "127.0.0.1", Ports.next(), "TCP", Coturn.PASSWORD);
        server(plan, "nowhere", "turn.invalid", 3478, "UDP", Coturn.PASSWORD);
        Gateway gateway = plan.start();

        for (String name : List.of("udp", "tcp", "tls")) {
            JsonObject works = awaitState(gateway, name, "WORKING");
            says(works, "gave us 127.0.0.1:");
            assertTrue(works.getString("software").contains("Coturn"), works.toString());
            assertTrue(works.getInt("roundTrip") < 1000, works.toString());
            assertTrue(works.getString("mapped").startsWith("127.0.0.1:"), works.toString());
        }
        says(
                awaitState(gateway, "wrong", "REFUSING"),
                "the TURN server wrong refused our user name or password (401): check username and password of"
                        + " org.bailey.turn.server wrong");
        says(awaitState(gateway, "other-name", "UNREACHABLE"), "is not trusted at TLS 127.0.0.1:");
        says(awaitState(gateway, "closed", "UNREACHABLE"), "does not listen at TCP 127.0.0.1:");
        says(awaitState(gateway, "nowhere", "UNREACHABLE"), "turn.invalid");

        coturn.close();
        says(awaitState(gateway, "udp", "UNREACHABLE"), "does not listen at UDP");
        awaitState(gateway, "tcp", "UNREACHABLE");
        awaitState(gateway, "tls", "UNREACHABLE");
        String problems = gateway.appliance()
                .rest()
                .get("/api/v1/turn")
                .asJsonObject()
                .getJsonArray("problems")
                .toString();
        assertTrue(problems.contains("no TURN server works") && problems.contains("turn.invalid"), problems);
        String export = gateway.appliance().command("config", "export");
        assertTrue(export.contains("org.bailey.turn.server~wrong"), export);
        assertFalse(export.contains("not-the-password") || export.contains(Coturn.PASSWORD), export);
        String seen = gateway.appliance().output()
                + gateway.appliance().rest().get("/api/v1/status")
                + gateway.appliance().rest().get("/api/v1/turn");
        assertFalse(seen.contains("not-the-password") || seen.contains(Coturn.PASSWORD), "a password was told");
    }

    @Test
    void aServerIsAskedWhenSomebodySaysSoAlsoWhileTurnIsOff() {
        Gateway.Plan plan = Gateway.plan(stage);
        Coturn coturn = Coturn.start(stage);
        server(plan, "e1", "127.0.0.1", coturn.port(), "UDP", Coturn.PASSWORD);
        Gateway gateway = plan.start();
        JsonObject before = gateway.appliance().rest().get("/api/v1/turn").asJsonObject();
        assertFalse(before.getBoolean("offered"));
        assertEquals("UNKNOWN", before.getJsonArray("servers").getJsonObject(0).getString("state"));
        gateway.appliance().rest().post("/api/v1/turn/probe");
        awaitState(gateway, "e1", "WORKING");
    }
}
