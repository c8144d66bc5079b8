package org.bailey.ice.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.bailey.ice.IceDialect;
import org.bailey.ice.IcePair;
import org.bailey.ice.IceSession;
import org.junit.jupiter.api.Test;

class UpkeepTest {
    @Test
    void microsoftPeersGetAnIndicationEveryQuarterOfAMinute() {
        var two = new Two(IceDialect.MICROSOFT, Net.Nat.NONE, Net.Nat.RESTRICTED, false).connect();
        two.net.run(2000);
        two.a.sent.clear();
        two.net.run(60_000);
        assertEquals(8, two.a.sent.size(), two.a.sent.toString());
        assertTrue(two.a.sent.stream().allMatch("Binding INDICATION FINGERPRINT"::equals));
        assertTrue(two.a.connected() && two.a.session.refused == 0);
    }

    @Test
    void standardPeersAreAskedEveryFiveSeconds() {
        var two = new Two(IceDialect.STANDARD, Net.Nat.NONE, Net.Nat.RESTRICTED, false).connect();
        two.net.run(2000);
        two.a.sent.clear();
        two.net.run(60_000);
        long asked = two.a.sent.stream()
                .filter(message -> message.startsWith("Binding REQUEST"))
                .count();
        assertTrue(asked >= 20 && asked <= 30, asked + " in a minute, for two components");
        assertTrue(two.a.connected() && two.b.connected());
        assertTrue(two.a.session.checks.size() < 5);
        assertTrue(two.a.session.components.stream().allMatch(component -> component.consents > 8));
    }

    @Test
    void aPeerThatDoesNotAnswerAnyMoreIsGoneAfterHalfAMinute() {
        var two = new Two(IceDialect.STANDARD, Net.Nat.NONE, Net.Nat.NONE, false).connect();
        two.net.run(20_000);
        two.net.unbind(two.b.session.bases.get(0).address());
        two.net.unbind(two.b.session.bases.get(1).address());
        two.net.run(20_000);
        assertTrue(two.a.failures.isEmpty());
        two.net.run(30_000);
        assertEquals(1, two.a.failures.size());
        assertTrue(
                two.a.failures.get(0).matches("The peer has not answered for 3\\d s on the way of RTP, .*RFC 7675.*"),
                two.a.failures.get(0));
        assertEquals(Long.MAX_VALUE, two.a.session.dueNanos);
        assertFalse(two.a.session.components.get(0).current.valid());
        assertTrue(two.a.session.history().toString().contains("answered before, but not any more"));
    }

    @Test
    void aPeerThatNeverAnsweredAfterTheChoiceIsNotHeldToIt() {
        var two = new Two(IceDialect.STANDARD, Net.Nat.NONE, Net.Nat.NONE, false).connect();
        two.net.unbind(two.b.session.bases.get(0).address());
        two.net.unbind(two.b.session.bases.get(1).address());
        two.net.run(300_000);
        assertTrue(two.a.failures.isEmpty());
        assertTrue(two.a.session.checks.size() <= 6);
    }

    @Test
    void anyCheckIsAnsweredForTheWholeCall() {
        var two = new Two(IceDialect.MICROSOFT, Net.Nat.NONE, Net.Nat.NONE, false).connect();
        two.net.run(600_000);
        // b starts all over, as a client does that forgot
        var again = new SimulatedHost(
                two.net, new FullIceAgent(Settings.DEFAULT), "b", 2, Net.Nat.NONE, IceDialect.MICROSOFT, 2, false);
        again.meet(two.a, false);
        assertTrue(two.net.run(5000, () -> again.session.pairs.stream().allMatch(IcePair::valid)), again.toString());
        assertEquals(IceSession.State.CONNECTED, two.a.session.state);
    }

    @Test
    void aLostRelayIsHealedByWhatIsLeft() {
        var two = new Two(IceDialect.STANDARD, Net.Nat.SYMMETRIC, Net.Nat.SYMMETRIC, true).connect();
        boolean ours =
                two.a.session.bases.get(two.a.session.selected.get(0).base()).relayed();
        SimulatedHost loser = ours ? two.a : two.b;
        loser.lose(2, "the server restarted");
        assertEquals(IceSession.State.CHECKING, loser.session.state);
        assertTrue(two.net.run(10_000, () -> loser.completed == 2), loser.toString());
        assertFalse(loser.session.selected.get(0).base() == 2);
        assertTrue(loser.failures.isEmpty());
        assertTrue(loser.session.history().pairs().stream()
                .anyMatch(pair -> pair.told().endsWith("the server restarted")));
    }

    @Test
    void aNewRelayTakesThePlaceOfTheOnlyOneInMidCall() {
        for (IceDialect dialect : IceDialect.values()) {
            var net = new Net(8);
            var agent = new FullIceAgent(Settings.DEFAULT);
            var a = new SimulatedHost(net, agent, "a", 1, Net.Nat.BLOCKED, dialect, 2, true);
            var b = new SimulatedHost(net, agent, "b", 2, Net.Nat.NONE, dialect, 2, false);
            b.meet(a, false);
            a.meet(b, true);
            assertTrue(net.run(15_000, () -> a.connected() && b.connected()));
            a.lose(2, "the server is gone");
            a.lose(3, "the server is gone");
            net.run(1000);
            a.addRelay(1, 45000);
            a.addRelay(2, 45000);
            a.grown();
            assertTrue(net.run(10_000, () -> a.completed >= 2 && mirrored(a, b, 1) && mirrored(a, b, 2)), a + "\n" + b);
            assertTrue(a.failures.isEmpty() && b.failures.isEmpty());
        }
    }

    private static boolean mirrored(SimulatedHost a, SimulatedHost b, int component) {
        return a.selected
                .get(component)
                .split(" ")[0]
                .equals(b.selected.get(component).split(" ")[1]);
    }

    @Test
    void aRelayThatIsNotReplacedIsToldAsTheReason() {
        var net = new Net(9);
        var agent = new FullIceAgent(Settings.DEFAULT);
        var a = new SimulatedHost(net, agent, "a", 1, Net.Nat.BLOCKED, IceDialect.MICROSOFT, 1, true);
        var b = new SimulatedHost(net, agent, "b", 2, Net.Nat.NONE, IceDialect.MICROSOFT, 1, false);
        b.meet(a, false);
        a.meet(b, true);
        assertTrue(net.run(15_000, () -> a.connected() && b.connected()));
        a.lose(1, "the server is gone");
        net.run(16_000);
        assertEquals(1, a.failures.size());
        assertTrue(a.failures.get(0).contains("the server is gone"), a.failures.get(0));
    }
}
