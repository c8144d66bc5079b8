package org.bailey.svc.bridge;

import static org.bailey.svc.bridge.Exchange.USUAL;
import static org.bailey.svc.bridge.Exchange.video;
import static org.bailey.svc.bridge.Exchange.wire;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.bailey.b2bua.provider.bridge.SdpExchange;
import org.bailey.media.FeedbackTerms;
import org.bailey.media.MediaLinePlan;
import org.bailey.media.PictureTerms;
import org.bailey.media.SsrcSpan;
import org.bailey.media.VideoWish;
import org.bailey.sdp.H264Picture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClientCallsRoomTest {
    private static final String MODE_1 = "profile-level-id=42E01F;packetization-mode=1;level-asymmetry-allowed=1";

    private final Exchange exchange = Exchange.fromClient(USUAL);

    @Test
    void theRoomIsOfferedBothModesAndTheLevelOfTheLargestPicture() {
        assertEquals(wire("""
                v=0
                o=- 55 1 IN IP4 10.0.1.1
                s=-
                c=IN IP4 10.0.1.1
                t=0 0
                m=video 57000 RTP/AVP 122 96
                b=AS:1500
                b=TIAS:1500000
                a=rtpmap:122 H264/90000
                a=fmtp:122 profile-level-id=42E01F;packetization-mode=1;level-asymmetry-allowed=1
                a=rtpmap:96 H264/90000
                a=fmtp:96 profile-level-id=42E01F;packetization-mode=0;level-asymmetry-allowed=1
                a=rtcp-fb:* nack pli
                a=rtcp-fb:* ccm fir
                a=rtcp-fb:* ccm tmmbr
                a=content:main
                a=sendrecv
                """), exchange.offered(Descriptions.CLIENT));
    }

    @Test
    void theClientIsAnsweredWithItsLayeredFormatAlone() {
        exchange.offered(Descriptions.CLIENT);
        SdpExchange.Result.Description answer = exchange.answered(Descriptions.roomAnswer(122, MODE_1));
        assertTrue(answer.text().contains("m=video 56000 RTP/AVP 122\r\n"), answer.text());
        assertTrue(
                answer.text()
                        .contains("a=rtpmap:122 X-H264UC/90000\r\n"
                                + "a=fmtp:122 packetization-mode=1;mst-mode=NI-TC\r\n"),
                answer.text());
        assertTrue(answer.text().contains("a=x-mediabw:main-video send=768;recv=768\r\n"), answer.text());
        assertEquals("video X-H264UC", answer.summary());
    }

    @Test
    void thePlanSaysWhatBecomesOfThePictures() {
        exchange.offered(Descriptions.CLIENT);
        MediaLinePlan plan = video(exchange.answered(Descriptions.roomAnswer(122, MODE_1)));
        assertEquals("svc", plan.bridge());
        assertEquals(
                new PictureTerms(false, true, 0, 1280, 720, 30, 768_000, 31, new SsrcSpan(270011, 100)),
                plan.toCallee().picture());
        assertEquals(
                new PictureTerms(true, true, 0, 1280, 720, 30, 1_500_000, 0, null),
                plan.toCaller().picture());
        assertEquals(Map.of(122, 122), plan.toCallee().payloadTypes());
        assertEquals(Map.of(122, 122, 96, 122), plan.toCaller().payloadTypes());
        assertEquals(1, plan.toCallee().ssrcs().size());
        assertEquals(100, plan.toCaller().ssrcs().size());
    }

    @Test
    void bothSidesHearOfPicturesInTheirOwnWords() {
        exchange.offered(Descriptions.CLIENT);
        MediaLinePlan plan = video(exchange.answered(Descriptions.roomAnswer(122, MODE_1)));
        assertEquals(
                new FeedbackTerms(
                        true,
                        false,
                        false,
                        false,
                        true,
                        true,
                        true,
                        122,
                        new VideoWish(false, 1_500_000, 1280, 720, 30, false)),
                plan.toCaller().feedback());
        assertEquals(
                new FeedbackTerms(
                        false,
                        true,
                        false,
                        true,
                        false,
                        false,
                        false,
                        122,
                        new VideoWish(false, 768_000, 1280, 720, 30, false)),
                plan.toCallee().feedback());
    }

    @ParameterizedTest
    @CsvSource({
        "profile-level-id=42E00D;packetization-mode=1, 320, 180, 30, 13",
        "profile-level-id=42E01E;packetization-mode=1, 640, 360, 30, 30",
        "profile-level-id=42E028;packetization-mode=1;level-asymmetry-allowed=1, 1280, 720, 30, 40",
        "profile-level-id=428014;packetization-mode=1;max-fs=3600;max-mbps=54000, 1280, 720, 15, 31"
    })
    void theClientIsAskedForNoMoreThanTheRoomTakes(String fmtp, int width, int height, int frames, int level) {
        exchange.offered(Descriptions.CLIENT);
        PictureTerms room = video(exchange.answered(Descriptions.roomAnswer(122, fmtp)))
                .toCallee()
                .picture();
        assertEquals(
                new PictureTerms(false, true, 0, width, height, frames, 768_000, level, new SsrcSpan(270011, 100)),
                room);
    }

    @Test
    void aRoomWithSingleUnitsOnlyGetsPiecesAllTheSame() {
        exchange.offered(Descriptions.CLIENT);
        MediaLinePlan plan = video(exchange.answered(Descriptions.roomAnswer(96, "profile-level-id=42E01F")));
        assertTrue(plan.toCallee().picture().fragments());
        assertEquals(Map.of(122, 96), plan.toCallee().payloadTypes());
    }

    @Test
    void aRoomWithSingleUnitsOnlyGetsWholeOnesWhereThatIsSet() {
        Exchange whole = Exchange.fromClient(
                new LayeredSettings(USUAL.most(), LayeredSettings.SingleUnits.WHOLE, 4000, false, true));
        whole.offered(Descriptions.CLIENT);
        PictureTerms picture = video(whole.answered(Descriptions.roomAnswer(96, "profile-level-id=42E01F")))
                .toCallee()
                .picture();
        assertFalse(picture.fragments());
        assertEquals(4000, picture.mostPayload());
    }

    @Test
    void aRoomWithSingleUnitsOnlyHasNoVideoWhereThatIsSet() {
        Exchange refusing = Exchange.fromClient(
                new LayeredSettings(USUAL.most(), LayeredSettings.SingleUnits.REFUSE, 8000, false, true));
        String offer = refusing.offered(Descriptions.CLIENT);
        assertFalse(offer.contains("packetization-mode=0"), offer);
    }

    @Test
    void largerPicturesAndHighProfileAreOfferedWhereTheyAreSet() {
        Exchange high = Exchange.fromClient(new LayeredSettings(
                new H264Picture(1920, 1080, 30), LayeredSettings.SingleUnits.PIECES, 8000, true, true));
        String offer = high.offered(Descriptions.CLIENT);
        assertTrue(offer.contains("m=video 57000 RTP/AVP 122 96 97 98\r\n"), offer);
        assertTrue(offer.contains("a=fmtp:122 profile-level-id=640028;packetization-mode=1;"), offer);
        assertTrue(offer.contains("a=fmtp:97 profile-level-id=42E028;packetization-mode=1;"), offer);
        PictureTerms room = video(high.answered(Descriptions.roomAnswer(
                        122, "profile-level-id=640028;packetization-mode=1;level-asymmetry-allowed=1")))
                .toCallee()
                .picture();
        assertEquals(1920, room.width());
    }

    @Test
    void nothingIsMadeOfAFormatNobodyOffered() {
        exchange.offered(Descriptions.CLIENT);
        String answer = Descriptions.roomAnswer(122, "profile-level-id=64001F;packetization-mode=1");
        var refused = assertInstanceOf(SdpExchange.Result.Refused.class, exchange.answeredBadly(answer));
        assertTrue(refused.sentence().contains("H264"), refused.sentence());
    }

    @Test
    void theNumbersOfAnotherClientAreKept() {
        String offer = exchange.offered(Descriptions.SIPE);
        assertTrue(offer.contains("m=video 57000 RTP/AVP 98 96\r\n"), offer);
        MediaLinePlan plan = video(exchange.answered(Descriptions.roomAnswer(98, MODE_1)));
        assertEquals(Map.of(98, 98, 96, 98), plan.toCaller().payloadTypes());
        assertEquals(new SsrcSpan(1, 100), plan.toCallee().picture().announced());
        assertFalse(plan.toCaller().feedback().layerLoss());
        assertTrue(plan.toCaller().feedback().sourceRequest());
    }

    @Test
    void aClientThatSpeaksPlainH264TooNeedsNoConversion() {
        String offer =
                exchange.offered(Descriptions.CLIENT.replace("RTP/AVP 122 121", "RTP/AVP 122 107 121") + wire("""
                        a=rtpmap:107 H264/90000
                        a=fmtp:107 profile-level-id=42C02A;packetization-mode=1;level-asymmetry-allowed=1
                        """));
        assertTrue(offer.contains("m=video 57000 RTP/AVP 107 "), offer);
        MediaLinePlan plan = video(exchange.answered(Descriptions.roomAnswer(107, MODE_1)));
        assertEquals("avc", plan.bridge());
        assertNull(plan.toCallee().picture());
        assertNull(plan.toCallee().ssrcs());
    }

    @Test
    void theSourceTowardsTheRoomStaysWhoeverChangesTheCall() {
        exchange.offered(Descriptions.CLIENT);
        MediaLinePlan before = video(exchange.answered(Descriptions.roomAnswer(122, MODE_1)));
        exchange.offeredBack(Descriptions.roomAnswer(122, MODE_1));
        MediaLinePlan after = video(exchange.answeredBack(Descriptions.CLIENT_ANSWER));
        assertEquals(before.toCallee().ssrcs(), after.toCallee().ssrcs());
        assertEquals(before.toCaller().ssrcs(), after.toCaller().ssrcs());
        assertEquals("svc", after.bridge());
    }

    @Test
    void holdClosesTheWayAndLeavesTheTerms() {
        exchange.offered(Descriptions.CLIENT);
        exchange.answered(Descriptions.roomAnswer(122, MODE_1));
        String held = exchange.offered(Descriptions.CLIENT + "a=inactive\r\n");
        assertTrue(held.contains("a=inactive\r\n"), held);
        assertTrue(held.contains("m=video 57000 RTP/AVP 122 96\r\n"), held);
        MediaLinePlan plan =
                video(exchange.answered(Descriptions.roomAnswer(122, MODE_1).replace("a=sendrecv", "a=inactive")));
        assertFalse(plan.toCallee().open());
        assertFalse(plan.toCaller().open());
        assertEquals(31, plan.toCallee().picture().level());
    }
}
