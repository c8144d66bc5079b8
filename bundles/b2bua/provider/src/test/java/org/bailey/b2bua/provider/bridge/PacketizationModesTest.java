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
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.bailey.b2bua.StreamBridge;
import org.bailey.sdp.MalformedSdp;
import org.bailey.sdp.SessionDescription;
import org.junit.jupiter.api.Test;

/**
 * Ends that know one packetization mode only. Microsoft's know mode 1; linphone 5.1 offers mode 0 alone; baresip 1.0 takes
 * no video when it is offered mode 1 alone, and answers {@code m=video 0 RTP/AVP 0}.
 */
class PacketizationModesTest {
    private static final String ONE = "profile-level-id=42801F;packetization-mode=1";
    private static final String ZERO = "profile-level-id=42801F";

    @Test
    void modeOneReachesAnEndThatKnowsOnlyZero() throws MalformedSdp {
        SdpExchange.Result.Description sent = sent(exchange(), FROM_MICROSOFT, video("107", ONE));
        assertEquals(List.of("107", "96"), formats(sent.text()));
        SdpExchange.Result.Description back = answered(FROM_MICROSOFT, video("107", ONE), sent, video("96", ZERO));
        assertEquals(List.of("107"), formats(back.text()));
        assertTrue(back.text().contains("a=fmtp:107 profile-level-id=42801F;packetization-mode=1\r\n"));
        assertEquals(Map.of(107, 96), back.plans().get(0).toCallee().payloadTypes());
        assertEquals(Map.of(96, 107), back.plans().get(0).toCaller().payloadTypes());
    }

    @Test
    void modeZeroReachesAnEndThatKnowsOnlyOne() throws MalformedSdp {
        SdpExchange.Result.Description sent = sent(exchange(), FROM_STANDARD, video("97", ZERO));
        assertEquals(List.of("107", "108"), formats(sent.text()));
        SdpExchange.Result.Description back = answered(FROM_STANDARD, video("97", ZERO), sent, video("108", ONE));
        assertTrue(back.text().contains("a=fmtp:97 profile-level-id=42801F;packetization-mode=0\r\n"));
        assertEquals(Map.of(97, 108), back.plans().get(0).toCallee().payloadTypes());
    }

    @Test
    void theOfferedModeGoesFirstWhenBothAreAnswered() {
        SdpExchange.Result.Description sent = sent(exchange(), FROM_MICROSOFT, video("107", ONE));
        String both = video("96 107", ZERO) + "a=rtpmap:107 H264/90000\r\na=fmtp:107 " + ONE + "\r\n";
        SdpExchange.Result.Description back = answered(FROM_MICROSOFT, video("107", ONE), sent, both);
        assertEquals(Map.of(107, 107), back.plans().get(0).toCallee().payloadTypes());
        assertEquals(Map.of(107, 107, 96, 107), back.plans().get(0).toCaller().payloadTypes());
    }

    @Test
    void staysInItsModeWhenToldTo() throws MalformedSdp {
        StreamBridge strict = new AvcBridge(new AvcSettings(false, true, "42E01F"));
        BridgedExchange exchange = new BridgedExchange(() -> List.of(strict), () -> ExchangeSettings.DEFAULT);
        assertEquals(
                List.of("107"),
                formats(sent(exchange, FROM_MICROSOFT, video("107", ONE)).text()));
    }

    private static SdpExchange.Result.Description sent(
            BridgedExchange exchange, SdpExchange.Direction direction, String offer) {
        return description(exchange.offer(
                direction,
                offer,
                granted(lines(exchange.lines(direction, offer, List.of(), 0)), direction),
                fresh(55)));
    }

    private static SdpExchange.Result.Description answered(
            SdpExchange.Direction direction, String offer, SdpExchange.Result.Description sent, String answer) {
        return description(exchange().answer(direction, offer, sent.text(), answer, sent.lines(), fresh(77)));
    }

    private static List<String> formats(String text) throws MalformedSdp {
        return SessionDescription.parse(text).media().get(0).formats();
    }

    private static String video(String formats, String fmtp) {
        return wire("""
                v=0
                o=- 3 4 IN IP4 192.0.2.20
                s=session
                c=IN IP4 192.0.2.20
                t=0 0
                m=video 20010 RTP/AVP FORMATS
                a=rtpmap:FIRST H264/90000
                a=fmtp:FIRST PARAMETERS
                """.replace("FORMATS", formats)
                .replace("FIRST", formats.split(" ")[0])
                .replace("PARAMETERS", fmtp));
    }
}
