package org.bailey.peertest;

import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The odd-mannered scenarios against each other, so that a failure behind the appliance is not the scenario's. */
@ResourceLock(Stage.SIGNALS)
class OddMannersIT {
    @RegisterExtension
    final Stage stage = new Stage();

    @ParameterizedTest(name = "{0} and {1}")
    @CsvSource({
        "call-offerless, answer",
        "call-late-ack, answer",
        "call-cancelled, answer-silent",
        "call-refused, answer-refused",
        "call-refused, answer-declined",
        "call, answer-forked",
        "call-hung-up, answer-hangup",
    })
    void play(String caller, String callee) {
        Sipp far = Sipp.playing(callee).calls(1).start(stage);
        Sockets.awaitUdp(far, far.port());
        Sipp near = Sipp.playing(caller)
                .calling("room", "127.0.0.1:" + far.port())
                .with("-key", "domain", "video.test")
                .calls(1)
                .with("-d", "1200")
                .start(stage);
        near.awaitSuccess(Await.PATIENCE);
        far.awaitSuccess(Await.PATIENCE);
    }
}
