package org.bailey.dialplan.provider.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.bailey.dialplan.SipVariant;
import org.bailey.sip.Body;
import org.bailey.sip.Header;
import org.bailey.sip.Headers;
import org.bailey.sip.SipRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class VariantsTest {
    private static final String AUDIO = "v=0\r\nm=audio 5000 RTP/AVP 0\r\n";

    static Stream<Arguments> table() {
        return Stream.of(
                row("plain audio", SipVariant.STANDARD, "INVITE", sdp(AUDIO)),
                row("no offer", SipVariant.STANDARD, "INVITE", Body.EMPTY),
                row("chat", SipVariant.MICROSOFT_IM, "INVITE", sdp("v=0\r\nm=message 5060 sip null\r\n")),
                row("old chat", SipVariant.MICROSOFT_IM, "INVITE", sdp("m=x-ms-message 5060 sip null\r\n")),
                row(
                        "MSRP is not Microsoft's",
                        SipVariant.STANDARD,
                        "INVITE",
                        sdp("v=0\r\nm=message 7394 TCP/MSRP *\r\n")),
                row(
                        "invitation to a conference",
                        SipVariant.MICROSOFT_CONFERENCE,
                        "INVITE",
                        Body.of("application/ms-conf-invite+xml", "<Conferencing/>")),
                row(
                        "joining a focus",
                        SipVariant.MICROSOFT_CONFERENCE,
                        "INVITE",
                        Body.of(
                                "multipart/mixed;boundary=x",
                                "--x\r\nContent-Type: application/cccp+xml\r\n\r\n--x--")),
                row(
                        "screen sharing",
                        SipVariant.MICROSOFT_SHARE,
                        "INVITE",
                        sdp("v=0\r\nm=applicationsharing 5000 TCP/RTP/SAVP 127\r\na=x-devicecaps:a\r\n")),
                row(
                        "video of Lync 2013",
                        SipVariant.MICROSOFT_AV,
                        "INVITE",
                        sdp(AUDIO + "a=rtpmap:122 X-H264UC/90000\r\n")),
                row(
                        "video of Lync 2010",
                        SipVariant.MICROSOFT_AV,
                        "INVITE",
                        sdp(AUDIO + "a=rtpmap:121 x-rtvc1/90000\r\n")),
                row(
                        "key scaling",
                        SipVariant.MICROSOFT_AV,
                        "INVITE",
                        sdp(AUDIO + "a=cryptoscale:1 client X inline:k\r\n")),
                row(
                        "ICE before the RFC",
                        SipVariant.MICROSOFT_AV,
                        "INVITE",
                        sdp(AUDIO + "a=candidate:1 1 TCP-ACT 1 ::1 1\r\n")),
                row(
                        "the older fallback part",
                        SipVariant.MICROSOFT_AV,
                        "INVITE",
                        Body.of(
                                "multipart/alternative; boundary=b",
                                "--b\r\nContent-ID: <1>\r\nContent-Disposition: session; handling=optional;"
                                        + " ms-proxy-2007fallback\r\n\r\n" + AUDIO)),
                row("a client", SipVariant.MICROSOFT_AV, "INVITE", sdp(AUDIO), "User-Agent: UCCAPI/16.0.4 OC/16.0.4"),
                row(
                        "an MCU without offer",
                        SipVariant.MICROSOFT_AV,
                        "INVITE",
                        Body.EMPTY,
                        "User-Agent: RTCC/5.0.0.0 AV-MCU"),
                row("another client", SipVariant.STANDARD, "INVITE", sdp(AUDIO), "User-Agent: baresip v3.1.0"),
                row("an epid", SipVariant.MICROSOFT_AV, "INVITE", sdp(AUDIO), "From: <sip:a@b>;tag=1;epid=0123456789"),
                row("a conversation", SipVariant.MICROSOFT_AV, "INVITE", sdp(AUDIO), "ms-conversation-id: AdKC=="),
                row(
                        "a GRUU",
                        SipVariant.MICROSOFT_AV,
                        "INVITE",
                        sdp(AUDIO),
                        "Contact: <sip:a@b;opaque=user:epid:x;gruu>"),
                row(
                        "a signed route",
                        SipVariant.MICROSOFT_AV,
                        "INVITE",
                        sdp(AUDIO),
                        "Record-Route: <sip:p;lr;ms-route-sig=x>"),
                row("plain presence", SipVariant.STANDARD, "SUBSCRIBE", Body.EMPTY, "Event: presence"),
                row(
                        "batched presence",
                        SipVariant.MICROSOFT_IM,
                        "SUBSCRIBE",
                        Body.EMPTY,
                        "Event: presence",
                        "Supported: ms-benotify, com.x"),
                row(
                        "presence with categories",
                        SipVariant.MICROSOFT_IM,
                        "SUBSCRIBE",
                        Body.EMPTY,
                        "Accept: application/msrtc-event-categories+xml"),
                row("publishing to Microsoft", SipVariant.MICROSOFT_IM, "SERVICE", Body.EMPTY),
                row("page mode chat", SipVariant.STANDARD, "MESSAGE", Body.of("text/plain", "hi")),
                row("keep-alive", SipVariant.ANY, "OPTIONS", Body.EMPTY, "User-Agent: RTC/6.0"),
                row("registration", SipVariant.ANY, "REGISTER", Body.EMPTY, "User-Agent: UCCAPI/16.0"));
    }

    @ParameterizedTest(name = "{0} is {1}")
    @MethodSource("table")
    void theBodyDecidesTheKindAndHeadersWhoseItIs(String what, SipVariant expected, SipRequest request) {
        assertEquals(expected, Variants.classify(request));
    }

    @Test
    void noRequestMakesItThrow() {
        Random random = new Random(9);
        List<String> pieces = List.of(
                "m=",
                "message",
                " sip",
                "\r\n",
                ";",
                "=",
                "<",
                ">",
                "epid",
                "\"",
                "multipart/",
                "\u0000",
                "x-h264uc",
                ",");
        List<String> names = List.of("From", "Contact", "Supported", "Accept", "Event", "User-Agent", "Record-Route");
        for (int i = 0; i < 20_000; i++) {
            Headers headers = Headers.NONE.plus(names.get(random.nextInt(names.size())), junk(random, pieces));
            Body body = Body.of(junk(random, pieces), junk(random, pieces));
            String method = List.of("INVITE", "SUBSCRIBE", "MESSAGE", "X").get(random.nextInt(4));
            Variants.classify(new SipRequest(method, "sip:a@b", headers, body));
        }
    }

    private static String junk(Random random, List<String> pieces) {
        StringBuilder text = new StringBuilder();
        for (int n = random.nextInt(8); n > 0; n--) {
            text.append(pieces.get(random.nextInt(pieces.size())));
        }
        return text.toString();
    }

    private static Body sdp(String text) {
        return Body.sdp(text);
    }

    private static Arguments row(String what, SipVariant expected, String method, Body body, String... headers) {
        Headers all = Headers.of(Stream.of(headers)
                .map(h -> Header.of(h.substring(0, h.indexOf(':')), h.substring(h.indexOf(':') + 1)))
                .toArray(Header[]::new));
        Headers complete = all.has("From") ? all : all.plus("From", "<sip:a@b>;tag=1");
        return Arguments.of(what, expected, new SipRequest(method, "sip:x@y", complete, body));
    }
}
