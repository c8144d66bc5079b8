package org.bailey.sdp;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MultipartBodyTest {
    private static final String TYPE = "multipart/alternative;boundary=\"----=_NextPart_000_001E\"";
    private static final String BODY = """
            ------=_NextPart_000_001E
            Content-Type: application/sdp
            Content-Transfer-Encoding: 7bit
            Content-ID: <one@example.com>
            Content-Disposition: session; handling=optional;
             ms-proxy-2007fallback

            v=0
            o=- 0 0 IN IP4 192.0.2.6
            m=audio 1 RTP/AVP 0

            ------=_NextPart_000_001E
            Content-Type: application/sdp
            Content-Disposition: session; handling=optional

            v=0
            o=- 0 0 IN IP4 192.0.2.19
            m=audio 2 RTP/AVP 0
            ------=_NextPart_000_001E--
            """.replace("\n", "\r\n");

    @Test
    void picksTheLastPartThatIsNoFallback() throws MalformedSdp {
        assertEquals("192.0.2.19", author(TYPE, BODY));
    }

    @Test
    void toleratesLineFeedsAndAMissingEnd() throws MalformedSdp {
        String cut = BODY.replace("\r\n", "\n");
        assertEquals("192.0.2.19", author(TYPE, cut.substring(0, cut.lastIndexOf("------="))));
    }

    @Test
    void toleratesABoundaryWithoutQuotesOrNone() throws MalformedSdp {
        assertEquals("192.0.2.19", author("multipart/mixed; boundary=----=_NextPart_000_001E ;x=y", BODY));
        assertEquals("192.0.2.19", author("Multipart/Related", "preamble\r\n" + BODY));
    }

    @Test
    void picksTheRichestWhichStandsLast() throws MalformedSdp {
        MultipartBody body = new MultipartBody(
                "alternative",
                "b1",
                List.of(
                        MultipartBody.Part.of("application/sdp", "", description("192.0.2.1")),
                        MultipartBody.Part.of("application/sdp", "session", description("192.0.2.2")),
                        MultipartBody.Part.of(
                                "application/ms-conf+xml", "", "<x/>".getBytes(StandardCharsets.US_ASCII))));
        assertEquals("192.0.2.2", author(body.contentType(), new String(body.bytes(), StandardCharsets.ISO_8859_1)));
    }

    @Test
    void readsBackWhatItWrote() throws MalformedSdp {
        MultipartBody body = MultipartBody.parse(TYPE, BODY.getBytes(StandardCharsets.US_ASCII));
        assertEquals(body, MultipartBody.parse(body.contentType(), body.bytes()));
        assertArrayEquals(body.parts().get(1).content(), description("192.0.2.19", 2));
    }

    @Test
    void findsNothingWhereOnlyTheFallbackIsLeft() throws MalformedSdp {
        String only = BODY.replace("handling=optional\r\n", "ms-proxy-2007fallback\r\n");
        assertEquals(Optional.empty(), SessionDescription.read(TYPE, only.getBytes(StandardCharsets.US_ASCII)));
    }

    @Test
    void readsAPlainBodyAndLeavesOtherTypesAlone() throws MalformedSdp {
        assertEquals("192.0.2.3", author("Application/SDP; charset=utf-8", "v=0\no=- 0 0 IN IP4 192.0.2.3\n"));
        assertEquals(Optional.empty(), SessionDescription.read("application/xml", new byte[0]));
        assertFalse(MultipartBody.isMultipart("application/sdp"));
    }

    @Test
    void saysWhyABodyIsNone() {
        assertEquals("the Content-Type of a multipart body names no boundary", failure("multipart/mixed", "v=0"));
        assertEquals(
                "the multipart body holds no part between boundaries 'x'", failure("multipart/mixed;boundary=x", BODY));
        assertEquals(
                "line 2: is not a header of a part; wanted name: value and an empty line after the last",
                failure("multipart/mixed;boundary=x", "--x\r\nv=0\r\n"));
        assertEquals("line 65: has more than 32 parts", failure("multipart/mixed;boundary=x", "--x\n\n".repeat(40)));
        assertEquals(
                "300000 bytes; at most 262144 are taken", failure("multipart/mixed;boundary=x", "x".repeat(300_000)));
    }

    private static String failure(String type, String body) {
        return assertThrows(MalformedSdp.class, () -> author(type, body)).getMessage();
    }

    private static String author(String type, String body) throws MalformedSdp {
        return SessionDescription.read(type, body.getBytes(StandardCharsets.ISO_8859_1))
                .orElseThrow()
                .origin()
                .address();
    }

    private static byte[] description(String address) {
        return description(address, 9);
    }

    private static byte[] description(String address, int port) {
        return ("v=0\r\no=- 0 0 IN IP4 " + address + "\r\nm=audio " + port + " RTP/AVP 0")
                .getBytes(StandardCharsets.US_ASCII);
    }
}
