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
import org.bailey.ice.IceHistory;
import org.bailey.media.Connectivity;
import org.bailey.media.PictureRequests;
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
            0,
            START.plusSeconds(5),
            new StreamStatistics.Drops(0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0),
            new InetSocketAddress("192.0.2.1", 40000),
            true,
            false,
            SrtpSuite.AES_CM_128_HMAC_SHA1_80,
            PictureRequests.NONE,
            null);

    private static final Connectivity PEER = new Connectivity(
            0,
            Side.CALLER,
            Connectivity.State.CONNECTED,
            "",
            List.of(new Connectivity.Way(
                    1, "192.0.2.7:50000 (relay)", "192.0.2.1:40000 (srflx)", "turn1 (UDP 192.0.2.7:3478)", false)),
            List.of(),
            new IceHistory(
                    "CONNECTED",
                    "controlling",
                    "MICROSOFT",
                    List.of(new IceHistory.Pair(1, "a", "b", "SUCCEEDED", true, "<b>told</b>")),
                    List.of(),
                    0,
                    ""));

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
                List.of(PEER),
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
        assertEquals("AES_CM_128_HMAC_SHA1_80", stream.getString("suite"));
        assertFalse(json.containsKey("steps"));
        assertEquals(1, CallJson.full(call, START).build().getJsonArray("steps").size());
    }

    @Test
    void onlyASingleCallHasTheWaysThatWereTried() {
        CallRecord call = new CallRecord(
                "c1", Phase.ESTABLISHED, START, START, null, CALLER, null, List.of(), List.of(PEER), List.of(), null);
        JsonObject brief =
                CallJson.brief(call, START).build().getJsonArray("connectivity").getJsonObject(0);
        assertEquals("CONNECTED", brief.getString("state"));
        assertEquals(
                "turn1 (UDP 192.0.2.7:3478)",
                brief.getJsonArray("ways").getJsonObject(0).getString("relay"));
        assertTrue(brief.isNull("history"));
        JsonObject full =
                CallJson.full(call, START).build().getJsonArray("connectivity").getJsonObject(0);
        assertEquals(
                "<b>told</b>",
                full.getJsonObject("history")
                        .getJsonArray("pairs")
                        .getJsonObject(0)
                        .getString("told"),
                "text stays text; pages write it as text nodes");
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
                List.of(),
                new End("callee", 486, "The called side is busy."));
        JsonObject json = CallJson.brief(call, START.plusSeconds(99)).build();
        assertEquals(0, json.getInt("durationMillis"));
        assertTrue(json.isNull("callee"));
        assertEquals("2026-01-01T08:00:03Z", json.getString("ended"));
        assertEquals(486, json.getJsonObject("end").getInt("status"));
    }
}
