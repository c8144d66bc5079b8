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
import org.bailey.call.MediaLine;
import org.bailey.call.Sdp;
import org.bailey.sdp.MalformedSdp;
import org.bailey.sdp.MediaDescription;
import org.bailey.sdp.SessionDescription;
import org.junit.jupiter.api.Test;

/** What a call does after its first offer: video comes, goes and comes again; places and numbers stay (RFC 3264 section 8). */
class ChangesTest {
    private static final String AUDIO = wire("""
            v=0
            o=- 1 1 IN IP4 198.51.100.30
            s=-
            c=IN IP4 198.51.100.30
            t=0 0
            m=audio 4000 RTP/AVP 8 97
            a=rtpmap:97 telephone-event/8000
            """);
    private static final String VIDEO = wire("""
            m=video 4002 RTP/AVP 101
            a=rtpmap:101 H264/90000
            a=fmtp:101 profile-level-id=42801F;packetization-mode=1
            """);

    private final BridgedExchange exchange = exchange();
    private final List<MediaLine> audio =
            granted(lines(exchange.lines(FROM_STANDARD, AUDIO, List.of(), 0)), FROM_STANDARD);
    private final SdpExchange.Result.Description first =
            description(exchange.offer(FROM_STANDARD, AUDIO, audio, fresh(55)));
    private final Sdp microsoft = fresh(55).withLocal(first.text(), 1).withRemote(microsoftAnswer(""));

    @Test
    void videoComesInTheMiddleOfACall() throws MalformedSdp {
        List<MediaLine> carried = lines(exchange.lines(FROM_STANDARD, AUDIO + VIDEO, first.lines(), 1));
        assertEquals(first.lines().get(0), carried.get(0));
        assertEquals(new MediaLine(1, "video", "avc", 1, -1, null, null), carried.get(1));
        SdpExchange.Result.Description upgrade =
                description(exchange.offer(FROM_STANDARD, AUDIO + VIDEO, granted(carried, FROM_STANDARD), microsoft));
        assertEquals(2, upgrade.version());
        assertEquals(List.of("audio 57000", "video 57004"), ports(upgrade.text()));
        assertTrue(upgrade.text().contains("a=x-mediabw:main-video send=2000;recv=2000"));
    }

    @Test
    void videoGoesAndItsPlaceIsTakenAgain() throws MalformedSdp {
        SdpExchange.Result.Description up = upgraded();
        Sdp withVideo = microsoft
                .withLocal(up.text(), up.version())
                .withRemote(microsoftAnswer("m=video 20040 RTP/AVP 107\r\n"));
        String refusedVideo = AUDIO + VIDEO.replace("m=video 4002", "m=video 0");

        List<MediaLine> left = lines(exchange.lines(FROM_STANDARD, refusedVideo, up.lines(), 2));
        assertEquals(List.of(0), left.stream().map(MediaLine::id).toList());
        SdpExchange.Result.Description down = description(exchange.offer(FROM_STANDARD, refusedVideo, left, withVideo));
        assertEquals(List.of("audio 57000", "video 0"), ports(down.text()));

        List<MediaLine> again = lines(exchange.lines(FROM_STANDARD, AUDIO + VIDEO, left, 2));
        assertEquals(List.of(0, 2), again.stream().map(MediaLine::id).toList());
        SdpExchange.Result.Description back = description(exchange.offer(
                FROM_STANDARD, AUDIO + VIDEO, granted(again, FROM_STANDARD), withVideo.withLocal(down.text(), 3)));
        assertEquals(List.of("audio 57000", "video 57008"), ports(back.text()));
    }

