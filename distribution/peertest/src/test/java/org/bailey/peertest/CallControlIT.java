package org.bailey.peertest;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Map;
import org.bailey.lab.phone.LabCall;
import org.bailey.lab.phone.MicrosoftClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.ResourceLock;

/** kamailio as the call-control neighbour; a phone is registered there and calls over its trunk. */
@ResourceLock(Stage.SOUND)
class CallControlIT {
    private static final Duration SOON = Await.PATIENCE;

    @RegisterExtension
    final Stage stage = new Stage();

    @Test
    void carriesCallsBothWaysOverTcp() {
        Trunk trunk = new Trunk(Transport.TCP, true);
        carriesCallsBothWays(trunk);
        trunk.gateway.assertNothingLeft();
    }

    @Test
    void carriesCallsBothWaysOverTlsWhenBothCertificatesAreTrusted() {
        Trunk trunk = new Trunk(Transport.TLS, true);
        carriesCallsBothWays(trunk);
        trunk.gateway.assertNothingLeft();
    }

    private void carriesCallsBothWays(Trunk trunk) {
        MicrosoftClient alice = trunk.microsoft.client(stage, "alice", 880);
        LabCall call = alice.call("sip:phone@pbx.test");
        trunk.phone.awaitIncoming().accept().awaitEstablished();
        call.awaitConnected(SOON).awaitTone(440, SOON);
        trunk.phone.awaitTone(880);
        call.bye();
        trunk.phone.awaitClosed();
        trunk.phone.dial("sip:alice@lync.test");
        LabCall back = alice.awaitIncoming(SOON).awaitConnected(SOON).awaitTone(440, SOON);
        trunk.phone.hangup();
        back.awaitEnded(SOON);
    }

    @Test
    void aNeighbourWithAnUntrustedCertificateIsRefusedAndItsZoneSaysWhy() {
        Trunk trunk = new Trunk(Transport.TLS, false);
        Await.until(SOON, "the zone to say why it is not alive", () -> {
            String zones = trunk.gateway.appliance().rest().get("/api/v1/zones").toString();
            return zones.contains("certificate") && zones.contains("\"alive\":false");
        });
        trunk.phone.dial("sip:alice@lync.test");
        assertTrue(!trunk.phone.awaitClosed().isEmpty());
    }

    /** Phone, call control, appliance and Microsoft side. */
    private final class Trunk {
        final Gateway gateway;
        final MicrosoftSide microsoft;
        final Baresip phone;

        Trunk(Transport transport, boolean trusted) {
            int pbx = Ports.block(2);
            int frontEnd = Ports.next();
            Gateway.Plan plan = Gateway.plan(stage);
            plan.configuration()
                    .microsoft(Transport.TLS, "127.0.0.1", frontEnd)
                    .trust(MicrosoftSide.FRONT_END)
                    .zone(
                            "pbx",
                            transport,
                            transport == Transport.TLS ? "standard" : "standard-tcp",
                            "127.0.0.1:" + (transport == Transport.TLS ? pbx + 1 : pbx))
                    .set("org.bailey.dialplan.zone~pbx", Map.of("failedSeconds", 1))
                    .rule(".+@pbx\\.test", "pbx");
            Pki issuer = trusted ? plan.pki() : new Pki(stage.folder("other-pki"), "Somebody else");
            microsoft = stage.add(new MicrosoftSide(frontEnd, plan.pki(), plan.microsoft()));
            Kamailio kamailio = Kamailio.start(
                    stage, "pbx.test", pbx, plan.standardUri(transport), issuer.identity("pbx.test", "127.0.0.1"));
            gateway = plan.start();
            phone = Baresip.named("phone")
                    .over(Transport.TCP)
                    .playing(440)
                    .registeredAt("pbx.test", kamailio.port())
                    .start(stage);
            phone.awaitOutput(SOON, "\\[1 binding\\]");
        }
    }
}
