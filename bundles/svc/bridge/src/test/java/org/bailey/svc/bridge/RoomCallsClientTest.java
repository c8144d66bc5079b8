package org.bailey.svc.bridge;

import static org.bailey.svc.bridge.Exchange.USUAL;
import static org.bailey.svc.bridge.Exchange.video;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.bailey.media.MediaLinePlan;
import org.bailey.media.PictureTerms;
import org.bailey.media.SsrcSpan;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RoomCallsClientTest {
    private static final String[] BOTH_MODES = {
        "profile-level-id=428014;max-mbps=108000;max-fs=3600",
        "profile-level-id=428014;packetization-mode=1;max-mbps=108000;max-fs=3600"
    };

    private final Exchange exchange = Exchange.fromRoom(USUAL);

    @Test
    void theClientIsOfferedPlainAndLayered() {
        String offer = exchange.offered(Descriptions.room(BOTH_MODES));
        assertTrue(offer.contains("m=video 57000 RTP/AVP 107 108 122\r\n"), offer);
        assertTrue(
                offer.contains("a=rtpmap:122 X-H264UC/90000\r\na=fmtp:122 packetization-mode=1;mst-mode=NI-TC\r\n"),
                offer);
        assertTrue(offer.contains("a=x-mediabw:main-video send=2000;recv=2000\r\n"), offer);
        assertTrue(offer.contains("a=rtcp-fb:* x-message app send:src,x-pli recv:src,x-pli\r\n"), offer);
        assertTrue(offer.contains("a=label:main-video\r\n"), offer);
        assertEquals(offer.indexOf("a=rtcp-fb:* nack pli"), offer.lastIndexOf("a=rtcp-fb:* nack pli"));
    }

    @Test
    void theAnswerOfALayeredClientIsForTheModeWithPieces() {
        exchange.offered(Descriptions.room(BOTH_MODES));
        String answer = exchange.answered(Descriptions.CLIENT_ANSWER).text();
        assertTrue(answer.contains("m=video 56000 RTP/AVP 98\r\n"), answer);
        assertTrue(answer.contains("a=fmtp:98 profile-level-id=428014;packetization-mode=1\r\n"), answer);
        assertTrue(answer.contains("b=TIAS:1500000\r\n"), answer);
        assertTrue(answer.contains("a=rtcp-fb:* nack pli\r\na=rtcp-fb:* ccm tmmbr\r\n"), answer);
    }

    @Test
    void thePlanSaysWhatBecomesOfThePictures() {
        exchange.offered(Descriptions.room(BOTH_MODES));
        MediaLinePlan plan = video(exchange.answered(Descriptions.CLIENT_ANSWER));
        assertEquals("svc", plan.bridge());
        assertEquals(
                new PictureTerms(false, true, 0, 1280, 720, 30, 2_000_000, 31, new SsrcSpan(270011, 100)),
                plan.toCaller().picture());
        assertEquals(
                new PictureTerms(true, true, 0, 1280, 720, 30, 1_500_000, 0, null),
                plan.toCallee().picture());
        assertEquals(Map.of(97, 122, 98, 122), plan.toCallee().payloadTypes());
        assertEquals(Map.of(122, 98), plan.toCaller().payloadTypes());
    }

    @Test
    void aClientThatTakesPlainH264NeedsNoConversion() {
        exchange.offered(Descriptions.room(BOTH_MODES));
        MediaLinePlan plan = video(exchange.answered(Descriptions.CLIENT_ANSWER
                .replace("RTP/AVP 122", "RTP/AVP 108")
                .replace("122 X-H264UC/90000", "108 H264/90000")
                .replace(
                        "122 packetization-mode=1;mst-mode=NI-TC",
                        "108 profile-level-id=42C01F;packetization-mode=1")));
        assertEquals("avc", plan.bridge());
        assertNull(plan.toCaller().picture());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // offered by the room | answered
                "profile-level-id=42E00D;packetization-mode=1|profile-level-id=42E00D;packetization-mode=1",
                "profile-level-id=42E028;packetization-mode=1|profile-level-id=42E01F;packetization-mode=1",
                "profile-level-id=42E00D;packetization-mode=1;level-asymmetry-allowed=1|profile-level-id=42E01F;packetization-mode=1;level-asymmetry-allowed=1",
                "profile-level-id=64001F;packetization-mode=1|profile-level-id=64001F;packetization-mode=1",
                "profile-level-id=42E01F|profile-level-id=42E01F;packetization-mode=0"
            })
    void theLevelIsNotAboveWhatEitherSideTakes(String offered, String answered) {
        exchange.offered(Descriptions.room(offered));
        String answer = exchange.answered(Descriptions.CLIENT_ANSWER).text();
        assertTrue(answer.contains("a=fmtp:97 " + answered + "\r\n"), answer);
    }

    @Test
    void constrainedBaselineIsTakenBeforeHighUnlessSetOtherwise() {
        String[] both = {"profile-level-id=64001F;packetization-mode=1", "profile-level-id=42E01F;packetization-mode=1"
        };
        exchange.offered(Descriptions.room(both));
        assertTrue(exchange.answered(Descriptions.CLIENT_ANSWER).text().contains("a=fmtp:98 "));
        Exchange high =
                Exchange.fromRoom(new LayeredSettings(USUAL.most(), USUAL.rooms(), USUAL.longestUnit(), true, true));
        high.offered(Descriptions.room(both));
        assertTrue(high.answered(Descriptions.CLIENT_ANSWER).text().contains("a=fmtp:97 "));
    }

    @Test
    void aClientWithoutSourceRangeMaySendFromAnySource() {
        exchange.offered(Descriptions.room(BOTH_MODES));
        MediaLinePlan plan =
                video(exchange.answered(Descriptions.CLIENT_ANSWER.replace("a=x-ssrc-range:270011-270110\r\n", "")));
        assertNull(plan.toCaller().picture().announced());
    }

    @Test
    void aClientThatHoldsLaterKeepsItsNumbers() {
        exchange.offered(Descriptions.room(BOTH_MODES));
        exchange.answered(Descriptions.CLIENT_ANSWER);
        String held = exchange.offeredBack(Descriptions.CLIENT_ANSWER + "a=inactive\r\n");
        assertTrue(held.contains("a=rtpmap:98 H264/90000\r\n"), held);
        assertTrue(held.contains("a=inactive\r\n"), held);
        MediaLinePlan plan =
                video(exchange.answeredBack(Descriptions.roomAnswer(98, "profile-level-id=428014;packetization-mode=1")
                        .replace("sendrecv", "inactive")));
        assertEquals("svc", plan.bridge());
        assertFalse(plan.toCaller().open());
        assertEquals(Map.of(122, 98), plan.toCaller().payloadTypes());
    }

    @Test
    void withoutADescriptionTheClientIsOfferedBothAndItsAnswerIsMadePlain() {
        String preset = exchange.offered("");
        assertTrue(preset.contains("m=video 57000 RTP/AVP 107 122\r\n"), preset);
        assertTrue(preset.contains("a=rtpmap:122 X-H264UC/90000\r\n"), preset);
        String toRoom = exchange.offeredBack(Descriptions.CLIENT_ANSWER);
        assertTrue(toRoom.contains("a=fmtp:122 profile-level-id=42E01F;packetization-mode=1;"), toRoom);
        MediaLinePlan plan = video(
                exchange.answeredBack(Descriptions.roomAnswer(122, "profile-level-id=42E01F;packetization-mode=1")));
        assertEquals("svc", plan.bridge());
        assertEquals(new SsrcSpan(270011, 100), plan.toCaller().picture().announced());
        assertTrue(plan.toCaller().open());
    }
}
