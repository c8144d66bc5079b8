package org.bailey.b2bua.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Objects;
import org.bailey.call.CallAction;
import org.bailey.call.CallEvent;
import org.bailey.call.Phase;
import org.bailey.media.Side;
import org.bailey.media.VideoWish;
import org.bailey.sip.Body;
import org.bailey.sip.SipEvent;
import org.bailey.sip.SipRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class PictureControlTest {
    private static final String UPDATE = "<media_control><vc_primitive><stream_id>1</stream_id><to_encoder>"
            + "<picture_fast_update/></to_encoder></vc_primitive></media_control>";

    private static Bench withVideo() {
        return Bench.established()
                .caller("INVITE", 2, Sdps.MICROSOFT_VIDEO)
                .answer(200, "r1", Sdps.ROOM_VIDEO)
                .caller("ACK", 2, "");
    }

    private static Bench info(Bench bench, Side side, String type, String text) {
        bench.actions.clear();
        var dialog = Objects.requireNonNull(bench.state.leg(side).dialog());
        return bench.request(dialog, "INFO", dialog.remoteSequence() + 1, Body.of(type, text));
    }

    private static List<CallAction.WishPicture> wishes(Bench bench) {
        return bench.actions.stream()
                .filter(CallAction.WishPicture.class::isInstance)
                .map(CallAction.WishPicture.class::cast)
                .toList();
    }

    @ParameterizedTest
    @EnumSource(Side.class)
    void aPictureRequestGoesToTheOtherSidesPicture(Side side) {
        Bench bench = info(withVideo(), side, PictureControl.TYPE, UPDATE);
        assertEquals(200, bench.lastAnswer().status());
        int video = bench.state.lines().get(1).id();
        assertEquals(List.of(new CallAction.WishPicture(video, side.other(), VideoWish.KEY_FRAME)), wishes(bench));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<media_control><general_error>?</general_error></media_control>",
                "<media_control><vc_primitive><to_encoder><picture_freeze/></to_encoder></vc_primitive></media_control>",
                "picture_fast_update",
                "< < < picture_fast_updates/>"
            })
    void whatAsksForNoKeyFrameIsAnsweredAndNothingMore(String text) {
        Bench bench = info(withVideo(), Side.CALLER, PictureControl.TYPE, text);
        assertEquals(200, bench.lastAnswer().status());
        assertEquals(List.of(), wishes(bench));
    }

    @Test
    void aPrefixAndOtherFormsOfTheSameAreUnderstood() {
        for (String form : List.of("<m:picture_fast_update/>", "<picture_fast_update></picture_fast_update>")) {
            assertEquals(
                    1,
                    wishes(info(withVideo(), Side.CALLEE, PictureControl.TYPE, form))
                            .size(),
                    form);
        }
    }

    @Test
    void anotherBodyIsRefusedAndACallWithoutVideoHasNobodyToAsk() {
        Bench bench = info(withVideo(), Side.CALLER, "text/plain", UPDATE);
        assertEquals(415, bench.lastAnswer().status());
        assertEquals(List.of(), wishes(bench));
        Bench audio = info(Bench.established(), Side.CALLER, PictureControl.TYPE, UPDATE);
        assertEquals(200, audio.lastAnswer().status());
        assertEquals(List.of(), wishes(audio));
    }

    @ParameterizedTest
    @EnumSource(Side.class)
    void aSideThatUnderstandsNothingElseIsAskedByInfo(Side side) {
        Bench bench = withVideo();
        long before = bench.state.leg(side).dialog().localSequence();
        bench.step(new CallEvent.PictureWished(1, side, VideoWish.KEY_FRAME));
        SipRequest info = bench.lastSent("INFO");
        assertEquals(before + 1, info.cseq());
        assertEquals(bench.state.leg(side).dialog().callId(), info.callId());
        assertEquals(PictureControl.TYPE, info.body().mediaType());
        assertTrue(PictureControl.asksForKeyFrame(info.body()));
        bench.step(new CallEvent.PictureWished(1, side, VideoWish.NONE));
        assertEquals(1, bench.count("INFO"));
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 405, 408, 481, 501})
    void whateverItAnswersTheCallGoesOn(int status) {
        Bench bench = withVideo();
        bench.step(new CallEvent.PictureWished(1, Side.CALLEE, VideoWish.KEY_FRAME));
        bench.answer(status, "r1", "");
        assertEquals(Phase.ESTABLISHED, bench.phase());
        bench.caller("INVITE", 3, Sdps.MICROSOFT_HELD);
        assertEquals(1, bench.count("INFO"));
        assertTrue(bench.lastSent("INVITE").cseq() > bench.lastSent("INFO").cseq());
    }

    @Test
    void silenceOfThePeerAboutItIsNoMatterEither() {
        Bench bench = withVideo();
        bench.step(new CallEvent.PictureWished(1, Side.CALLEE, VideoWish.KEY_FRAME));
        bench.step(
                new CallEvent.Signalled(new SipEvent.TimedOut(bench.lastSend().transaction())));
        assertEquals(Phase.ESTABLISHED, bench.phase());
    }

    @Test
    void nobodyIsAskedInACallThatIsNotUpOrOver() {
        Bench ringing = new Bench().invited(Sdps.MICROSOFT_AUDIO).answer(180, "r1", "");
        ringing.step(new CallEvent.PictureWished(0, Side.CALLER, VideoWish.KEY_FRAME));
        ringing.step(new CallEvent.PictureWished(0, Side.CALLEE, VideoWish.KEY_FRAME));
        assertEquals(0, ringing.count("INFO"));
        Bench over = withVideo().caller("BYE", 9, "");
        over.step(new CallEvent.PictureWished(1, Side.CALLEE, VideoWish.KEY_FRAME));
        assertEquals(0, over.count("INFO"));
    }
}
