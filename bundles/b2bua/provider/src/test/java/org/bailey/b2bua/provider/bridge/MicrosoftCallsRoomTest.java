package org.bailey.b2bua.provider.bridge;

import static org.bailey.b2bua.provider.bridge.Exchanges.FROM_MICROSOFT;
import static org.bailey.b2bua.provider.bridge.Exchanges.MICROSOFT_OFFER;
import static org.bailey.b2bua.provider.bridge.Exchanges.description;
import static org.bailey.b2bua.provider.bridge.Exchanges.exchange;
import static org.bailey.b2bua.provider.bridge.Exchanges.fresh;
import static org.bailey.b2bua.provider.bridge.Exchanges.granted;
import static org.bailey.b2bua.provider.bridge.Exchanges.lines;
import static org.bailey.b2bua.provider.bridge.Exchanges.wire;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import org.bailey.call.MediaLine;
import org.bailey.media.FeedbackTerms;
import org.bailey.media.MediaFlow;
import org.bailey.media.MediaLinePlan;
import org.bailey.media.RemotePorts;
import org.bailey.media.Starter;
import org.bailey.media.VideoWish;
import org.junit.jupiter.api.Test;

class MicrosoftCallsRoomTest {
    private static final String TO_ROOM = wire("""
            v=0
            o=- 77 1 IN IP4 10.0.1.1
            s=-
            c=IN IP4 10.0.1.1
            t=0 0
            m=audio 57000 RTP/AVP 9 112 0 8 13 101
            a=rtpmap:9 G722/8000
            a=rtpmap:112 G7221/16000
            a=fmtp:112 bitrate=24000
            a=rtpmap:0 PCMU/8000
            a=rtpmap:8 PCMA/8000
            a=rtpmap:13 CN/8000
            a=rtpmap:101 telephone-event/8000
            a=fmtp:101 0-15
            a=ptime:20
            a=maxptime:200
            a=sendrecv
            m=video 57004 RTP/AVP 107 96
            b=AS:1500
            b=TIAS:1500000
            a=rtpmap:107 H264/90000
            a=fmtp:107 profile-level-id=42C02A;packetization-mode=1;level-asymmetry-allowed=1
            a=rtpmap:96 H264/90000
            a=fmtp:96 profile-level-id=42C02A;packetization-mode=0;level-asymmetry-allowed=1
            a=rtcp-fb:* nack pli
            a=rtcp-fb:* ccm fir
            a=rtcp-fb:* ccm tmmbr
            a=content:main
            a=sendrecv
            """);

    private static final String FROM_ROOM = wire("""
            v=0
            o=room 1 1 IN IP4 198.51.100.30
            s=-
            c=IN IP4 198.51.100.30
            t=0 0
            m=audio 4000 RTP/AVP 8 9 96
            a=rtpmap:8 PCMA/8000
            a=rtpmap:9 G722/8000
            a=rtpmap:96 telephone-event/8000
            a=fmtp:96 0-15
            a=ptime:20
            m=video 4002 RTP/AVP 107
            b=TIAS:1024000
            a=rtcp:4010
            a=rtpmap:107 H264/90000
            a=fmtp:107 profile-level-id=42801F;packetization-mode=1;max-fs=3600
            a=rtcp-fb:* nack pli
            a=sendrecv
            """);

    private final BridgedExchange exchange = exchange();
    private final List<MediaLine> lines =
            granted(lines(exchange.lines(FROM_MICROSOFT, MICROSOFT_OFFER, List.of(), 0)), FROM_MICROSOFT);

    @Test
    void carriesAudioAndMainVideoOnly() {
        assertEquals(
                List.of("0 audio by audio at 0", "1 video by avc at 1"),
                lines.stream()
                        .map(l -> l.id() + " " + l.kind() + " by " + l.bridge() + " at " + l.callerIndex())
                        .toList());
    }

    @Test
    void offersTheRoomPlainStandardWords() {
        SdpExchange.Result.Description offer = sentOffer();
        assertEquals(TO_ROOM, offer.text());
        assertEquals(1, offer.version());
        assertEquals("audio G722, video H264", offer.summary());
        assertTrue(offer.plans().isEmpty());
        assertEquals(
                List.of(0, 1),
                offer.lines().stream().map(MediaLine::calleeIndex).toList());
    }

