package org.bailey.lab.phone;

import static org.bailey.lab.phone.Bench.ALICE;
import static org.bailey.lab.phone.Bench.ROOM;
import static org.bailey.lab.phone.Bench.SOON;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import org.bailey.lab.media.AnnexB;
import org.bailey.lab.wire.Journal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CallThroughFrontEndTest {
    private Bench bench;

    @BeforeEach
    void open() throws Exception {
        bench = new Bench();
    }

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void bothHearEachOtherAndTheClientHangsUp() {
        LabCall call = bench.alice.call(ROOM).awaitConnected(SOON);
        LabCall far = bench.room.awaitIncoming(SOON).awaitConnected(SOON);
        call.awaitTone(880, SOON);
        far.awaitTone(440, SOON);
        assertTrue(call.toneShare(440) < 0.01, "the client hears itself");
        assertEquals(0, call.audioStats().lost());
        call.bye();
        assertEquals(CallEnd.How.BYE_SENT, call.awaitEnded(SOON).how());
        assertEquals(CallEnd.How.BYE_RECEIVED, far.awaitEnded(SOON).how());
        assertEquals(0, bench.alice.openMediaLines() + bench.room.openMediaLines());
        assertTrue(call.audioStats().received() > 0, "counters outlive the call");
    }

    @ParameterizedTest
    @EnumSource(value = Encryption.class, names = "NEVER", mode = EnumSource.Mode.EXCLUDE)
    void twoClientsHearEachOtherEncryptedAlsoAfterAHold(Encryption level) throws Exception {
        try (MicrosoftClient bob = MicrosoftClient.open(
                PhoneOptions.of("sip:bob@ms.test").toneHz(660).encryption(level).outbound(bench.frontEnd.clientHop()),
                MicrosoftVersion.SKYPE_2016)) {
            LabCall call = bob.call(ALICE).awaitConnected(SOON).awaitTone(440, SOON);
            LabCall far = bench.alice.awaitIncoming(SOON).awaitTone(660, SOON);
            assertTrue(call.encrypted() && far.encrypted());
            call.hold();
            far.awaitHeldByPeer(true, SOON).awaitSilence(660, SOON);
            call.resume();
            far.awaitHeldByPeer(false, SOON).awaitTone(660, SOON);
            call.awaitTone(440, SOON);
            call.bye();
            far.awaitEnded(SOON);
        }
    }

    @Test
    void aClientThatMustEncryptDoesNotTalkToARoomThatCannot() throws Exception {
        try (MicrosoftClient bob = MicrosoftClient.open(
                PhoneOptions.of("sip:bob@ms.test")
                        .encryption(Encryption.REQUIRED)
                        .outbound(bench.frontEnd.clientHop()),
                MicrosoftVersion.SKYPE_2016)) {
            LabCall call = bob.call(ROOM);
            assertEquals(488, call.awaitEnded(SOON).status());
        }
    }

    @ParameterizedTest
    @EnumSource(HoldForm.class)
    void theRoomCallsHoldsInEveryFormResumesAndHangsUp(HoldForm form) {
        LabCall call = bench.room.call(ALICE).awaitConnected(SOON).awaitTone(440, SOON);
        LabCall far = bench.alice.awaitIncoming(SOON).awaitTone(880, SOON);
        call.hold(form);
        far.awaitHeldByPeer(true, SOON);
        call.awaitSilence(440, SOON);
        call.resume();
        far.awaitHeldByPeer(false, SOON);
        call.awaitTone(440, SOON);
        far.awaitTone(880, SOON);
        call.bye();
        assertEquals(CallEnd.How.BYE_RECEIVED, far.awaitEnded(SOON).how());
    }

    @Test
    void theClientHoldsAndTheRoomFallsSilent() {
        LabCall call = bench.alice.call(ROOM).awaitConnected(SOON);
        LabCall far = bench.room.awaitIncoming(SOON).awaitTone(440, SOON);
        call.hold();
        far.awaitHeldByPeer(true, SOON).awaitSilence(440, SOON);
        assertTrue(call.held());
        call.resume();
        far.awaitTone(440, SOON);
    }

    @Test
    void eitherSideRaisesTheCallToVideoAndTakesItAway() {
        LabCall call = bench.alice.call(ROOM).awaitConnected(SOON);
        LabCall far = bench.room.awaitIncoming(SOON).awaitConnected(SOON);
        call.addVideo();
        call.awaitVideo(20, SOON);
        far.awaitVideo(20, SOON);
        assertEquals(0, assertNotNull0(far.video()).broken());
        List<byte[]> nals = AnnexB.split(assertNotNull0(far.video()).annexB());
        assertEquals(7, nals.get(0)[0] & 0x1F, "the stream begins with a sequence parameter set");
        call.awaitTone(880, SOON);
        call.removeVideo();
        far.awaitTone(440, SOON);
        bench.room.journal().until("video line gone", SOON, () -> far.video() == null);
        far.addVideo();
        call.awaitVideo(5, SOON);
    }

    private static <T> T assertNotNull0(T value) {
        assertNotNull(value);
        return value;
    }

    @Test
    void theCallerGivesUpAndTheRoomStopsRinging() {
        bench.room.plan(AnswerPlan.noAnswer());
        LabCall call = bench.alice.call(ROOM).awaitRinging(SOON);
        call.cancel();
        CallEnd end = call.awaitEnded(SOON);
        assertEquals(CallEnd.How.CANCELLED, end.how());
        assertEquals(487, end.status());
        assertEquals(
                CallEnd.How.CANCEL_RECEIVED,
                bench.room.awaitIncoming(SOON).awaitEnded(SOON).how());
    }

    @Test
    void aCancelThatCrossesThe200EndsInBye() {
        bench.room.plan(AnswerPlan.manual().ring());
        bench.alice.faults().sent(m -> m.method().equals("CANCEL")).drop();
        LabCall call = bench.alice.call(ROOM).awaitRinging(SOON);
        LabCall far = bench.room.awaitIncoming(SOON);
        call.cancel();
        bench.alice
                .journal()
                .await(
                        "CANCEL lost",
                        SOON,
                        e -> e.kind() == Journal.Kind.DROPPED && e.raw().startsWith("CANCEL"));
        far.answer();
        assertEquals(CallEnd.How.CANCELLED, call.awaitEnded(SOON).how());
        assertEquals(CallEnd.How.BYE_RECEIVED, far.awaitEnded(SOON).how());
        assertEquals(1, bench.room.journal().count(e -> e.received("ACK")));
    }

    @Test
    void busyAndDeclinedReachTheCallerWithTheirStatus() {
        bench.room.plan(AnswerPlan.busy());
        assertEquals(486, bench.alice.call(ROOM).awaitEnded(SOON).status());
        bench.alice.plan(AnswerPlan.decline());
        assertEquals(603, bench.room.call(ALICE).awaitEnded(SOON).status());
        assertTrue(bench.alice.complaints().stream().noneMatch(c -> c.contains("Request-URI")));
        assertEquals(404, bench.room.call("sip:nobody@ms.test").awaitEnded(SOON).status());
    }

    @Test
    void everyDeviceOfAForkRingsAndOneAnswers() {
        bench.room.plan(AnswerPlan.forked(Duration.ofMillis(300), "desk", "desk", "mobile", "car"));
        LabCall call = bench.alice.call(ROOM).awaitConnected(SOON).awaitTone(880, SOON);
        assertEquals(3, call.forks());
        call.bye();
        call.awaitEnded(SOON);
    }

    @Test
    void earlyMediaIsHeardBeforeTheAnswer() {
        bench.room.plan(AnswerPlan.manual().then(Duration.ZERO, LabCall::progress));
        LabCall call = bench.alice.call(ROOM).awaitRinging(SOON).awaitTone(880, SOON);
        bench.room.awaitIncoming(SOON).answer();
        call.awaitConnected(SOON).awaitTone(880, SOON);
    }

    @Test
    void anInviteWithoutDescriptionIsRefusedByTheClient() {
        assertEquals(488, bench.room.callOfferless(ALICE).awaitEnded(SOON).status());
        assertTrue(bench.alice.complaints().stream().anyMatch(c -> c.contains("without a description")));
    }

    @Test
    void bothHoldAtOnceAndOneTriesAgain() {
        LabCall call = bench.alice.call(ROOM).awaitConnected(SOON).awaitTone(880, SOON);
        LabCall far = bench.room.awaitIncoming(SOON).awaitTone(440, SOON);
        bench.frontEnd
                .faults()
                .sent(m -> m.isRequest() && m.method().equals("INVITE"))
                .times(2)
                .delay(Duration.ofMillis(150));
        call.hold();
        far.hold();
        call.awaitHeldByPeer(true, SOON);
        far.awaitHeldByPeer(true, SOON);
        assertTrue(bench.alice.journal().count(e -> e.received(491, "INVITE") || e.sent(491, "INVITE")) > 0);
        bench.alice.journal().until("both hold", SOON, () -> call.held() && far.held());
    }

    @Test
    void aLostAckIsRepeatedAfterThe200CameAgain() {
        bench.alice.faults().sent(m -> m.method().equals("ACK")).drop();
        LabCall call = bench.alice.call(ROOM).awaitConnected(SOON);
        LabCall far = bench.room.awaitIncoming(SOON);
        bench.room.journal().await("the ACK", SOON, e -> e.received("ACK"));
        bench.room.journal().until("200 no longer repeated", SOON, () -> !far.waitsForAck());
        assertTrue(bench.room.journal().count(e -> e.sent(200, "INVITE")) >= 2);
        call.bye();
        far.awaitEnded(SOON);
    }

    @Test
    void theRecordRouteComesBackByteByByte() {
        LabCall call = bench.room.call(ALICE).awaitConnected(SOON);
        call.bye();
        call.awaitEnded(SOON);
        assertEquals(List.of(), bench.frontEnd.complaints());
    }
}
