package org.bailey.peertest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** sipp on both sides over TLS with mutual verification; socat carries it, because Debian builds sipp without. */
@ResourceLock(Stage.SIGNALS)
class OddPeersOverTlsIT {
    private static final Duration PATIENCE = Duration.ofSeconds(45);

    @RegisterExtension
    static final House house = new House();

    @RegisterExtension
    final Stage stage = new Stage();

    private static Gateway gateway;
    private static Pki.Identity caller;
    private static Pki.Identity callee;
    private static int microsoft;
    private static int rooms;

    @BeforeAll
    static void start() {
        microsoft = Ports.next();
        rooms = Ports.next();
        Gateway.Plan plan = Gateway.plan(house).rooms(Transport.TLS, rooms);
        plan.configuration()
                .microsoft(Transport.TLS, "127.0.0.1", microsoft)
                .trust("caller.lync.test")
                .set("org.bailey.b2bua", Map.of("monitor", false));
        callee = plan.pki().identity("callee.test", "127.0.0.1");
        caller = plan.pki().identity("caller.lync.test", "127.0.0.1");
        gateway = plan.start();
    }

    @AfterAll
    static void nothingIsLeft() {
        gateway.assertNothingLeft();
    }

    @ParameterizedTest(name = "from the standard side: {0} and {1}: {2}")
    @CsvSource({
        "call, answer, 200",
        "call, answer-forked, 200",
        "call, answer-twice, 200",
        "call-offerless, answer, 200",
        "call-cancelled, answer-silent, 487",
        "call-refused, answer-declined, 603",
        "call-hung-up, answer-hangup, 200",
    })
    void towardsTheMicrosoftSide(String calls, String answers, int status) {
        assertEquals(status, ended(calls, gateway.standard() + 1, "alice", "lync.test", answers, microsoft));
    }

    @ParameterizedTest(name = "from the Microsoft side: {0} and {1}: {2}")
    @CsvSource({
        "call, answer, 200",
        "call, answer-forked, 200",
        "call, answer-twice, 200",
        "call-cancelled, answer-silent, 487",
        "call-refused, answer-declined, 603",
        "call-hung-up, answer-hangup, 200",
    })
    void towardsARoom(String calls, String answers, int status) {
        assertEquals(status, ended(calls, gateway.microsoft(), "room", "video.test", answers, rooms));
    }

    private int ended(String calls, int into, String user, String domain, String answers, int outOf) {
        int before = gateway.appliance().pastCalls().size();
        Sipp far = Sipp.playing(answers)
                .behindTls(outOf)
                .calls(1)
                .with("-d", "700")
                .start(stage);
        Sockets.awaitTcpListener(far, far.port());
        Socat.outOfTls(stage, outOf, far.port(), callee);
        Socat toUs = Socat.intoTls(stage, into, caller, Gateway.NAME);
        Sipp near = Sipp.playing(calls)
                .behindTls(toUs.port())
                .calling(user, "127.0.0.1:" + toUs.port())
                .with("-key", "domain", domain)
                .calls(1)
                .with("-d", "1200")
                .start(stage);
        near.awaitSuccess(PATIENCE);
        far.awaitSuccess(PATIENCE);
        Await.until(
                PATIENCE,
                "one more call in the history",
                () -> gateway.appliance().pastCalls().size() == before + 1);
        return near.finalStatus();
    }
}
