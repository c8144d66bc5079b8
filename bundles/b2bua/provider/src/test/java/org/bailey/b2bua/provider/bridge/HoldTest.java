package org.bailey.b2bua.provider.bridge;

import static org.bailey.b2bua.provider.bridge.Exchanges.FROM_MICROSOFT;
import static org.bailey.b2bua.provider.bridge.Exchanges.FROM_STANDARD;
import static org.bailey.b2bua.provider.bridge.Exchanges.description;
import static org.bailey.b2bua.provider.bridge.Exchanges.exchange;
import static org.bailey.b2bua.provider.bridge.Exchanges.fresh;
import static org.bailey.b2bua.provider.bridge.Exchanges.granted;
import static org.bailey.b2bua.provider.bridge.Exchanges.lines;
import static org.bailey.b2bua.provider.bridge.Exchanges.wire;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.List;
import org.bailey.call.MediaLine;
import org.bailey.dialplan.Dialect;
import org.bailey.media.MediaLinePlan;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Hold and resume, from either side, in each of the ways it is written (SIG-4; RFC 3264 section 8.4, [MS-SDPEXT]). */
class HoldTest {
    private final BridgedExchange exchange = exchange();

    /** Columns: who holds, how, what the other side is offered, what it answers, the holder's answer, which ways are open. */
    @ParameterizedTest
    @CsvSource({
        "MICROSOFT, sendrecv, sendrecv, sendrecv, sendrecv, both",
        "MICROSOFT, inactive, inactive, inactive, inactive, none",
        "MICROSOFT, inactive, inactive, sendrecv, inactive, none",
        "MICROSOFT, sendonly, sendonly, recvonly, recvonly, toCallee",
        "STANDARD, sendonly, sendonly, recvonly, recvonly, toCallee",
        "STANDARD, sendonly, sendonly, inactive, inactive, none",
        "STANDARD, sendonly, sendonly, sendrecv, recvonly, toCallee",
        "STANDARD, recvonly, recvonly, sendonly, sendonly, toCaller",
        "STANDARD, inactive, inactive, inactive, inactive, none",
        "STANDARD, sendrecv, sendrecv, sendonly, sendonly, toCaller",
    })
    void crossesAndIsAnsweredInKind(
            Dialect holder, String written, String offered, String answered, String answer, String open) {
        SdpExchange.Direction direction = holder == Dialect.MICROSOFT ? FROM_MICROSOFT : FROM_STANDARD;
        SdpExchange.Result.Description sent = sent(direction, offer("192.0.2.20", written));
        assertEquals("a=" + offered, lastLine(sent.text()));
        SdpExchange.Result.Description back = answered(direction, offer("192.0.2.20", written), sent, answered);
        assertEquals("a=" + answer, lastLine(back.text()));
        MediaLinePlan plan = back.plans().get(0);
        assertEquals(
                open.equals("both") || open.equals("toCallee"), plan.toCallee().open());
        assertEquals(
                open.equals("both") || open.equals("toCaller"), plan.toCaller().open());
        assertNotNull(plan.toCallee().to(), "RTCP goes on while held");
        assertNotNull(plan.toCaller().to(), "RTCP goes on while held");
    }

    @Test
    void theOldHoldIsUnderstoodAndSentAsDirection() {
        String held = offer("0.0.0.0", "sendrecv");
        SdpExchange.Result.Description sent = sent(FROM_STANDARD, held);
        assertEquals("a=sendonly", lastLine(sent.text()));
        assertEquals("hold", sent.summary());
        MediaLinePlan plan =
                answered(FROM_STANDARD, held, sent, "recvonly").plans().get(0);
        assertNull(plan.toCaller().to());
        assertEquals(false, plan.toCaller().open());
        assertNotNull(plan.toCallee().to());
    }

    @Test
    void aReofferTakesTheHoldAway() {
        String held = offer("192.0.2.20", "inactive");
        SdpExchange.Result.Description again =
                description(exchange.reoffer(FROM_MICROSOFT, held, carried(FROM_MICROSOFT, held), fresh(77)));
        assertEquals("a=sendrecv", lastLine(again.text()));
        assertEquals("audio PCMA", again.summary());
    }

    @Test
    void aHeldLineSaysSoInTheSummary() {
        String held = offer("192.0.2.20", "inactive");
        SdpExchange.Result.Description sent = sent(FROM_MICROSOFT, held);
        assertEquals("hold", sent.summary());
        assertEquals(
                "audio PCMA (held)",
                answered(FROM_MICROSOFT, held, sent, "inactive").summary());
        assertEquals(List.of("audio PCMA inactive"), exchange.describe(sent.text()));
    }

    @Test
    void aResumeThatOnlyCountsUpIsNoChange() {
        String offer = offer("192.0.2.20", "sendrecv");
        assertEquals(true, exchange.same(offer, offer.replace("o=- 3 4", "o=- 3 5")));
        assertEquals(false, exchange.same(offer, offer("192.0.2.20", "inactive")));
        assertEquals(false, exchange.same(offer, ""));
        assertEquals(true, exchange.same("", ""));
    }

    private List<MediaLine> carried(SdpExchange.Direction direction, String offer) {
        return granted(lines(exchange.lines(direction, offer, List.of(), 0)), direction);
    }

    private SdpExchange.Result.Description sent(SdpExchange.Direction direction, String offer) {
        return description(exchange.offer(direction, offer, carried(direction, offer), fresh(77)));
    }

    private SdpExchange.Result.Description answered(
            SdpExchange.Direction direction, String offer, SdpExchange.Result.Description sent, String answer) {
        return description(exchange.answer(
                direction, offer, sent.text(), offer("198.51.100.30", answer), sent.lines(), fresh(55)));
    }

    private static String offer(String address, String direction) {
        return wire("""
                v=0
                o=- 3 4 IN IP4 192.0.2.20
                s=session
                c=IN IP4 ADDRESS
                t=0 0
                m=audio 20010 RTP/AVP 8
                a=rtpmap:8 PCMA/8000
                a=DIRECTION
                """.replace("ADDRESS", address).replace("DIRECTION", direction));
    }

    private static String lastLine(String text) {
        String[] all = text.split("\r\n");
        return all[all.length - 1];
    }
}
