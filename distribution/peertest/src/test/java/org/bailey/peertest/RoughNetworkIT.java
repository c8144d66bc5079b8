package org.bailey.peertest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.bailey.lab.phone.LabCall;
import org.bailey.lab.phone.MicrosoftClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * An encrypted call between baresip and a Microsoft client through a network that loses 5 %, doubles 2 % and delays 10 % of all
 * datagrams by up to 60 ms more than the rest, on both legs and in both directions.
 */
@ResourceLock(Stage.SOUND)
class RoughNetworkIT {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String OUTSIDE = "127.0.0.9";
    private static final RoughNetwork.Dice ROUGH = new RoughNetwork.Dice(3711, 5, 2, 10, 60, 20);
    /** How often the tone is listened for, each time anew. */
    private static final int TIMES = 12;
    /** Packets that are under way when somebody counts, or came before both ends knew of each other. */
    private static final int UNDER_WAY = 10;

    /** Far below the thousands of packets that pass between two looks at the heap. */
    private static final int MOST_MORE = 100;

    @RegisterExtension
    final Stage stage = new Stage();

    private Gateway gateway;

    @Test
    void anEncryptedCallIsHeardAndCountedAsItIs() {
        int roomPort = Ports.block(2);
        int frontEnd = Ports.next();
        Gateway.Plan plan = Gateway.plan(stage).rooms(Transport.TLS, roomPort + 1);
        plan.configuration()
                .set("org.bailey.dialplan.zone~rooms", Map.of("mediaEncryption", "REQUIRED", "tlsVerify", false))
                .set("org.bailey.media", Map.of("advertiseAddress", OUTSIDE))
                .microsoft(Transport.TLS, "127.0.0.1", frontEnd)
                .set("org.bailey.b2bua", Map.of("mediaEncryption", "REQUIRED", "ice", false))
                .trust(MicrosoftSide.FRONT_END);
        RoughNetwork network =
                stage.add(new RoughNetwork(OUTSIDE, "127.0.0.1", plan.media(), Gateway.MEDIA_PORTS, ROUGH));
        MicrosoftSide microsoft = stage.add(new MicrosoftSide(frontEnd, plan.pki(), plan.microsoft()));
        gateway = plan.start();
        MicrosoftClient alice = microsoft.client(stage, "alice", 880);
        Baresip room = Baresip.named("room")
                .at(roomPort)
                .over(Transport.TLS)
                .as(gateway.pki().identity("room.test", "127.0.0.1"))
                .behind(gateway)
                .with(";mediaenc=srtp-mand")
                .start(stage);
        room.dial("sip:alice@lync.test");
        LabCall call = alice.awaitIncoming(SOON).awaitConnected(SOON);
        room.awaitEstablished();
        heard(room, call);
        long before = remembered();
        for (int time = 1; time < TIMES; time++) {
            heard(room, call);
        }
        long after = remembered();
        assertTrue(after < before + MOST_MORE, before + " objects have become " + after);
        room.hangup();
        call.awaitEnded(SOON);
        gateway.assertNothingLeft();
        JsonObject past = gateway.appliance().pastCalls().get(0);
        List<JsonObject> streams = past.getJsonArray("media").getValuesAs(JsonObject.class);
        assertEquals(2, streams.size(), past.toString());
        streams.forEach(stream -> counted(stream, network));
    }

    private static void heard(Baresip room, LabCall call) {
        call.awaitTone(440, SOON);
        room.awaitTone(880);
    }

    /** What is kept of media: sockets, streams, sources, contexts, buffers. */
    private long remembered() {
        return HeapCount.of(
                gateway.appliance(), "^(org\\.bailey\\.media\\.|io\\.netty\\.buffer\\.|java\\.nio\\.Direct).*");
    }

    /** One direction on one leg, as the record has it and as the network did it. */
    private static void counted(JsonObject stream, RoughNetwork network) {
        String source = stream.getString("source");
        assertTrue(source.startsWith(OUTSIDE + ":"), stream.toString());
        // the network sends from the port it sends to
        RoughNetwork.Count did = network.to(Integer.parseInt(source.substring(source.indexOf(':') + 1)));
        JsonObject drops = stream.getJsonObject("drops");
        String both =
                stream + " beside " + did.sent() + " sent, " + did.lost() + " lost, " + did.doubled() + " doubled";
        assertTrue(did.lost() > 0 && did.doubled() > 0, both);
        assertEquals(did.lost(), stream.getInt("lost"), UNDER_WAY, both);
        assertEquals(did.doubled(), drops.getInt("replayed"), UNDER_WAY, both);
        assertEquals(did.sent() - did.lost(), stream.getInt("packets"), UNDER_WAY, both);
        assertEquals(stream.getInt("packets"), stream.getInt("forwarded"), UNDER_WAY, both);
        assertEquals(0, drops.getInt("congested"), both);
        assertEquals(0, drops.getInt("nowhere") + drops.getInt("held"), UNDER_WAY, both);
        // baresip begins with an empty packet and a report in plain, which open the way through a NAT
        assertEquals(0, drops.getInt("unauthentic") + drops.getInt("malformed"), UNDER_WAY, both);
        assertEquals(0, drops.getInt("failed"), both);
    }
}
