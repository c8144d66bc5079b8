package org.bailey.call.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.bailey.sip.Body;
import org.bailey.sip.Headers;
import org.bailey.sip.Hop;
import org.bailey.sip.SipRequest;
import org.bailey.sip.Transport;
import org.bailey.system.NameResolver;
import org.junit.jupiter.api.Test;

class NextHopTest {
    private static final Hop FLOW =
            new Hop("standard", Transport.TCP, new InetSocketAddress("127.0.0.9", 40000), "", false);
    private final List<String> asked = new ArrayList<>();
    private Hop connected = new Hop("none", Transport.TCP, new InetSocketAddress("127.0.0.9", 1), "", false);

    /** A name server that knows one host with one service. */
    private final NameResolver resolver = new NameResolver() {
        @Override
        public CompletionStage<Answer<Service>> services(String name) {
            asked.add(name);
            List<Service> found =
                    name.equals("_sip._tcp.room.test") ? List.of(new Service(0, 0, 5070, "a.room.test")) : List.of();
            return CompletableFuture.completedFuture(new Answer<>(found, Duration.ZERO, ""));
        }

        @Override
        public CompletionStage<Answer<InetAddress>> addresses(String name) {
            asked.add(name);
            List<InetAddress> found =
                    name.endsWith("room.test") ? List.of(InetAddress.getLoopbackAddress()) : List.of();
            return CompletableFuture.completedFuture(new Answer<>(found, Duration.ZERO, ""));
        }
    };

    private Hop hop(String target, String... routes) {
        Headers headers = Headers.NONE;
        for (String route : routes) {
            headers = headers.plus("Route", route);
        }
        return new NextHop(resolver, hop -> hop.equals(connected))
                .of(new SipRequest("BYE", target, headers, Body.EMPTY), FLOW)
                .toCompletableFuture()
                .join();
    }

    @Test
    void theFirstRouteCountsAndAddressesNeedNoNameServer() {
        assertEquals(
                new InetSocketAddress("127.0.0.5", 5060),
                hop("sip:room@127.0.0.4", "<sip:127.0.0.5;lr>", "<sip:127.0.0.6;lr>")
                        .address());
        assertEquals(
                new InetSocketAddress("127.0.0.4", 5071),
                hop("sip:room@127.0.0.4:5071;transport=tcp").address());
        assertEquals(
                "::1",
                hop("sip:room@[::1]:5071")
                        .address()
                        .getAddress()
                        .getHostAddress()
                        .replaceAll("(0:)+", "::")
                        .replace(":::", "::"));
        assertEquals(List.of(), asked);
    }

    @Test
    void aNameWithoutPortIsLookedUpByService() {
        assertEquals(
                new InetSocketAddress("127.0.0.1", 5070), hop("sip:room.test").address());
        assertEquals(
                new InetSocketAddress("127.0.0.1", 5080),
                hop("sip:room.test:5080").address());
    }

    @Test
    void whatCannotBeFoundGoesBackTheWayItCame() {
        assertEquals(FLOW, hop("sip:elsewhere.test:5060"));
        assertEquals(FLOW, hop("sip:999.999.999.999"));
        assertEquals(FLOW, hop("<<<nonsense"));
        assertEquals(FLOW, hop("sip:room@127.0.0.4;transport=udp"));
        assertEquals(FLOW, hop("tel:+49301234"));
    }

    @Test
    void aPhoneOnItsOwnConnectionIsReachedOverIt() {
        assertEquals(
                new InetSocketAddress("127.0.0.9", 5060),
                hop("sip:room@127.0.0.9:5060").address());
        connected = FLOW;
        assertEquals(FLOW, hop("sip:room@127.0.0.9:5060"));
        assertEquals(
                new InetSocketAddress("127.0.0.5", 5060),
                hop("sip:room@127.0.0.9:5060", "<sip:127.0.0.5;lr>").address());
        assertEquals(
                new InetSocketAddress("127.0.0.4", 5060),
                hop("sip:room@127.0.0.4:5060").address());
    }
}
