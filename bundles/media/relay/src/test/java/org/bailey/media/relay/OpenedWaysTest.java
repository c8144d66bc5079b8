package org.bailey.media.relay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetSocketAddress;
import java.util.List;
import org.bailey.media.FeedbackTerms;
import org.bailey.media.VideoWish;
import org.bailey.rtcp.Feedback;
import org.bailey.rtcp.Feedback.LayerLoss;
import org.bailey.rtcp.Feedback.PictureLoss;
import org.bailey.rtcp.SourceRequest;
import org.junit.jupiter.api.Test;

/** What is asked before anybody asks: how a picture begins. */
class OpenedWaysTest {
    private static final PictureLoss ASKED = new PictureLoss(Pair.CLIENT, Pair.ROOM);

    private static Pair pair() {
        return new Pair(RelaySettings.USUAL, Pair.LYNC, Pair.PLI);
    }

    private static List<SourceRequest> requests(Pair.End end) {
        return end.heard().stream()
                .filter(SourceRequest.class::isInstance)
                .map(SourceRequest.class::cast)
                .toList();
    }

    @Test
    void theFirstPictureIsAskedForTwice() {
        Pair pair = pair();
        pair.picture(pair.client);
        pair.later(400);
        assertEquals(0, pair.room.heard().stream().filter(ASKED::equals).count(), "nothing came yet");
        pair.picture(pair.room);
        pair.later(200);
        assertEquals(1, pair.room.heard().stream().filter(ASKED::equals).count());
        pair.later(5000);
        assertEquals(1, pair.room.heard().stream().filter(ASKED::equals).count());
        assertEquals(2, pair.room.stream.statistics(null).pictures().byGateway());
    }

    @Test
    void anEndedHoldANewAddressAndANewSourceAskAgain() {
        Pair pair = pair().flowing();
        pair.room.stream.open = false;
        pair.later(2000);
        assertEquals(List.of(), pair.room.heard());
        pair.room.stream.open = true;
        pair.later(200);
        assertEquals(List.of(ASKED), pair.room.heard());
        pair.later(5000);
        pair.room.heard();
        pair.client.stream.rtpSource.settle(new InetSocketAddress("127.0.0.1", 9));
        pair.later(200);
        assertEquals(List.of(ASKED), pair.room.heard());
        pair.later(5000);
        pair.room.heard();
        pair.room.stream.reception.ssrc++;
        pair.later(200);
        assertEquals(List.of(new PictureLoss(Pair.CLIENT, Pair.ROOM + 1)), pair.room.heard());
    }

    @Test
    void aClientIsToldWhatIsWantedUntilItSends() {
        Pair pair = pair();
        pair.later(200);
        SourceRequest first = requests(pair.client).get(0);
        assertTrue(first.keyFrame());
        assertEquals(SourceRequest.ANY, first.wanted());
        assertEquals(Pair.SPAN, first.sender());
        assertEquals(2_000_000, first.bitsPerSecond());
        pair.later(4000);
        List<SourceRequest> again = requests(pair.client);
        assertEquals(3, again.size(), "after half a second, one more and two more");
        assertTrue(again.stream().allMatch(first::equals), "a repetition is the same");
        pair.later(10_000);
        SourceRequest late = requests(pair.client).get(0);
        assertTrue(late.requestId() != first.requestId() && late.keyFrame());
        pair.picture(pair.client);
        pair.later(2000);
        assertTrue(pair.client.feedback.stream().anyMatch(LayerLoss.class::isInstance));
        pair.client.heard();
        pair.later(20_000);
        assertTrue(requests(pair.client).stream().noneMatch(SourceRequest::keyFrame), "it sends");
    }

    @Test
    void aClientOnHoldIsToldThatNothingIsWanted() {
        Pair pair = pair().flowing();
        pair.client.stream.open = false;
        pair.later(1200);
        assertTrue(requests(pair.client).get(0).stops());
        pair.client.stream.open = true;
        pair.later(1200);
        SourceRequest resumed = requests(pair.client).get(0);
        assertFalse(resumed.stops());
        assertTrue(resumed.keyFrame());
    }

    @Test
    void aLineNothingWasAgreedOfIsLeftAlone() {
        Pair pair = pair();
        pair.client.stream.control.terms = null;
        pair.picture(pair.client);
        pair.picture(pair.room);
        pair.wish(pair.room);
        pair.later(3000);
        Feedback asked = new PictureLoss(Pair.CLIENT, Pair.SPAN);
        pair.says(pair.client, asked);
        assertEquals(List.of(ASKED), pair.room.heard(), "passed as it is, about the source it means");
    }

    @Test
    void aRoomThatIsAskedInSignallingIsAskedForItsFirstPictureToo() {
        var pair = new Pair(RelaySettings.USUAL, Pair.LYNC, FeedbackTerms.SILENT);
        pair.picture(pair.room);
        pair.later(200);
        assertTrue(pair.room.stream.control.takeSignal());
        pair.path.onWish(pair.room.stream, VideoWish.NONE, pair.nanos, pair.room);
        assertFalse(pair.room.stream.control.takeSignal(), "that is no wish for a key frame");
    }
}
