package org.bailey.media.relay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.List;
import org.bailey.media.FeedbackTerms;
import org.bailey.media.PictureRequests;
import org.bailey.media.SrtpContext;
import org.bailey.media.SrtpKey;
import org.bailey.media.SrtpSuite;
import org.bailey.media.VideoWish;
import org.bailey.media.relay.RelaySettings.MicrosoftKeyFrame;
import org.bailey.media.relay.srtp.Desk;
import org.bailey.media.relay.srtp.SecureRtcp;
import org.bailey.media.relay.srtp.Verdict;
import org.bailey.rtcp.Feedback;
import org.bailey.rtcp.Feedback.BitRates;
import org.bailey.rtcp.Feedback.FullIntra;
import org.bailey.rtcp.Feedback.LayerLoss;
import org.bailey.rtcp.Feedback.PictureLoss;
import org.bailey.rtcp.Feedback.ReceiverMaximum;
import org.bailey.rtcp.ReportExtension;
import org.bailey.rtcp.RtcpReader;
import org.bailey.rtcp.RtcpWriter;
import org.bailey.rtcp.SourceRequest;
import org.junit.jupiter.api.Test;

class PictureRequestsTest {
    private static final RelaySettings QUIET = new RelaySettings(
            1_000_000_000L,
            0,
            MicrosoftKeyFrame.PICTURE_LOSS,
            600_000_000_000L,
            false,
            true,
            true,
            false,
            0,
            1_000_000_000L);
    private static final FeedbackTerms INTRA =
            new FeedbackTerms(false, false, true, false, false, false, false, 96, Pair.HD);
    private static final FeedbackTerms OLD_LYNC =
            new FeedbackTerms(true, false, false, false, false, false, false, 122, Pair.HD);

    private static Pair pair() {
        return new Pair(QUIET, Pair.LYNC, Pair.PLI).flowing();
    }

    private static SourceRequest request(int id, boolean keyFrame, long bitsPerSecond) {
        return new SourceRequest(
                Pair.CLIENT,
                SourceRequest.ANY,
                SourceRequest.ANY,
                id,
                0,
                keyFrame,
                List.of(Entries.of(new VideoWish(false, bitsPerSecond, 640, 360, 15, false), 122, true)));
    }

    /** {@return what came but for limits of rates} */
    private static Feedback asked(Pair.End end) {
        return end.heard().stream()
                .filter(message -> !(message instanceof BitRates))
                .findFirst()
                .orElseThrow();
    }

    private static PictureRequests counted(Pair.End of) {
        return of.stream.statistics(null).pictures();
    }

    @Test
    void aStandardRequestReachesTheClientInItsOwnForm() {
        Pair pair = pair();
        pair.says(pair.room, new PictureLoss(Pair.ROOM, Pair.CLIENT));
        var loss = (LayerLoss) pair.client.heard().get(0);
        assertEquals(Pair.CLIENT, loss.source());
        assertEquals(Pair.SPAN, loss.sender(), "a number we announced");
        assertEquals(1, loss.layers());
        pair.later(1000);
        pair.says(pair.room, new FullIntra(Pair.ROOM, List.of(new FullIntra.Request(Pair.CLIENT, 1))));
        assertNotEquals(loss.requestId(), ((LayerLoss) pair.client.heard().get(0)).requestId());
        assertEquals(2, counted(pair.client).byPeer());
        assertEquals(12 + 12, pair.client.datagrams.get(0).length, "alone, without a report");
    }

    @Test
    void microsoftsRequestsReachTheRoomAsWhatItAgreedTo() {
        for (FeedbackTerms terms : List.of(Pair.PLI, INTRA)) {
            Pair pair = new Pair(QUIET, Pair.LYNC, terms).flowing();
            for (Feedback asked : List.of(
                    new LayerLoss(Pair.CLIENT, Pair.SPAN, 1, 1),
                    request(1, true, 0),
                    new PictureLoss(Pair.CLIENT, Pair.SPAN))) {
                pair.says(pair.client, asked);
                Feedback heard = asked(pair.room);
                if (terms.pictureLoss()) {
                    assertEquals(new PictureLoss(Pair.CLIENT, Pair.ROOM), heard);
                } else {
                    assertEquals(
                            Pair.ROOM, ((FullIntra) heard).requests().get(0).source());
                }
                pair.later(1000);
            }
            assertTrue(new RtcpReader(ByteBuffer.wrap(pair.room.datagrams.get(0))).next());
            assertEquals((byte) 201, pair.room.datagrams.get(0)[1], "a report before it");
            assertEquals(3, counted(pair.room).byPeer());
        }
    }

