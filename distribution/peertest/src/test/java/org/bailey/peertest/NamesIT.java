package org.bailey.peertest;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Rooms behind names of a real name server: SRV fail-over, and addresses in turn. */
@ResourceLock(Stage.SIGNALS)
class NamesIT {
    private static final Duration SOON = Await.PATIENCE;

    @RegisterExtension
    final Stage stage = new Stage();

    @Test
    void aDeadNodeOfAnSrvRecordIsPassedOver() {
        int dead = Ports.next();
        int alive = Ports.next();
        Bind bind = Bind.start(
                stage,
                "rooms.test",
                "_sip._tcp IN SRV 10 100 " + dead + " node1",
                "_sip._tcp IN SRV 20 100 " + alive + " node2",
                "node1 IN A 127.0.0.1",
                "node2 IN A 127.0.0.1");
        Gateway gateway = gateway(bind, 0);
        Sipp room = room(alive, "127.0.0.1", 1);
        call(gateway);
        room.awaitSuccess(SOON);
    }

    @Test
    void callsAreSpreadOverTheAddressesOfAName() {
        int port = Ports.next();
        Bind bind = Bind.start(stage, "rooms.test", "@ IN A 127.0.0.21", "@ IN A 127.0.0.22");
        Gateway gateway = gateway(bind, port);
        List<Sipp> rooms = new ArrayList<>(List.of(room(port, "127.0.0.21", 20), room(port, "127.0.0.22", 20)));
        Await.until(SOON, "a call in each of the two rooms", () -> {
            call(gateway);
            return rooms.stream().allMatch(NamesIT::wasCalled);
        });
    }

    private static boolean wasCalled(Sipp room) {
        return !Lines.matching(room.log().resolveSibling("messages"), "INVITE .*")
                .isEmpty();
    }

    private Gateway gateway(Bind bind, int port) {
        Gateway.Plan plan = Gateway.plan(stage);
        plan.configuration()
                .set("org.bailey.system", Map.of("dnsServers", List.of("127.0.0.1:" + bind.port())))
                .zone("rooms", Transport.TCP, "standard-tcp", "rooms.test" + (port == 0 ? "" : ":" + port))
                .set("org.bailey.dialplan.zone~rooms", Map.of("monitor", false))
                .rule(".+@video\\.test", "rooms");
        plan.configuration().trust("127.0.0.1");
        return plan.start();
    }

    private Sipp room(int port, String address, int calls) {
        Sipp room = Sipp.playing("answer")
                .over(Transport.TCP)
                .at(address, port)
                .calls(calls)
                .start(stage);
        Sockets.awaitTcpListener(room, port);
        return room;
    }

    private void call(Gateway gateway) {
        Sipp.playing("call")
                .calling("room", "127.0.0.1:" + gateway.standard())
                .with("-key", "domain", "video.test")
                .calls(1)
                .with("-d", "100")
                .start(stage)
                .awaitSuccess(SOON);
        assertTrue(gateway.appliance().alive());
    }
}
