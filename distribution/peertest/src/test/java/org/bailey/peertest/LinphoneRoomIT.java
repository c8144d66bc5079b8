package org.bailey.peertest;

import java.time.Duration;
import org.bailey.lab.phone.LabCall;
import org.bailey.lab.phone.MicrosoftClient;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * A linphone room: a second opinion on what a room accepts. Over UDP: over TCP its Contact names the caller's own port of the
 * connection, and nobody listens there.
 */
class LinphoneRoomIT {
    private static final Duration SOON = Await.PATIENCE;

    @RegisterExtension
    static final House house = new House();

    @RegisterExtension
    final Stage stage = new Stage();

    private static Gateway gateway;
    private static MicrosoftSide microsoft;
    private static int roomPort;

    @BeforeAll
    static void start() {
        roomPort = Ports.next();
        int frontEnd = Ports.next();
        Gateway.Plan plan = Gateway.plan(house).rooms(Transport.UDP, roomPort);
        plan.configuration().microsoft(Transport.TLS, "127.0.0.1", frontEnd).trust(MicrosoftSide.FRONT_END);
        microsoft = house.stage().add(new MicrosoftSide(frontEnd, plan.pki(), plan.microsoft()));
        gateway = plan.start();
    }

    @AfterAll
    static void nothingIsLeft() {
        gateway.assertNothingLeft();
    }

    @Test
    void answersHearsSeesAndIsLeft() {
        Linphone room = Linphone.start(stage, "room", Transport.UDP, roomPort, 440);
        MicrosoftClient alice = microsoft.client(stage, "alice", 880);
        LabCall call = alice.call("sip:room@video.test").awaitConnected(SOON);
        call.awaitTone(440, SOON);
        room.awaitTone(880);
        call.addVideo();
        call.awaitVideo(10, SOON);
        call.awaitTone(440, SOON);
        call.bye();
        room.awaitOutput(SOON, "^Event: LinphoneCallReleased");
    }
}
