package org.bailey.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RecordJsonTest {
    /** Of each kind one. */
    public record Sample(
            String text,
            long count,
            boolean yes,
            double part,
            Thread.State state,
            Instant at,
            Duration took,
            InetSocketAddress where,
            Inner inner,
            List<Inner> many,
            Map<Integer, Long> counts,
            String none) {}

    /** Nested. */
    public record Inner(int n) {}

    /** A thread has no form. */
    public record Unfit(Thread thread) {}

    @Test
    void writesEveryKindOfComponentInItsForm() {
        Sample sample = new Sample(
                "quote \" backslash \\ line\n tab\t null\u0000 bell\u0007 \u2028 \ud83d\ude00 </script>",
                Long.MAX_VALUE,
                true,
                0.5,
                Thread.State.NEW,
                Instant.parse("2026-01-01T08:00:00.123Z"),
                Duration.ofMillis(1500),
                InetSocketAddress.createUnresolved("192.0.2.1", 5060),
                new Inner(1),
                List.of(new Inner(2), new Inner(3)),
                Map.of(486, 2L),
                null);
        String written = RecordJson.of(sample).build().toString();
        JsonObject read = Json.createReader(new StringReader(written)).readObject();
        assertEquals(sample.text(), read.getString("text"));
        assertEquals(Long.MAX_VALUE, read.getJsonNumber("count").longValueExact());
        assertEquals("2026-01-01T08:00:00.123Z", read.getString("at"));
        assertEquals(1500, read.getInt("took"));
        assertEquals("192.0.2.1:5060", read.getString("where"));
        assertEquals(3, read.getJsonArray("many").getJsonObject(1).getInt("n"));
        assertEquals(2, read.getJsonObject("counts").getInt("486"));
        assertEquals(
                "[\"text\",\"count\",\"yes\",\"part\",\"state\",\"at\",\"took\",\"where\",\"inner\",\"many\",\"counts\",\"none\"]",
                RecordJson.of(List.copyOf(read.keySet())).build().toString());
        assertEquals(
                "true 0.5 \"NEW\" {\"n\":1} null",
                read.get("yes") + " " + read.get("part") + " " + read.get("state") + " " + read.get("inner") + " "
                        + read.get("none"));
    }

    @Test
    void refusesWhatHasNoForm() {
        assertThrows(IllegalArgumentException.class, () -> RecordJson.of(new Unfit(Thread.currentThread())));
    }
}
