package org.bailey.ice.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.bailey.ice.IceDialect;
import org.bailey.ice.IceParameters;
import org.bailey.ice.IceSession;
import org.bailey.ice.RemoteIce;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

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
        "MICROSOFT, controlling, regular, 2, 0.2",
        "MICROSOFT, controlling, aggressive, 2, 0.3",
        "MICROSOFT, controlled, regular, 2, 0.3",
        "STANDARD, controlled, regular, 2, 0.3"
    })
    void mediaGoesBothWaysByThePairBothChose(
            IceDialect dialect, String role, String nomination, int components, double loss) throws Exception {
        boolean theyControl = role.equals("controlling");
        try (var nice = NicePeer.start(dialect, theyControl, nomination, components, "full", "127.0.0.1", "127.0.0.2");
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
        try (var nice = NicePeer.start(dialect, true, "regular", 2, "full", "127.0.0.1");
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

    @ParameterizedTest
    @CsvSource({"STANDARD, true", "STANDARD, false", "MICROSOFT, true", "MICROSOFT, false"})
    void bothBeginAnew(IceDialect dialect, boolean theyControl) throws Exception {
        try (var nice = NicePeer.start(dialect, theyControl, "regular", 2, "full", "127.0.0.1");
                var host = new SocketHost(new FullIceAgent(Settings.DEFAULT), dialect, 2, 0, 13, "127.0.0.1")) {
            IceParameters theirs = nice.description();
            nice.describe(host.session.local);
            host.remote(new RemoteIce(dialect, !theyControl, theirs));
            host.await("a pair for each component", LONG, () -> host.completed > 0);
            exchange(host, nice, 1);
            exchange(host, nice, 2);
            IceParameters again = nice.restart();
            assertNotEquals(theirs.ufrag(), again.ufrag());
            IceParameters ours = host.session.local;
            host.session.local = new IceParameters("Anew", "abcdefghijklmnopqrstuvwxyz", ours.candidates());
            nice.said.clear();
            nice.describe(host.session.local);
            host.remote(new RemoteIce(dialect, !theyControl, again));
            host.await("new pairs", LONG, () -> host.completed > 1);
            assertEquals(IceSession.State.CONNECTED, host.session.state);
            host.media.clear();
            exchange(host, nice, 1);
            exchange(host, nice, 2);
        }
    }

    @Test
    void checksOfLibniceThatComeBeforeItsDescriptionAreFollowedUp() throws Exception {
        try (var nice = NicePeer.start(IceDialect.MICROSOFT, true, "regular", 2, "full", "127.0.0.1");
                var host = new SocketHost(
                        new FullIceAgent(Settings.DEFAULT), IceDialect.MICROSOFT, 2, 0, 14, "127.0.0.1")) {
            IceParameters theirs = nice.description();
            nice.describe(host.session.local);
            host.await("early checks", LONG, () -> host.session.early.size() == 2);
            host.await("answers that satisfy it", LONG, () -> nice.heardAny(line -> line.endsWith(" connected")));
            host.remote(new RemoteIce(IceDialect.MICROSOFT, false, theirs));
            host.await("a pair for each component", LONG, () -> host.completed > 0);
            exchange(host, nice, 1);
            exchange(host, nice, 2);
        }
    }

    @Test
    void aLiteAgentOfLibniceIsChosenFor() throws Exception {
        try (var nice = NicePeer.start(IceDialect.STANDARD, false, "regular", 2, "lite", "127.0.0.1");
                var host = new SocketHost(
                        new FullIceAgent(Settings.DEFAULT), IceDialect.STANDARD, 2, 0, 15, "127.0.0.1")) {
            IceParameters theirs = nice.description();
            nice.describe(host.session.local);
            host.remote(new RemoteIce(
                    IceDialect.STANDARD,
                    false,
                    new IceParameters(theirs.ufrag(), theirs.password(), theirs.candidates(), true, Map.of())));
            host.await("a pair for each component", LONG, () -> host.completed > 0);
            exchange(host, nice, 1);
            exchange(host, nice, 2);
        }
    }

    @ParameterizedTest
    @EnumSource
    void twoThatBothWantToControlAgree(IceDialect dialect) throws Exception {
        for (boolean both : new boolean[] {true, false}) {
            try (var nice = NicePeer.start(dialect, both, "regular", 1, "full", "127.0.0.1");
                    var host = new SocketHost(new FullIceAgent(Settings.DEFAULT), dialect, 1, 0, 16, "127.0.0.1")) {
                IceParameters theirs = nice.description();
                nice.describe(host.session.local);
                host.remote(new RemoteIce(dialect, both, theirs));
                host.await("a pair", LONG, () -> host.completed > 0);
                exchange(host, nice, 1);
            }
        }
    }
}
