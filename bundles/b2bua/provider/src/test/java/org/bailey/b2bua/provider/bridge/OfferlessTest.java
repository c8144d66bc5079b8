package org.bailey.b2bua.provider.bridge;

import static org.bailey.b2bua.provider.bridge.Exchanges.FROM_STANDARD;
import static org.bailey.b2bua.provider.bridge.Exchanges.back;
import static org.bailey.b2bua.provider.bridge.Exchanges.description;
import static org.bailey.b2bua.provider.bridge.Exchanges.exchange;
import static org.bailey.b2bua.provider.bridge.Exchanges.fresh;
import static org.bailey.b2bua.provider.bridge.Exchanges.granted;
import static org.bailey.b2bua.provider.bridge.Exchanges.lines;
import static org.bailey.b2bua.provider.bridge.Exchanges.refused;
import static org.bailey.b2bua.provider.bridge.Exchanges.wire;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.bailey.call.MediaLine;
import org.bailey.media.MediaLinePlan;
import org.junit.jupiter.api.Test;

/** An INVITE without a description towards the Microsoft side, which takes none (SIG-2, SIG-3). */
class OfferlessTest {
    private final BridgedExchange exchange = exchange();
    private final List<MediaLine> lines =
            granted(lines(exchange.lines(FROM_STANDARD, "", List.of(), 0)), FROM_STANDARD);
    private final SdpExchange.Result.Description preset =
            description(exchange.offer(FROM_STANDARD, "", lines, fresh(55)));

    @Test
    void offersThePreConfiguredCodecs() {
        assertEquals(
                wire("""
                        v=0
                        o=- 55 1 IN IP4 10.0.0.1
                        s=session
                        c=IN IP4 10.0.0.1
                        b=CT:99980
                        t=0 0
                        a=x-mediabw:main-video send=2000;recv=2000
                        a=x-devicecaps:audio:send,recv;video:send,recv
                        m=audio 57000 RTP/AVP 9 0 8 101
                        a=AUDIO
                        a=rtcp-fb:* x-message app send:dsh recv:dsh
                        a=rtcp-rsize
                        a=label:main-audio
                        a=x-source:main-audio
                        a=rtpmap:9 G722/8000
                        a=rtpmap:0 PCMU/8000
                        a=rtpmap:8 PCMA/8000
                        a=rtpmap:101 telephone-event/8000
                        a=fmtp:101 0-16
                        a=ptime:20
                        a=sendrecv
                        m=video 57004 RTP/AVP 107
                        a=VIDEO
                        a=rtcp-fb:* x-message app send:src,x-pli recv:src,x-pli
                        a=rtcp-rsize
                        a=label:main-video
                        a=x-source:main-video
                        a=rtpmap:107 H264/90000
                        a=fmtp:107 profile-level-id=42E01F;packetization-mode=1
                        a=rtcp-fb:* nack pli
                        a=rtcp-fb:* ccm fir
                        a=sendrecv
                        """.replace(
                        "AUDIO",
                        MicrosoftWriter.ssrcRange(55, 0, false).attribute().toString()).replace(
                        "VIDEO",
                        MicrosoftWriter.ssrcRange(55, 1, true).attribute().toString())),
                preset.text());
    }

    @Test
    void offersTheCallerWhatTheMicrosoftSideAnswered() {
        SdpExchange.Result.Description toCaller = toCaller();
        assertEquals(wire("""
                        v=0
                        o=- 77 1 IN IP4 10.0.1.1
                        s=-
                        c=IN IP4 10.0.1.1
                        t=0 0
                        m=audio 56000 RTP/AVP 0 101
                        a=rtpmap:0 PCMU/8000
                        a=rtpmap:101 telephone-event/8000
                        a=fmtp:101 0-15
                        a=sendrecv
                        """), toCaller.text());
    }

    @Test
    void theAnswerInTheAckOpensTheWay() {
        SdpExchange.Result.Description toCaller = toCaller();
        String ack = wire("""
                v=0
                o=h323 1 1 IN IP4 198.51.100.9
                s=-
                c=IN IP4 198.51.100.9
                t=0 0
                m=audio 6000 RTP/AVP 0 101
                a=rtpmap:101 telephone-event/8000
                """);
        SdpExchange.Result.Description settled = description(exchange.answer(
                back(FROM_STANDARD),
                answer(),
                toCaller.text(),
                ack,
                toCaller.lines(),
                fresh(55).withLocal(preset.text(), preset.version())));
        MediaLinePlan audio = settled.plans().get(0);
        assertTrue(audio.toCallee().open());
        assertEquals(Map.of(0, 0, 101, 101), audio.toCallee().payloadTypes());
        assertEquals(20010, audio.toCallee().to().rtp().getPort());
        assertEquals(6000, audio.toCaller().to().rtp().getPort());
        assertEquals("audio PCMU", settled.summary());
    }

    @Test
    void refusesWhenThereIsNothingToOffer() {
        BridgedExchange empty = new BridgedExchange(List::of, () -> ExchangeSettings.DEFAULT);
        assertEquals(
                "the caller made no offer and no pre-configured codecs are there to make one of",
                refused(empty.lines(FROM_STANDARD, "", List.of(), 0)).sentence());
        assertEquals(
                488, refused(empty.offer(FROM_STANDARD, "", lines, fresh(55))).status());
    }

    private SdpExchange.Result.Description toCaller() {
        return description(exchange.offer(back(FROM_STANDARD), answer(), preset.lines(), fresh(77)));
    }

    private static String answer() {
        return wire("""
                v=0
                o=- 0 0 IN IP4 192.0.2.20
                s=session
                c=IN IP4 192.0.2.20
                b=CT:99980
                t=0 0
                m=audio 20010 RTP/AVP 0 101
                a=label:main-audio
                a=rtpmap:0 PCMU/8000
                a=rtpmap:101 telephone-event/8000
                a=fmtp:101 0-16
                m=video 0 RTP/AVP 107
                """);
    }
}
