package org.bailey.peertest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonObject;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** sipp on both sides, with manners that are allowed but rare, or not allowed and common. */
@ResourceLock(Stage.SIGNALS)
class OddPeersIT {
    private static final Duration PATIENCE = Duration.ofSeconds(45);

    @RegisterExtension
    static final House house = new House();

    @RegisterExtension
    final Stage stage = new Stage();

    private static Gateway gateway;
    private static int callee;

    @BeforeAll
    static void start() {
        callee = Ports.next();
        Gateway.Plan plan = Gateway.plan(house);
        plan.configuration()
                .microsoft(Transport.TCP, "127.0.0.1", callee)
                .set("org.bailey.b2bua", java.util.Map.of("listener", "microsoft-tcp", "monitor", false))
                .zone("loop", Transport.UDP, "standard-udp", "127.0.0.1:" + plan.standard())
                .set("org.bailey.dialplan.zone~loop", java.util.Map.of("monitor", false))
                .rule(".+@loop\\.test", "loop");
        gateway = plan.start();
    }

    @AfterAll
    static void nothingIsLeft() {
        gateway.assertNothingLeft("MODULE-002");
    }

    @ParameterizedTest(name = "{0} and {1}: {2}")
    @CsvSource({
        "call, answer, 200",
        "call, answer-forked, 200",
        "call-offerless, answer, 200",
        "call-late-ack, answer, 200",
        "call-cancelled, answer-silent, 487",
        "call-refused, answer-refused, 486",
        "call-refused, answer-declined, 603",
        "call-hung-up, answer-hangup, 200",
        "call-cancelled, answer-despite-cancel, 487",
        "call-held, answer-glare, 200",
    })
    void endsInOrderOnBothSides(String caller, String answer, int status) {
        int before = gateway.appliance().pastCalls().size();
        Sipp far = callee(answer);
        Sipp near = Sipp.playing(caller)
                .calling("alice", "127.0.0.1:" + gateway.standard())
                .with("-key", "domain", "lync.test")
                .calls(1)
                .with("-d", "1200")
                .start(stage);
        near.awaitSuccess(PATIENCE);
        far.awaitSuccess(PATIENCE);
        assertEquals(status, near.finalStatus());
        oneMoreThan(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"answer-twice", "answer-twice-late"})
    void ofTwoWhoAnswerTheFirstIsTheCallAndTheSecondIsEnded(String answer) {
        Sipp far = callee(answer);
        Sipp.playing("call")
                .calling("alice", "127.0.0.1:" + gateway.standard())
                .with("-key", "domain", "lync.test")
                .calls(1)
                .with("-d", "1500")
                .start(stage)
                .awaitSuccess(PATIENCE);
        far.awaitSuccess(PATIENCE);
        TwoAnswers.of(far).assertFirstKeptAndSecondEnded();
    }

    @Test
    void aRequestThatArrivesTwiceIsOneCall() {
        int before = gateway.appliance().pastCalls().size();
        Sipp far = callee("answer");
        Doubler doubler = stage.add(new Doubler(gateway.standard()));
        Sipp.playing("call")
                .calling("alice", "127.0.0.1:" + doubler.port())
                .with("-key", "domain", "lync.test")
                .calls(1)
                .with("-d", "500")
                .start(stage)
                .awaitSuccess(PATIENCE);
        far.awaitSuccess(PATIENCE);
        oneMoreThan(before);
    }

    /** Waits until nothing is going on, so that a call too many would have come to its end as well. */
    private static void oneMoreThan(int before) {
        Await.until(
                PATIENCE,
                "no call to be up, and one more in the history",
                () -> gateway.appliance().liveCalls().isEmpty()
                        && gateway.appliance().pastCalls().size() > before);
        assertEquals(before + 1, gateway.appliance().pastCalls().size());
    }

    @Test
    void aCallWithoutAckIsEndedAndSaysSo() {
        Sipp far = callee("answer");
        Sipp.playing("call-without-ack")
                .calling("alice", "127.0.0.1:" + gateway.standard())
                .with("-key", "domain", "lync.test")
                .calls(1)
                .start(stage)
                .awaitSuccess(Duration.ofSeconds(75));
        far.awaitSuccess(PATIENCE);
        JsonObject call = gateway.appliance()
                .awaitCall("the call without ACK", each -> each.toString().contains("No ACK from the caller"));
        assertEquals("ENDED", call.getString("state"));
    }

    @Test
    void anUnknownDestinationIsRefusedAtOnce() {
        Sipp near = Sipp.playing("call-refused")
                .calling("nobody", "127.0.0.1:" + gateway.standard())
                .with("-key", "domain", "nowhere.test")
                .calls(1)
                .start(stage);
        near.awaitSuccess(Duration.ofSeconds(15));
        assertEquals(404, near.finalStatus());
    }

    @Test
    void aCallThatComesBackToUsIsRefusedOnTheLegItCameBackOnAndTheCallerHearsWhy() {
        Sipp near = Sipp.playing("call-refused")
                .calling("round", "127.0.0.1:" + gateway.standard())
                .with("-key", "domain", "loop.test")
                .calls(1)
                .start(stage);
        near.awaitSuccess(PATIENCE);
        assertEquals(482, near.finalStatus());
        JsonObject call = gateway.appliance()
                .awaitCall("the looping call", each -> each.toString().contains("round@loop.test"));
        assertEquals("ENDED", call.getString("state"));
        assertTrue(call.toString().contains("The called side answered 482 Loop Detected"), call.toString());
    }

    @Test
    void whileItIsDrainedNewCallsAreSentElsewhereAndThoseThatAreUpGoOn() {
        int before = gateway.appliance().pastCalls().size();
        Sipp far = callee("answer");
        Sipp near = Sipp.playing("call")
                .calling("alice", "127.0.0.1:" + gateway.standard())
                .with("-key", "domain", "lync.test")
                .calls(1)
                .with("-d", "6000")
                .start(stage);
        gateway.appliance()
                .awaitCall(
                        "the call that is up", call -> call.getString("state").equals("ESTABLISHED"));
        gateway.appliance().command("drain", "on");
        try {
            Sipp late = Sipp.playing("call-refused")
                    .calling("alice", "127.0.0.1:" + gateway.standard())
                    .with("-key", "domain", "lync.test")
                    .calls(1)
                    .start(stage);
            late.awaitSuccess(PATIENCE);
            assertEquals(503, late.finalStatus());
            assertTrue(late.messages().contains("\r\nRetry-After: 60\r\n"), late.messages());
            near.awaitSuccess(PATIENCE);
            far.awaitSuccess(PATIENCE);
        } finally {
            gateway.appliance().command("drain", "off");
        }
        oneMoreThan(before);
    }

    private Sipp callee(String scenario) {
        Sipp far = Sipp.playing(scenario)
                .over(Transport.TCP)
                .at("127.0.0.1", callee)
                .calls(1)
                .with("-d", "700")
                .start(stage);
        Sockets.awaitTcpListener(far, callee);
        return far;
    }
}