    @Test
    void aNumberNeverChangesItsMeaningOnALeg() throws MalformedSdp {
        SdpExchange.Result.Description up = upgraded();
        Sdp room = fresh(77).withRemote(AUDIO + VIDEO).withLocal(AUDIO + VIDEO, 1);
        String fromMicrosoft = microsoftAnswer("""
                m=video 20040 RTP/AVP 107
                a=rtpmap:107 H264/90000
                a=fmtp:107 profile-level-id=42C01F;packetization-mode=1
                """);
        SdpExchange.Result.Description offer =
                description(exchange.offer(back(FROM_STANDARD), fromMicrosoft, up.lines(), room));
        List<MediaDescription> lines = SessionDescription.parse(offer.text()).media();
        assertEquals(List.of("8", "97"), lines.get(0).formats(), "the digits keep the room's number");
        assertEquals(List.of("101", "107"), lines.get(1).formats(), "and so does its video");
    }

    @Test
    void theBridgeOfALineMayGoAndTheRestStays() throws MalformedSdp {
        SdpExchange.Result.Description up = upgraded();
        BridgedExchange withoutVideo =
                new BridgedExchange(() -> List.of(Exchanges.AUDIO), () -> ExchangeSettings.DEFAULT);
        List<MediaLine> left = lines(withoutVideo.lines(FROM_STANDARD, AUDIO + VIDEO, up.lines(), 2));
        assertEquals(List.of("audio"), left.stream().map(MediaLine::kind).toList());
        SdpExchange.Result.Description offer = description(withoutVideo.offer(
                FROM_STANDARD, AUDIO + VIDEO, up.lines(), microsoft.withLocal(up.text(), up.version())));
        assertEquals(List.of("audio 57000", "video 0"), ports(offer.text()));
    }

    @Test
    void damagedDescriptionsAreRefusedByLineAndLeg() {
        String damaged = AUDIO.replace("m=audio 4000", "m=audio 99999");
        SdpExchange.Result.Refused refused = refused(exchange.lines(FROM_STANDARD, damaged, List.of(), 0));
        assertEquals(400, refused.status());
        assertEquals(
                "the caller sent a damaged session description:"
                        + " line 6: port 99999 is not a port; wanted 0 to 65535",
                refused.sentence());
        SdpExchange.Result.Refused answer =
                refused(exchange.answer(FROM_STANDARD, AUDIO, first.text(), "v=\"1\"", first.lines(), fresh(77)));
        assertEquals(488, answer.status());
        assertEquals(
                "the called side sent a damaged answer: line 1: is not version 0, the only one there is",
                answer.sentence());
    }

    @Test
    void whatNoBridgeCarriesIsRefusedWithItsCodecs() {
        String silk = AUDIO.replace("RTP/AVP 8 97", "RTP/AVP 104 97\r\na=rtpmap:104 SILK/16000");
        assertEquals(
                "the caller's offer holds no media that can be carried:"
                        + " audio has no codec in common with the other side (SILK/16000 telephone-event/8000)",
                refused(exchange.lines(FROM_STANDARD, silk, List.of(), 0)).sentence());
        String named = AUDIO.replace("c=IN IP4 198.51.100.30", "c=IN IP4 room.example.com");
        assertTrue(refused(exchange.lines(FROM_STANDARD, named, List.of(), 0))
                .sentence()
                .endsWith("audio names no numeric unicast address in c="));
    }

    private SdpExchange.Result.Description upgraded() {
        List<MediaLine> carried =
                granted(lines(exchange.lines(FROM_STANDARD, AUDIO + VIDEO, first.lines(), 1)), FROM_STANDARD);
        return description(exchange.offer(FROM_STANDARD, AUDIO + VIDEO, carried, microsoft));
    }

    private static List<String> ports(String text) throws MalformedSdp {
        return SessionDescription.parse(text).media().stream()
                .map(line -> line.kind() + " " + line.port())
                .toList();
    }

    private static String microsoftAnswer(String more) {
        return wire("""
                        v=0
                        o=- 0 0 IN IP4 192.0.2.20
                        s=session
                        c=IN IP4 192.0.2.20
                        b=CT:99980
                        t=0 0
                        m=audio 20010 RTP/AVP 8 101
                        a=label:main-audio
                        a=rtpmap:101 telephone-event/8000
                        """) + more;
    }
}