    @Test
    void fullIntraRequestsAreNumbered() {
        Pair pair = new Pair(QUIET, Pair.LYNC, INTRA).flowing();
        pair.says(pair.client, new PictureLoss(Pair.CLIENT, Pair.SPAN));
        pair.later(1000);
        pair.says(pair.client, new PictureLoss(Pair.CLIENT, Pair.SPAN));
        List<Feedback> heard = pair.room.heard();
        assertEquals(2, heard.size());
        assertNotEquals(
                ((FullIntra) heard.get(0)).requests().get(0).sequence(),
                ((FullIntra) heard.get(1)).requests().get(0).sequence());
    }

    @Test
    void oneASecondAndTheRestIsOne() {
        Pair pair = pair();
        for (int i = 0; i < 10; i++) {
            pair.says(pair.room, new PictureLoss(Pair.ROOM, Pair.CLIENT));
        }
        assertEquals(1, pair.client.heard().size());
        pair.later(800);
        assertEquals(0, pair.client.heard().size());
        pair.later(200);
        assertEquals(1, pair.client.heard().size(), "what was asked in between");
        pair.later(5_000);
        assertEquals(0, pair.client.heard().size());
        PictureRequests counted = counted(pair.client);
        long first = 1; // the source request that began it
        assertEquals(List.of(10L, 8L, first + 2), List.of(counted.byPeer(), counted.coalesced(), counted.asked()));
    }

    @Test
    void theSameRequestAgainIsARepetition() {
        Pair pair = pair();
        for (int i = 0; i < 3; i++) {
            pair.says(pair.client, request(7, true, 1_000_000));
            pair.says(pair.client, new LayerLoss(Pair.CLIENT, Pair.SPAN, 8, 1));
            pair.says(pair.room, new FullIntra(Pair.ROOM, List.of(new FullIntra.Request(Pair.CLIENT, 9))));
        }
        assertEquals(2, counted(pair.room).byPeer());
        assertEquals(1, counted(pair.client).byPeer());
        assertEquals(4, counted(pair.client).repeated());
        assertEquals(2, counted(pair.room).repeated());
    }

    @Test
    void whoUnderstandsNothingIsAskedInSignallingOrHearsOfALostPacket() {
        Pair pair = new Pair(QUIET, OLD_LYNC, FeedbackTerms.SILENT).flowing();
        pair.says(pair.client, new PictureLoss(Pair.CLIENT, Pair.SPAN));
        pair.says(pair.client, new PictureLoss(Pair.CLIENT, Pair.SPAN));
        assertEquals(List.of(), pair.room.heard());
        assertTrue(pair.room.stream.control.takeSignal());
        assertFalse(pair.room.stream.control.takeSignal());
        assertEquals(1, counted(pair.room).askedInSignalling());
        pair.wish(pair.client);
        var reader = new RtcpReader(ByteBuffer.wrap(pair.client.datagrams.get(0)));
        assertTrue(reader.next());
        int last = (int) pair.client.stream.reception.highest & 0xffff;
        assertEquals(List.of(new ReportExtension.PacketLoss(last)), reader.extensions());
        assertEquals(1, counted(pair.client).bySignalling());
    }

    @Test
    void theLowestRateTheClientNamesIsToldUntilItIsConfirmed() {
        Pair pair = pair();
        pair.says(pair.client, request(1, false, 1_000_000));
        var told = new BitRates(Pair.CLIENT, false, List.of(new BitRates.Limit(Pair.ROOM, 1_000_000, 40)));
        assertEquals(List.of(told), pair.room.heard());
        pair.later(1000);
        assertEquals(List.of(told), pair.room.heard());
        pair.says(pair.room, new BitRates(Pair.ROOM, true, told.limits()));
        pair.later(5000);
        assertEquals(List.of(), pair.room.heard());
        ByteBuffer report = ByteBuffer.allocate(100);
        RtcpWriter.report(report, Pair.CLIENT, new ReportExtension.Limit(ReportExtension.Limit.By.RECEIVER, 600_000));
        pair.says(pair.client, report.flip());
        assertEquals(
                600_000, ((BitRates) pair.room.heard().get(0)).limits().get(0).bitsPerSecond() / 1000 * 1000);
        assertEquals(8, pair.room.datagrams.get(pair.room.datagrams.size() - 2).length, "without the extension");
        pair.says(pair.client, new ReceiverMaximum(Pair.CLIENT, 800_000, List.of(Pair.SPAN)));
        pair.later(5000);
        assertEquals(3, counted(pair.room).rates() + 1, "more than another limit changes nothing");
    }

