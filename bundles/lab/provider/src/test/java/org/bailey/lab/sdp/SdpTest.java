package org.bailey.lab.sdp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SdpTest {
    private static final LineSpec AUDIO = new LineSpec(
            "audio",
            20_010,
            new MicrosoftSdp(true).offered("audio"),
            Direction.INACTIVE,
            270_010,
            "RTP/AVP",
            List.of(),
            Keys.offered("A".repeat(40)));
    private static final LineSpec NO_VIDEO =
            new LineSpec("video", 0, List.of(), Direction.INACTIVE, 0, "RTP/SAVP", List.of("122", "121"));

    @Test
    void theMicrosoftOfferReadsBack() {
        Sdp sdp = Sdp.read(new MicrosoftSdp(true).write(1, "192.0.2.20", List.of(AUDIO, NO_VIDEO), false));
        assertNotNull(sdp);
        SdpMedia audio = sdp.media().get(0);
        assertEquals("main-audio", audio.attribute("label"));
        assertEquals("270010-270010", audio.attribute("x-ssrc-range"));
        assertEquals(Direction.INACTIVE, audio.direction());
        assertTrue(audio.holds());
        assertEquals(20_011, audio.rtcpPort());
        assertEquals("192.0.2.20", audio.address());
        assertEquals("RTP/SAVP", sdp.media().get(1).profile());
        assertTrue(sdp.media().get(1).rejected());
        assertNull(sdp.first("video"));
        assertFalse(sdp.sessionHas("a=x-mediabw"));
    }

    @Test
    void theLastPartThatIsNoFallbackCounts() {
        MicrosoftSdp writer = new MicrosoftSdp(true);
        String real = writer.write(1, "192.0.2.20", List.of(AUDIO), false);
        Multipart.Body body = Multipart.withFallback(writer.fallback("192.0.2.20", List.of(AUDIO)), real);
        assertEquals(
                real.strip(),
                String.valueOf(Multipart.description(body.type(), body.text())).strip());
        assertTrue(body.text().contains("a=encryption:optional"));
        assertNull(Multipart.description("application/xml", real));
    }

    @Test
    void theKeyWithoutIdentifierIsTakenAndOnlyWithALifetime() {
        Sdp sdp = Sdp.read(new MicrosoftSdp(true).write(1, "192.0.2.20", List.of(AUDIO), false));
        assertNotNull(sdp);
        Keys keys = Keys.read(sdp.media().get(0));
        assertNotNull(keys);
        assertEquals(3, keys.tag());
        assertTrue(keys.takesOurs());
        assertEquals(
                "crypto:3 AES_CM_128_HMAC_SHA1_80 inline:" + "B".repeat(40) + "|2^31", keys.answered("B".repeat(40)));
        Sdp timeless =
                Sdp.read("v=0\r\nc=IN IP4 192.0.2.1\r\nm=audio 9 RTP/SAVP 0\r\na=crypto:1 AES_CM_128_HMAC_SHA1_80"
                        + " inline:" + "A".repeat(40) + "\r\n");
        assertNotNull(timeless);
        assertNull(Keys.read(timeless.media().get(0)));
    }

    @Test
    void stereoIsNotUnderstoodAndStaticNumbersNeedNoMap() {
        Sdp sdp = Sdp.read("v=0\r\nc=IN IP4 0.0.0.0\r\nm=audio 9 RTP/AVP 117 0 8 96\r\na=rtpmap:117 G722/8000/2\r\n");
        assertNotNull(sdp);
        assertEquals(
                List.of("PCMU", "PCMA"),
                sdp.media().get(0).codecs().stream().map(c -> c.name()).toList());
        assertTrue(sdp.media().get(0).holds(), "0.0.0.0 is the old way to hold");
    }

    @Test
    void answersNarrowDirections() {
        assertEquals(Direction.RECVONLY, Direction.SENDRECV.answering(Direction.SENDONLY));
        assertEquals(Direction.INACTIVE, Direction.SENDONLY.answering(Direction.SENDONLY));
        assertEquals(Direction.SENDONLY, Direction.SENDONLY.answering(Direction.SENDRECV));
    }

    @Test
    void anAnswerKeepsThePacketizationModeOfTheOffer() {
        for (int mode = 0; mode <= 1; mode++) {
            Sdp offer = Sdp.read("v=0\r\nc=IN IP4 192.0.2.1\r\nm=video 4000 RTP/AVP 99\r\na=rtpmap:99 H264/90000\r\n"
                    + "a=fmtp:99 packetization-mode=" + mode + "\r\n");
            assertNotNull(offer);
            LineSpec line = new LineSpec(
                    "video", 5_000, offer.media().get(0).codecs(), Direction.SENDRECV, 7, "RTP/AVP", List.of());
            for (SdpWriter writer : List.of(new StandardSdp(), new MicrosoftSdp(true))) {
                String answer = writer.write(1, "192.0.2.2", List.of(line), true);
                assertTrue(answer.contains("packetization-mode=" + mode), answer);
            }
        }
    }

    @Test
    void damagedDescriptionsNeverThrow() {
        String good = new StandardSdp()
                .write(
                        1,
                        "192.0.2.1",
                        List.of(new LineSpec(
                                "video",
                                4_000,
                                new StandardSdp().offered("video"),
                                Direction.SENDRECV,
                                1,
                                "RTP/AVP",
                                List.of())),
                        false);
        Random random = new Random(9);
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder(good);
            for (int hit = random.nextInt(4); hit >= 0; hit--) {
                int at = random.nextInt(text.length());
                text.replace(
                        at, Math.min(text.length(), at + random.nextInt(6)), "=: /a9".substring(random.nextInt(6)));
            }
            Sdp sdp = Sdp.read(text.toString());
            if (sdp != null) {
                sdp.media().forEach(line -> {
                    line.codecs().forEach(codec -> line.parameters(codec.payloadType()));
                    line.rtcpPort();
                    line.direction();
                });
            }
        }
        assertNull(Sdp.read(""));
        assertNull(Sdp.read("v=0\r\nm=audio"));
    }
}
