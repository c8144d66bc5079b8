package org.bailey.sdp;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SessionDescriptionTest {
    @ParameterizedTest
    @ValueSource(strings = {"microsoft-client-offer", "room-offer"})
    void writesWhatItReadByteForByte(String name) throws MalformedSdp {
        byte[] body = Fixtures.bytes("sdp/" + name + ".sdp");
        assertArrayEquals(body, SessionDescription.parse(body).bytes());
    }

    @Test
    void readsAMicrosoftOffer() throws MalformedSdp {
        SessionDescription offer = Fixtures.sdp("microsoft-client-offer");
        assertEquals(
                new MediaBandwidth("main-video", 4000, 4000),
                offer.mediaBandwidth("main-video").orElseThrow());
        assertEquals(99980, offer.bandwidth("CT").orElseThrow().kilobitsPerSecond());
        MediaDescription audio = offer.media().get(0);
        assertEquals("main-audio", audio.label().orElseThrow());
        assertEquals(new SsrcRange(270010, 270010), audio.ssrcRange().orElseThrow());
        assertEquals(2, audio.attributes("crypto").size());
        assertEquals(10, audio.attributes("candidate").size());
        assertEquals(Direction.SENDRECV, offer.direction(audio));
        PayloadType stereo = audio.payloadTypes().get(0);
        assertEquals(2, stereo.channels());
        PayloadType siren = audio.payloadTypes().get(4);
        assertEquals("24000", siren.parameter("BitRate").orElseThrow());
        assertEquals(List.of("x-message app send:dsh recv:dsh"), siren.feedback());
        PayloadType video = offer.media().get(1).payloadTypes().get(0);
        assertTrue(video.is("x-h264uc", 90000));
        assertEquals("NI-TC", video.parameter("mst-mode").orElseThrow());
    }

    @Test
    void readsARoomOffer() throws MalformedSdp {
        SessionDescription offer = Fixtures.sdp("room-offer");
        assertEquals(5, offer.media().size());
        assertEquals(64, offer.media().get(0).bandwidth("TIAS").orElseThrow().kilobitsPerSecond());
        MediaDescription video = offer.media().get(1);
        assertEquals(
                List.of("nack pli", "ccm fir", "ccm tmmbr"),
                video.payloadTypes().get(2).feedback());
        assertEquals(List.of("*"), offer.media().get(2).formats());
        assertEquals(List.of(), offer.media().get(2).payloadTypes());
    }

    @Test
    void keepsTwentyDigitsAndUnknownLinesAsTheyCame() throws MalformedSdp {
        SessionDescription read = Fixtures.sdp("plain-lf-no-name");
        assertEquals("18446744073709551615", read.origin().sessionId());
        assertEquals("""
                v=0
                o=room 18446744073709551615 12345678901234567890 IN IP4 192.0.2.7
                s=-
                c=IN IP4 192.0.2.7
                t=0 0
                m=audio 4000 RTP/AVP 8 101
                a=rtpmap:101 telephone-event/8000
                a=X-Vendor:  two  blanks kept \s
                a=empty:
                a=flag
                """.replace("\n", "\r\n"), read.text());
    }

    @Test
    void putsLinesThatCameInAnotherOrderWhereTheyBelong() throws MalformedSdp {
        SessionDescription read = Fixtures.sdp("other-order");
        assertEquals("""
                v=0
                o=- 1 2 IN IP6 2001:db8::5
                s=order
                c=IN IP6 2001:db8::5
                t=0 0
                a=sendonly
                m=audio 4000 RTP/AVP 0
                i=room microphone
                c=IN IP4 room.example.com
                b=AS:64
                a=ptime:20
                """.replace("\n", "\r\n"), read.text());
        assertEquals(Direction.SENDONLY, read.direction(read.media().get(0)));
    }

    @Test
    void joinsALineBrokenBeforeABlank() throws MalformedSdp {
        SessionDescription read = SessionDescription.parse(
                "v=0\r\no=- 0 0 IN IP4 192.0.2.1\r\nm=audio 9 RTP/AVP 0\r\na=rtcp-fb:*\r\n x-message app\r\n");
        assertEquals("* x-message app", read.media().get(0).attribute("rtcp-fb").orElseThrow());
    }

    @Test
    void takesTheFirstOfTwoDescriptionsInOneBody() throws MalformedSdp {
        String one = "v=0\no=- 1 1 IN IP4 192.0.2.1\nm=audio 9 RTP/AVP 0\n";
        assertEquals(1, SessionDescription.parse(one + one).media().size());
    }

    @Test
    void seesTheOldHoldInTheConnection() throws MalformedSdp {
        SessionDescription held =
                SessionDescription.parse("v=0\no=- 1 1 IN IP4 192.0.2.1\nc=IN IP4 0.0.0.0\nm=audio 9 RTP/AVP 0\n");
        assertEquals(Direction.SENDONLY, held.direction(held.media().get(0)));
        assertEquals(
                Direction.INACTIVE,
                Fixtures.sdp("microsoft-hold").media().get(0).direction().orElseThrow());
    }

    @Test
    void keepsForeignBytesAsTheyCame() throws MalformedSdp {
        byte[] body = "v=0\r\no=- 1 1 IN IP4 192.0.2.1\r\ns=Küche\r\nt=0 0\r\na=x:\u20ac\r\n"
                .getBytes(StandardCharsets.UTF_8);
        SessionDescription read = SessionDescription.parse(body);
        assertArrayEquals(body, read.bytes());
        assertTrue(read.text().contains("s=Küche"));
        byte[] latin =
                "v=0\r\no=- 1 1 IN IP4 192.0.2.1\r\ns=K\u00fcche\r\nt=0 0\r\n".getBytes(StandardCharsets.ISO_8859_1);
        assertArrayEquals(latin, SessionDescription.parse(latin).bytes());
    }

    @Test
    void refusesALineWithPortZeroAndNothingElse() throws MalformedSdp {
        SessionDescription answer = Fixtures.sdp("room-offer").mapMedia(MediaDescription::refused);
        assertTrue(answer.text().endsWith("m=video 0 RTP/AVP 97\r\nm=application 0 RTP/AVP 100\r\n"));
        assertEquals(5, answer.media().size());
    }

    @Test
    void rewritesByReplacing() {
        MediaDescription line = MediaDescription.of("audio", 4000, "RTP/AVP", List.of("0"))
                .with(Attribute.of("sendonly"))
                .with(Attribute.of("x-source", "main-audio"))
                .with(Attribute.of("ptime", "20"))
                .without("x-source", "candidate")
                .withDirection(Direction.INACTIVE)
                .withPort(56000)
                .withConnection(Connection.of("2001:db8::1"));
        assertEquals(
                "ptime:20 inactive",
                line.attributes().get(0) + " " + line.attributes().get(1));
        assertEquals("IN IP6 2001:db8::1", String.valueOf(line.connection()));
    }

    @Test
    void letsNobodySmuggleALineIn() {
        assertThrows(IllegalArgumentException.class, () -> Attribute.of("x", "a\r\nm=audio 1 RTP/AVP 0"));
        assertThrows(IllegalArgumentException.class, () -> Connection.of("192.0.2.1\r\na=x"));
        assertThrows(IllegalArgumentException.class, () -> Origin.of(1, 1, "192.0.2.1 x"));
        assertThrows(IllegalArgumentException.class, () -> new Bandwidth("A\nS", 1));
        assertThrows(IllegalArgumentException.class, () -> PayloadType.of(96, "H264\n", 90000));
    }
}
