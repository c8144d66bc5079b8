package org.bailey.call.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonObject;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.List;
import org.bailey.call.CallRecord;
import org.bailey.call.End;
import org.bailey.call.LegRecord;
import org.bailey.call.Phase;
import org.bailey.call.Step;
import org.bailey.dialplan.Dialect;
import org.bailey.media.Side;
import org.bailey.media.SrtpSuite;
import org.bailey.media.StreamStatistics;
import org.junit.jupiter.api.Test;

class CallJsonTest {
    private static final Instant START = Instant.parse("2026-01-01T08:00:00Z");

    private static final LegRecord CALLER = new LegRecord(
            Dialect.MICROSOFT,
            "To Microsoft",
            "sip:a@example.com",
            "\"A\"",
            "tls:192.0.2.1:5061",
            "id@host",
            true,
            List.of("AES_CM_128_HMAC_SHA1_80"),
            List.of("audio PCMA sendrecv"));

    private static final StreamStatistics STREAM = new StreamStatistics(
            0,
            "audio",
            Side.CALLER,
            50,
            8600,
            49,
            1,
            2,
            1200,
            24_000,
            3,
            START.plusSeconds(5),
            new StreamStatistics.Drops(0, 0, 0, 0, 0, 1, 0, 0, 0, 0),
            new InetSocketAddress("192.0.2.1", 40000),
            true,
            false,
            SrtpSuite.AES_CM_128_HMAC_SHA1_80);

    @Test
    void aLiveCallHasNoEndAndCountsFromItsAnswer() {
        CallRecord call = new CallRecord(
                "c1",
                Phase.ESTABLISHED,
                START,
                START.plusSeconds(2),
                null,
                CALLER,
                CALLER,
                List.of(STREAM),
                List.of(new Step(START, "caller", "INVITE", "")),
                null);
        JsonObject json = CallJson.brief(call, START.plusSeconds(12)).build();
        assertEquals("ESTABLISHED", json.getString("state"));
        assertEquals(10_000, json.getInt("durationMillis"));
        assertTrue(json.isNull("ended") && json.isNull("end"));
        assertEquals("MICROSOFT", json.getJsonObject("caller").getString("dialect"));
        JsonObject stream = json.getJsonArray("media").getJsonObject(0);
        assertEquals(50, stream.getInt("packets"));
        assertEquals(1, stream.getJsonObject("drops").getInt("held"));
        assertEquals("192.0.2.1:40000", stream.getString("source"));
        assertFalse(json.containsKey("steps"));
        assertEquals(1, CallJson.full(call, START).build().getJsonArray("steps").size());
    }

    @Test
    void anUnansweredCallHasNoDurationAndSaysWhyItEnded() {
        CallRecord call = new CallRecord(
                "c2",
                Phase.ENDED,
                START,
                null,
                START.plusSeconds(3),
                CALLER,
                null,
                List.of(),
                List.of(),
                new End("callee", 486, "The called side is busy."));
        JsonObject json = CallJson.brief(call, START.plusSeconds(99)).build();
        assertEquals(0, json.getInt("durationMillis"));
        assertTrue(json.isNull("callee"));
        assertEquals("2026-01-01T08:00:03Z", json.getString("ended"));
        assertEquals(486, json.getJsonObject("end").getInt("status"));
    }
}
