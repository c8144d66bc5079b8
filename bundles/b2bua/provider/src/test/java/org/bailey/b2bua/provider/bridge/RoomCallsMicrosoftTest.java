package org.bailey.b2bua.provider.bridge;

import static org.bailey.b2bua.provider.bridge.Exchanges.FROM_STANDARD;
import static org.bailey.b2bua.provider.bridge.Exchanges.ROOM_OFFER;
import static org.bailey.b2bua.provider.bridge.Exchanges.description;
import static org.bailey.b2bua.provider.bridge.Exchanges.exchange;
import static org.bailey.b2bua.provider.bridge.Exchanges.fresh;
import static org.bailey.b2bua.provider.bridge.Exchanges.granted;
import static org.bailey.b2bua.provider.bridge.Exchanges.lines;
import static org.bailey.b2bua.provider.bridge.Exchanges.wire;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.bailey.call.MediaLine;
import org.bailey.media.MediaLinePlan;
import org.junit.jupiter.api.Test;

class RoomCallsMicrosoftTest {
    private final BridgedExchange exchange = exchange();
    private final List<MediaLine> lines =
            granted(lines(exchange.lines(FROM_STANDARD, ROOM_OFFER, List.of(), 0)), FROM_STANDARD);
    private final SdpExchange.Result.Description sent =
            description(exchange.offer(FROM_STANDARD, ROOM_OFFER, lines, fresh(55)));

    @Test
    void offersTheMicrosoftSideItsRecipeWithItsNumbers() {
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
                        m=audio 57000 RTP/AVP 9 112 0 8 101
                        a=AUDIO
                        a=rtcp-fb:* x-message app send:dsh recv:dsh
                        a=rtcp-rsize
                        a=label:main-audio
                        a=x-source:main-audio
                        a=rtpmap:9 G722/8000
                        a=rtpmap:112 G7221/16000
                        a=fmtp:112 bitrate=24000
                        a=rtpmap:0 PCMU/8000
                        a=rtpmap:8 PCMA/8000
                        a=rtpmap:101 telephone-event/8000
                        a=fmtp:101 0-16
                        a=sendrecv
                        m=video 57004 RTP/AVP 107 108
                        a=VIDEO
                        a=rtcp-fb:* x-message app send:src,x-pli recv:src,x-pli
                        a=rtcp-rsize
                        a=label:main-video
                        a=x-source:main-video
                        a=rtpmap:107 H264/90000
                        a=fmtp:107 profile-level-id=428014;packetization-mode=1;max-mbps=108000;max-fs=3600;max-br=1667
                        a=rtpmap:108 H264/90000
                        a=fmtp:108 profile-level-id=428014;packetization-mode=0;max-mbps=108000;max-fs=3600;max-br=1667
                        a=rtcp-fb:* nack pli
                        a=rtcp-fb:* ccm fir
                        a=sendrecv
                        """.replace(
                        "AUDIO",
                        MicrosoftWriter.ssrcRange(55, 0, false).attribute().toString()).replace(
                        "VIDEO",
                        MicrosoftWriter.ssrcRange(55, 1, true).attribute().toString())),
                sent.text());
    }

    @Test
    void answersTheRoomInItsNumbersAndRefusesTheRest() {
        SdpExchange.Result.Description answer = answer();
        assertEquals(wire("""
                        v=0
                        o=- 77 1 IN IP4 10.0.1.1
                        s=-
                        c=IN IP4 10.0.1.1
                        t=0 0
                        m=audio 56000 RTP/AVP 112 8 97
                        a=rtpmap:112 G7221/16000
                        a=fmtp:112 bitrate=24000
                        a=rtpmap:8 PCMA/8000
                        a=rtpmap:97 telephone-event/8000
                        a=fmtp:97 0-15
                        a=ptime:20
                        a=sendrecv
                        m=video 56004 RTP/AVP 98
                        b=AS:4000
                        b=TIAS:4000000
                        a=rtpmap:98 H264/90000
                        a=fmtp:98 profile-level-id=428014;packetization-mode=0
                        a=rtcp-fb:* nack pli
                        a=rtcp-fb:* ccm fir
                        a=rtcp-fb:* ccm tmmbr
                        a=content:main
                        a=sendrecv
                        m=application 0 UDP/BFCP *
                        m=video 0 RTP/AVP 97
                        m=application 0 RTP/AVP 100
                        """), answer.text());
        assertEquals("audio G7221, video H264", answer.summary());
    }

    @Test
    void renumbersDigitsAndVideoBetweenTheSides() {
        List<MediaLinePlan> plans = answer().plans();
        assertEquals(Map.of(112, 112, 8, 8, 97, 101), plans.get(0).toCallee().payloadTypes());
        assertEquals(Map.of(112, 112, 8, 8, 101, 97), plans.get(0).toCaller().payloadTypes());
        assertEquals(Map.of(98, 108), plans.get(1).toCallee().payloadTypes());
        assertEquals(Map.of(108, 98), plans.get(1).toCaller().payloadTypes());
    }

    private SdpExchange.Result.Description answer() {
        String fromMicrosoft = wire("""
                v=0
                o=- 0 0 IN IP4 192.0.2.20
                s=session
                c=IN IP4 192.0.2.20
                b=CT:99980
                t=0 0
                a=x-mediabw:main-video send=8000;recv=8000
                m=audio 20010 RTP/AVP 112 8 101
                a=label:main-audio
                a=rtpmap:112 G7221/16000
                a=fmtp:112 bitrate=24000
                a=rtpmap:101 telephone-event/8000
                a=fmtp:101 0-16
                a=ptime:20
                m=video 20040 RTP/AVP 108
                a=label:main-video
                a=rtpmap:108 H264/90000
                a=fmtp:108 profile-level-id=42C01F
                """);
        return description(
                exchange.answer(FROM_STANDARD, ROOM_OFFER, sent.text(), fromMicrosoft, sent.lines(), fresh(77)));
    }
}
