package org.bailey.ice.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.HashMap;
import org.bailey.ice.IceDialect;
import org.bailey.ice.IceParameters;
import org.bailey.ice.IceSession;
import org.bailey.ice.RemoteIce;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against libnice, an agent nobody here wrote, over loopback sockets: both dialects, both roles, with and without loss. */
class NiceTest {
    private static final Duration LONG = Duration.ofSeconds(20);

    @ParameterizedTest(name = "{0}, libnice {1} by {2} nomination, {3} components, {4} lost")
    @CsvSource({
        "STANDARD, controlled, regular, 2, 0",
        "STANDARD, controlling, regular, 2, 0",
        "STANDARD, controlling, aggressive, 2, 0",
        "STANDARD, controlled, regular, 1, 0",
        "MICROSOFT, controlled, regular, 2, 0",
        "MICROSOFT, controlling, regular, 2, 0",
        "MICROSOFT, controlling, aggressive, 2, 0",
        "MICROSOFT, controlling, regular, 1, 0",
        "STANDARD, controlled, regular, 2, 0.2",
        "STANDARD, controlling, aggressive, 2, 0.2",
        "MICROSOFT, controlled, regular, 2, 0.2",
        "MICROSOFT, controlling, regular, 2, 0.2"
    })
    void mediaGoesBothWaysByThePairBothChose(
            IceDialect dialect, String role, String nomination, int components, double loss) throws Exception {
        boolean theyControl = role.equals("controlling");
        try (var nice = NicePeer.start(dialect, theyControl, nomination, components, "udp", "127.0.0.1", "127.0.0.2");
                var host = new SocketHost(
                        new FullIceAgent(Settings.DEFAULT), dialect, components, loss, 11, "127.0.0.1", "127.0.0.3")) {
            IceParameters theirs = nice.description();
            nice.describe(host.session.local);
            host.remote(new RemoteIce(dialect, !theyControl, theirs));
            host.await("a pair for each component", LONG, () -> host.completed > 0);
            assertEquals(IceSession.State.CONNECTED, host.session.state);
            assertEquals(components, host.session.selected.size());
            for (int component = 1; component <= components; component++) {
                exchange(host, nice, component);
            }
            assertEquals("", host.failure);
            assertEquals(0, host.session.refused, host.session.lastRefusal);
        }
    }

    private static void exchange(SocketHost host, NicePeer nice, int component) throws Exception {
        // libnice takes media once it is ready, and sends by the pair it chose
        host.await("ready", LONG, () -> nice.heard("state " + component + " ready"));
        host.say(component, "hello" + component);
        host.await("media there", LONG, () -> nice.heard("data " + component + " hello" + component));
        nice.say("send " + component + " hi" + component);
        host.await("media here", LONG, () -> host.media.contains("hi" + component));
    }

    @ParameterizedTest
    @CsvSource({"STANDARD", "MICROSOFT"})
    void theFinalOfferOfTheOneThatControlsIsTaken(IceDialect dialect) throws Exception {
        try (var nice = NicePeer.start(dialect, true, "regular", 2, "udp", "127.0.0.1");
                var host = new SocketHost(new FullIceAgent(Settings.DEFAULT), dialect, 2, 0, 12, "127.0.0.1")) {
            IceParameters theirs = nice.description();
            nice.describe(host.session.local);
            host.remote(new RemoteIce(dialect, false, theirs));
            host.await("a pair for each component", LONG, () -> host.completed > 0);
            var ours = new HashMap<Integer, InetSocketAddress>();
            for (IceSession.Chosen chosen : host.session.selected) {
                ours.put(chosen.local().component(), chosen.local().address());
            }
            var final_ = new IceParameters(theirs.ufrag(), theirs.password(), theirs.candidates(), false, ours);
            host.remote(new RemoteIce(dialect, false, final_));
            assertEquals(1, host.completed);
            assertEquals(IceSession.State.CONNECTED, host.session.state);
            String port = ":" + ours.get(1).getPort();
            host.await(
                    "the same pair there",
                    LONG,
                    () -> nice.heardAny(line -> line.startsWith("pair 1 ") && line.endsWith(port)));
        }
    }
}
