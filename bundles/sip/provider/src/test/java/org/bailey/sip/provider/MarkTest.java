package org.bailey.sip.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.netty.channel.ChannelOption;
import java.io.IOException;
import java.lang.annotation.Annotation;
import java.lang.reflect.Proxy;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Map;
import org.bailey.sip.Body;
import org.bailey.sip.Transport;
import org.junit.jupiter.api.Test;

/** What is in the IP header of signalling that leaves: asked of the sockets themselves (CLI-2). */
class MarkTest {
    private static final int CS3 = 24 << 2;

    private static List<Integer> marks(Bench bench) {
        return bench.listener.channels().stream()
                .map(channel -> channel.config().getOption(ChannelOption.IP_TOS))
                .toList();
    }

    private static SipConfig config(Map<String, Object> set) {
        return (SipConfig) Proxy.newProxyInstance(
                SipConfig.class.getClassLoader(),
                new Class<?>[] {SipConfig.class, Annotation.class},
                (proxy, method, arguments) -> set.getOrDefault(method.getName(), method.getDefaultValue()));
    }

    @Test
    void datagramsAreMarkedAndMarkedAnewAfterAChange() {
        try (var bench = new Bench(Transport.UDP)) {
            assertEquals(List.of(CS3), marks(bench));
            bench.stack.reconfigure(config(Map.of("signallingDscp", 26)));
            assertEquals(List.of(26 << 2), marks(bench));
        }
    }

    @Test
    void connectionsOfPeersAreMarked() {
        try (var bench = new Bench(Transport.TCP, Settings.withDscp(40));
                var peer = new RawPeer(bench.address())) {
            Await.until("it is marked", () -> marks(bench).equals(List.of(40 << 2)));
            bench.stack.reconfigure(config(Map.of("signallingDscp", 0)));
            assertEquals(List.of(0), marks(bench));
            peer.write("\r\n\r\n");
            assertEquals('\r', peer.readByte());
        }
    }

    @Test
    void connectionsOfOursAreMarked() throws IOException {
        try (var bench = new Bench(Transport.TCP);
                var peer = new ServerSocket(0)) {
            bench.stack.send(
                    Bench.id("c1"),
                    Bench.request("OPTIONS", "marked", 1, Body.EMPTY),
                    bench.to(new InetSocketAddress("127.0.0.1", peer.getLocalPort())));
            Await.until("it is marked", () -> marks(bench).equals(List.of(CS3)));
        }
    }

    @Test
    void refusesWhatIsNoCodePoint() {
        assertThrows(IllegalArgumentException.class, () -> Settings.withDscp(64));
        assertThrows(IllegalArgumentException.class, () -> Settings.withDscp(-1));
    }
}
