package org.bailey.lab.phone;

import static org.bailey.lab.phone.Bench.SOON;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.bailey.lab.Leaks;
import org.bailey.lab.wire.StepSchedule;
import org.bailey.lab.wire.Transport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RoomToRoomTest {
    private static final String NEAR = "sip:near@room.test";
    private static final String FAR = "sip:far@room.test";

    private final StepSchedule clock = new StepSchedule();
    private Room near;
    private Room far;

    private void open(Transport transport, PhoneOptions here, PhoneOptions there) throws Exception {
        far = Room.open(there.toneHz(880).listen(transport, "127.0.0.1", 0));
        near = Room.open(here.toneHz(440)
                .listen(transport, "127.0.0.1", 0)
                .outbound(far.listening().get(0)));
    }

    private void open() throws Exception {
        open(Transport.TCP, PhoneOptions.of(NEAR), PhoneOptions.of(FAR));
    }

    @AfterEach
    void close() {
        near.close();
        far.close();
        Leaks.assertNone();
    }

    @ParameterizedTest
    @EnumSource(names = {"UDP", "TCP"})
    void aCallWithoutDescriptionIsOfferedByTheCallee(Transport transport) throws Exception {
        open(transport, PhoneOptions.of(NEAR), PhoneOptions.of(FAR));
        LabCall call = near.callOfferless(FAR).awaitConnected(SOON).awaitTone(880, SOON);
        far.awaitIncoming(SOON).awaitTone(440, SOON);
        call.refreshOfferless();
        near.journal().until("second 200", SOON, () -> near.journal().count(e -> e.received(200, "INVITE")) == 2);
        call.awaitTone(880, SOON).bye();
        call.awaitEnded(SOON);
        assertEquals(0, near.complaints().size() + far.complaints().size());
    }

    @Test
    void whatUdpLosesIsSentAgain() throws Exception {
        open(Transport.UDP, PhoneOptions.of(NEAR), PhoneOptions.of(FAR));
        near.faults().sent(m -> m.isRequest() && m.method().equals("INVITE")).drop();
        far.faults().sent(m -> m.status() == 200).drop();
        LabCall call = near.call(FAR).awaitConnected(SOON);
        near.faults().sent(m -> m.method().equals("BYE")).drop();
        call.bye();
        assertEquals(200, call.awaitEnded(SOON).status());
    }

    @Test
    void aRepeatedRequestIsAnsweredOnce() throws Exception {
        open(Transport.UDP, PhoneOptions.of(NEAR), PhoneOptions.of(FAR));
        near.faults().sent(m -> m.isRequest() && m.method().equals("INVITE")).duplicate();
        near.call(FAR).awaitConnected(SOON);
        assertEquals(1, far.calls().size());
    }

    @Test
    void anAnswerThatComesOnceMoreIsNotThatOfTheNextChange() throws Exception {
        open(Transport.UDP, PhoneOptions.of(NEAR), PhoneOptions.of(FAR));
        LabCall call = near.call(FAR).awaitConnected(SOON).awaitTone(880, SOON);
        near.faults()
                .received(m -> m.status() == 200 && m.value("CSeq").endsWith("INVITE"))
                .duplicate();
        call.hold();
        call.resume();
        far.awaitIncoming(SOON).awaitTone(440, SOON);
        far.journal().until("three ACKs", SOON, () -> acknowledged() == 3);
        call.awaitTone(880, SOON).bye();
        call.awaitEnded(SOON);
        assertEquals(0, near.complaints().size() + far.complaints().size());
    }

    private long acknowledged() {
        return far.journal().entries().stream()
                .filter(e -> e.received("ACK"))
                .map(e -> e.message().cseq())
                .distinct()
                .count();
    }

    @Test
    void reliableProgressIsAcknowledgedByPrack() throws Exception {
        open(
                Transport.TCP,
                PhoneOptions.of(NEAR),
                PhoneOptions.of(FAR).reliableProgress(true).plan(AnswerPlan.earlyMedia(Duration.ofMillis(200))));
        near.call(FAR).awaitConnected(SOON);
        assertTrue(far.journal()
                .await("PRACK", SOON, e -> e.received("PRACK"))
                .raw()
                .contains("RAck: 701 1 INVITE"));
    }

    @Test
    void theSessionIsRefreshedAtHalfItsInterval() throws Exception {
        open(
                Transport.TCP,
                PhoneOptions.of(NEAR).sessionExpires(Duration.ofSeconds(1800)).schedule(clock),
                PhoneOptions.of(FAR));
        LabCall call = near.call(FAR).awaitConnected(SOON);
        near.journal().until("timer running", SOON, () -> clock.pending() > 0);
        clock.advance(Duration.ofSeconds(899));
        assertEquals(0, far.journal().count(e -> e.received("UPDATE")));
        clock.advance(Duration.ofSeconds(1));
        far.journal().await("refresh", SOON, e -> e.received("UPDATE"));
        near.journal().await("its answer", SOON, e -> e.received(200, "UPDATE"));
        assertEquals(CallState.CONNECTED, call.state());
    }

    @Test
    void aSessionThatNobodyRefreshesEndsInBye() throws Exception {
        open(
                Transport.TCP,
                PhoneOptions.of(NEAR)
                        .sessionExpires(Duration.ofSeconds(1800))
                        .refreshesItself(false)
                        .schedule(clock),
                PhoneOptions.of(FAR));
        LabCall call = near.call(FAR).awaitConnected(SOON);
        LabCall there = far.awaitIncoming(SOON).awaitConnected(SOON);
        near.journal().until("timer running", SOON, () -> clock.pending() > 0);
        clock.advance(Duration.ofSeconds(1768));
        assertEquals(CallEnd.How.TIMED_OUT, call.awaitEnded(SOON).how());
        there.awaitEnded(SOON);
    }

    @Test
    void anIntervalThatIsTooSmallIsAskedForAgain() throws Exception {
        open(
                Transport.TCP,
                PhoneOptions.of(NEAR).sessionExpires(Duration.ofSeconds(100)),
                PhoneOptions.of(FAR).minSessionExpires(Duration.ofSeconds(500)));
        near.call(FAR).awaitConnected(SOON);
        assertEquals(1, near.journal().count(e -> e.received(422, "INVITE")));
    }

    @Test
    void withoutAckTheCalleeSaysByeAfterThirtyTwoSeconds() throws Exception {
        open(
                Transport.TCP,
                PhoneOptions.of(NEAR),
                PhoneOptions.of(FAR).schedule(clock).plan(AnswerPlan.manual()));
        near.faults().sent(m -> m.method().equals("ACK")).times(1_000).drop();
        LabCall call = near.call(FAR);
        LabCall there = far.awaitIncoming(SOON);
        there.answer();
        call.awaitConnected(SOON);
        far.journal().until("waiting for ACK", SOON, there::waitsForAck);
        for (int second = 0; second < 33; second++) {
            clock.advance(Duration.ofSeconds(1));
            there.waitsForAck(); // lets the loop catch up
        }
        assertEquals(CallEnd.How.TIMED_OUT, there.awaitEnded(SOON).how());
        assertEquals(CallEnd.How.BYE_RECEIVED, call.awaitEnded(SOON).how());
        assertTrue(far.journal().count(e -> e.sent(200, "INVITE")) >= 10);
    }

    @Test
    void damagedMessagesAreAnswered400OrDroppedAndCallsGoOn() throws Exception {
        open();
        LabCall call = near.call(FAR).awaitConnected(SOON);
        near.faults().sent(m -> m.method().equals("OPTIONS")).mangle(text -> text.replace("CSeq: 1", "CSeq: x"));
        near.options(FAR);
        far.journal().await("400", SOON, e -> e.raw().startsWith("SIP/2.0 400"));
        near.sendRaw(far.listening().get(0), "INVITE sip:a SIP/2.0\r\nContent-Length: -5\r\n\r\n");
        near.journal().await("sent", SOON, e -> e.raw().contains("-5"));
        call.awaitTone(880, SOON);
    }

    @Test
    void manyCallsEndedInManyWaysLeaveNoPortOpen() throws Exception {
        open(Transport.UDP, PhoneOptions.of(NEAR), PhoneOptions.of(FAR));
        AnswerPlan[] plans = {
            AnswerPlan.answerAfter(Duration.ZERO),
            AnswerPlan.busy(),
            AnswerPlan.decline(),
            AnswerPlan.noAnswer(),
            AnswerPlan.forked(Duration.ofMillis(1), "a", "a", "b")
        };
        for (int i = 0; i < 100; i++) {
            far.plan(plans[i % plans.length]);
            LabCall call = near.call(FAR);
            LabCall there = far.awaitIncoming(i, SOON);
            near.journal().until("answer", SOON, () -> call.state() != CallState.CALLING);
            if (i % plans.length == 3) {
                call.cancel();
            } else if (call.end() == null && i % plans.length != 1 && i % plans.length != 2) {
                call.awaitConnected(SOON).bye();
            }
            call.awaitEnded(SOON);
            there.awaitEnded(SOON);
        }
        assertEquals(0, near.openMediaLines() + far.openMediaLines());
    }

    @Test
    void answersOptions() throws Exception {
        open();
        near.options(FAR);
        assertTrue(near.journal()
                .await("200", SOON, e -> e.received(200, "OPTIONS"))
                .raw()
                .contains("Allow: INVITE"));
    }
}