    @Test
    void aTemporaryMaximumIsAnsweredByUsAndBecomesASourceRequest() {
        Pair pair = pair();
        var limit = new BitRates.Limit(Pair.CLIENT, 512_000, 20);
        pair.says(pair.room, new BitRates(Pair.ROOM, false, List.of(limit)));
        pair.later(1200);
        var held = (BitRates) pair.room.heard().get(0);
        assertTrue(held.notification());
        assertEquals(List.of(new BitRates.Limit(Pair.ROOM, 512_000, 20)), held.limits());
        var wanted = (SourceRequest) pair.client.heard().get(0);
        assertEquals(512_000, wanted.bitsPerSecond());
        assertFalse(wanted.keyFrame());
        assertEquals(1280, wanted.entries().get(0).width());
        assertEquals(122, wanted.entries().get(0).payloadType());
    }

    @Test
    void aClientThatWantsNothingGetsNothingUntilItDoes() {
        Pair pair = pair();
        pair.client.rtp.clear();
        pair.says(
                pair.client,
                new SourceRequest(Pair.CLIENT, SourceRequest.NONE, SourceRequest.NONE, 1, 0, false, List.of()));
        pair.picture(pair.room);
        assertEquals(0, pair.client.rtp.size());
        pair.says(pair.client, request(2, false, 0));
        assertEquals(new PictureLoss(Pair.CLIENT, Pair.ROOM), asked(pair.room));
        pair.picture(pair.room);
        assertEquals(1, pair.client.rtp.size());
    }

    @Test
    void contributorsReachTheClientAndNotTheRoom() {
        Pair pair = pair();
        pair.picture(pair.client, 1, 2, 3);
        ByteBuffer packet = pair.room.rtp.get(pair.room.rtp.size() - 1);
        assertEquals(16, packet.limit());
        assertEquals((byte) 0x80, packet.get(0));
        assertEquals(0x65666768, packet.getInt(12));
        pair.picture(pair.room, 4);
        assertEquals(20, pair.client.rtp.get(pair.client.rtp.size() - 1).limit());
    }

    @Test
    void anEncryptedPeerIsAskedUnderItsKey() {
        var key = new SrtpKey(SrtpSuite.AES_CM_128_HMAC_SHA1_80, new byte[30]);
        Pair pair = pair();
        pair.room.stream.send = new SrtpContext(key);
        pair.says(pair.room, new PictureLoss(Pair.ROOM, Pair.CLIENT));
        ByteBuffer desk = Desk.take(ByteBuffer.wrap(pair.client.datagrams.get(0)));
        assertEquals(Verdict.GOOD, SecureRtcp.unprotect(new SrtpContext(key), desk));
        var reader = new RtcpReader(desk);
        assertTrue(reader.next() && reader.feedback() instanceof LayerLoss);
    }

    @Test
    void whatNobodyCanReadIsDroppedAndCounted() {
        Pair pair = pair();
        pair.says(pair.client, new Feedback.SpeakerHistory(Pair.CLIENT, 0, List.of(1)));
        pair.says(pair.room, new Feedback.Missing(Pair.ROOM, Pair.CLIENT, List.of(new Feedback.Missing.Loss(1, 0))));
        pair.says(pair.room, ByteBuffer.allocate(16).putInt(0x8fcd0003).clear());
        assertEquals(1, counted(pair.client).unsupported());
        assertEquals(1, counted(pair.room).unsupported());
        assertEquals(1, counted(pair.room).unknown());
        assertEquals(List.of(), pair.client.datagrams);
        assertEquals(List.of(), pair.room.datagrams);
    }

    @Test
    void whatIsNoFeedbackGoesOnAndTheRestOfItsPacketToo() {
        Pair pair = pair();
        ByteBuffer compound = ByteBuffer.allocate(200);
        RtcpWriter.report(compound, Pair.ROOM);
        RtcpWriter.feedback(compound, new PictureLoss(Pair.ROOM, Pair.CLIENT));
        compound.putInt(0x81cb0001).putInt(Pair.ROOM);
        pair.says(pair.room, compound.flip());
        byte[] first = pair.client.datagrams.get(0);
        assertEquals(16, first.length);
        assertEquals(Pair.SPAN, ByteBuffer.wrap(first).getInt(4));
        assertEquals((byte) 203, first[9]);
        assertEquals(1, pair.client.heard().size());
    }
}
