package org.bailey.peertest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/** How an appliance goes: when it is asked to, only after it gave everything back without a complaint. Not safe for two threads. */
public final class Departure implements Stage.Lingering {
    private static final Duration QUIET = Duration.ofSeconds(90);
    private static final long SELDOM_NANOS = 500_000_000;

    private final Appliance appliance;
    // servers of the machine the tests run on are nobody's fault here; on a busy one peers are late with OPTIONS,
    // and no call is heard with one that is really silent
    private final List<String> tolerated = new ArrayList<>(List.of("DNS server", "has not answered OPTIONS"));
    private boolean wanted;

    Departure(Appliance appliance) {
        this.appliance = appliance;
    }

    /** It will be looked whether nothing is left; complaints with such words are expected. */
    void want(String... mayComplainOf) {
        wanted = true;
        tolerated.addAll(List.of(mayComplainOf));
    }

    @Override
    public boolean lingers() {
        return wanted;
    }

    @Override
    public void betweenTests() {
        Await.value(
                QUIET, () -> "the appliance to have no call and no media port any more; it says " + status(), () -> {
                    JsonObject status = status();
                    boolean free = status.getJsonObject("call").getInt("live") == 0
                            && status.getJsonObject("media").getInt("portsInUse") == 0;
                    return free ? Optional.of(true) : Optional.empty();
                });
    }

    @Override
    public void close() {
        if (!wanted) {
            return;
        }
        Await.value(QUIET, () -> "the appliance to give everything back; it says " + status(), () -> {
            if (levels().equals(List.of(0, 0, 0, 0, 0, 0))) {
                return Optional.of(true);
            }
            LockSupport.parkNanos(SELDOM_NANOS);
            return Optional.empty();
        });
        List<String> complaints = appliance.logged("WARN|ERROR").stream()
                .filter(line -> tolerated.stream().noneMatch(line::contains))
                .toList();
        assertEquals(List.of(), complaints, "the log of the appliance complains");
    }

    private JsonObject status() {
        return appliance.rest().get("/api/v1/status").asJsonObject();
    }

    private List<Integer> levels() {
        JsonObject status = status();
        return List.of(
                status.getJsonObject("call").getInt("live"),
                status.getJsonObject("call").getInt("lanes"),
                status.getJsonObject("call").getInt("timers"),
                status.getJsonObject("sip").getInt("clientTransactions"),
                status.getJsonObject("sip").getInt("serverTransactions"),
                status.getJsonObject("media").getInt("portsInUse"));
    }
}