    @Test
    void answersTheMicrosoftClientInItsWordsAndNumbers() {
        SdpExchange.Result.Description answer = answer(FROM_ROOM);
        String audioRange = MicrosoftWriter.ssrcRange(55, 0, false).attribute().toString();
        String videoRange = MicrosoftWriter.ssrcRange(55, 1, true).attribute().toString();
        assertEquals(wire("""
                        v=0
                        o=- 55 1 IN IP4 10.0.0.1
                        s=session
                        c=IN IP4 10.0.0.1
                        b=CT:99980
                        t=0 0
                        a=x-mediabw:main-video send=1024;recv=1024
                        a=x-devicecaps:audio:send,recv;video:send,recv
                        m=audio 56000 RTP/AVP 8 9 101
                        a=AUDIO
                        a=rtcp-fb:* x-message app send:dsh recv:dsh
                        a=rtcp-rsize
                        a=label:main-audio
                        a=x-source:main-audio
                        a=rtpmap:8 PCMA/8000
                        a=rtpmap:9 G722/8000
                        a=rtpmap:101 telephone-event/8000
                        a=fmtp:101 0-16
                        a=ptime:20
                        a=sendrecv
                        m=video 56004 RTP/AVP 107
                        a=VIDEO
                        a=rtcp-fb:* x-message app send:src,x-pli recv:src,x-pli
                        a=rtcp-rsize
                        a=label:main-video
                        a=x-source:main-video
                        a=rtpmap:107 H264/90000
                        a=fmtp:107 profile-level-id=42C01F;packetization-mode=1;max-fs=3600
                        a=rtcp-fb:* nack pli
                        a=sendrecv
                        m=applicationsharing 0 TCP/RTP/AVP 127
                        m=video 0 RTP/AVP 107
                        """.replace("AUDIO", audioRange).replace("VIDEO", videoRange)), answer.text());
        assertEquals("audio PCMA, video H264", answer.summary());
    }

    @Test
    void tellsThePacketPathWhereToAndWithWhichNumbers() {
        MediaLinePlan audio = answer(FROM_ROOM).plans().get(0);
        assertEquals(
                new MediaFlow(ports("198.51.100.30", 4000, 4001), true, Map.of(8, 8, 9, 9, 101, 96))
                        .with(FeedbackTerms.SILENT),
                audio.toCallee());
        MediaFlow toCaller = audio.toCaller();
        assertEquals(ports("192.0.2.20", 20010, 20011), toCaller.to());
        assertEquals(Map.of(8, 8, 9, 9, 101, 101, 96, 101), toCaller.payloadTypes());
        assertTrue(
                answer(FROM_ROOM)
                        .text()
                        .contains("a=x-ssrc-range:" + toCaller.ssrcs().first() + "-"
                                + toCaller.ssrcs().first()),
                "packets leave with the announced source");
        assertEquals(new Starter(8, (byte) 0xd5, 160, 160), toCaller.starter());
        MediaLinePlan video = answer(FROM_ROOM).plans().get(1);
        var room = new FeedbackTerms(
                false,
                true,
                false,
                false,
                false,
                false,
                false,
                107,
                new VideoWish(false, 1_024_000, 1280, 720, 30, false));
        assertEquals(
                new MediaFlow(ports("198.51.100.30", 4002, 4010), true, Map.of(107, 107)).with(room), video.toCallee());
        var client = new FeedbackTerms(
                true,
                true,
                false,
                false,
                true,
                true,
                true,
                107,
                new VideoWish(false, 1_500_000, 1920, 1080, 60, false));
        assertEquals(client, video.toCaller().feedback());
        assertEquals("avc", video.bridge());
    }

    @Test
    void whoNamesNoFeedbackUnderstandsNone() {
        String silent = FROM_ROOM.replace("a=rtcp-fb:* nack pli\r\n", "");
        FeedbackTerms terms = answer(silent).plans().get(1).toCallee().feedback();
        assertFalse(terms.pictureLoss() || terms.fullIntra() || terms.bitRate());
        String unasked = FROM_ROOM.replace("nack pli", "nack rpsi");
        assertFalse(answer(unasked).plans().get(1).toCallee().feedback().pictureLoss());
    }

    @Test
    void bringsTheCallUpWithAudioWhenTheRoomRefusesVideo() {
        String audioOnly = FROM_ROOM.replace("m=video 4002", "m=video 0");
        SdpExchange.Result.Description answer = answer(audioOnly);
        assertTrue(answer.text().contains("m=video 0 RTP/AVP 122 107 121 123\r\nm=applicationsharing 0"));
        assertTrue(!answer.text().contains("x-mediabw"));
        assertEquals("audio PCMA", answer.summary());
        assertEquals(new MediaFlow(null, false, Map.of()), answer.plans().get(1).toCallee());
    }

    @Test
    void keepsTheVersionWhileItSaysTheSame() {
        SdpExchange.Result.Description first = sentOffer();
        org.bailey.call.Sdp leg = fresh(77).withLocal(first.text(), first.version());
        SdpExchange.Result.Description again =
                description(exchange.offer(FROM_MICROSOFT, MICROSOFT_OFFER, first.lines(), leg));
        assertEquals(first.text(), again.text());
        assertEquals(1, again.version());
        String held = MICROSOFT_OFFER.replace("a=label:main-audio", "a=label:main-audio\r\na=inactive");
        assertEquals(
                2,
                description(exchange.offer(FROM_MICROSOFT, held, first.lines(), leg))
                        .version());
    }

    private SdpExchange.Result.Description sentOffer() {
        return description(exchange.offer(FROM_MICROSOFT, MICROSOFT_OFFER, lines, fresh(77)));
    }

    private SdpExchange.Result.Description answer(String fromRoom) {
        SdpExchange.Result.Description sent = sentOffer();
        return description(
                exchange.answer(FROM_MICROSOFT, MICROSOFT_OFFER, sent.text(), fromRoom, sent.lines(), fresh(55)));
    }

    private static RemotePorts ports(String address, int rtp, int rtcp) {
        return new RemotePorts(new InetSocketAddress(address, rtp), new InetSocketAddress(address, rtcp));
    }
}
