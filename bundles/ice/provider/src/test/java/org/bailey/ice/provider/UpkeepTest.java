package org.bailey.ice.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import org.bailey.ice.IceDialect;
import org.bailey.ice.IcePair;
import org.bailey.ice.IceParameters;
import org.bailey.ice.IceSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

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

    /** Each dialect, with either end in control. */
    static Stream<Arguments> dialectsAndRoles() {
        return Arrays.stream(IceDialect.values())
                .flatMap(dialect -> Stream.of(true, false).map(controls -> Arguments.of(dialect, controls)));
    }

    @ParameterizedTest
    @MethodSource("dialectsAndRoles")
    void aLostRelayIsHealedByWhatIsLeft(IceDialect dialect, boolean controls) {
        var two = new Two(dialect, Net.Nat.SYMMETRIC, Net.Nat.SYMMETRIC, true).connect(controls);
        boolean ours =
                two.a.session.bases.get(two.a.session.selected.get(0).base()).relayed();
        SimulatedHost loser = ours ? two.a : two.b;
        SimulatedHost other = ours ? two.b : two.a;
        two.net.run(2000);
        loser.lose(2, "the server restarted");
        assertEquals(IceSession.State.CHECKING, loser.session.state);
        assertTrue(two.net.run(10_000, () -> loser.completed == 2), loser.toString());
        assertFalse(loser.session.selected.get(0).base() == 2);
        // what it leaves by now is what the loser sends to
        assertTrue(two.net.run(20_000, () -> met(loser, other, 1)), loser + "\n" + other);
        two.net.run(60_000);
        assertTrue(met(loser, other, 1) && met(loser, other, 2), loser + "\n" + other);
        assertTrue(loser.failures.isEmpty() && other.failures.isEmpty());
        assertTrue(loser.session.history().pairs().stream()
                .anyMatch(pair -> pair.told().endsWith("the server restarted")));
    }

    @ParameterizedTest
    @MethodSource("dialectsAndRoles")
    void aNewRelayTakesThePlaceOfTheOnlyOneInMidCall(IceDialect dialect, boolean controls) {
        replaced(dialect, controls, 1000, 0);
    }

    @ParameterizedTest
    @MethodSource("dialectsAndRoles")
    void aNewRelayIsTriedAlsoWhenAllWasGivenUp(IceDialect dialect, boolean controls) {
        replaced(dialect, controls, 16_000, 1);
    }

    /** @param failures how often the end that lost its relay has given up by then */
    private static void replaced(IceDialect dialect, boolean controls, int afterMillis, int failures) {
        var net = new Net(8);
        var agent = new FullIceAgent(Settings.DEFAULT);
        var a = new SimulatedHost(net, agent, "a", 1, Net.Nat.BLOCKED, dialect, 2, true);
        var b = new SimulatedHost(net, agent, "b", 2, Net.Nat.NONE, dialect, 2, false);
        b.meet(a, !controls);
        a.meet(b, controls);
        assertTrue(net.run(15_000, () -> a.connected() && b.connected()));
        a.lose(2, "the server is gone");
        a.lose(3, "the server is gone");
        net.run(afterMillis);
        assertEquals(failures, a.failures.size(), a.toString());
        a.addRelay(1, 45000);
        a.addRelay(2, 45000);
        a.grown();
        assertTrue(net.run(10_000, () -> a.completed >= 2), a + "\n" + b);
        // the peer that chooses is not told here: we say that it was not asked
        assertEquals(!controls, a.session.unconfirmed);
        assertTrue(net.run(20_000, () -> agreed(a, b)), a + "\n" + b);
        net.run(60_000);
        assertTrue(agreed(a, b), a + "\n" + b);
        assertTrue(controls || a.completed >= 3, "it is told again when the peer has chosen, too");
        assertEquals(failures, a.failures.size());
        assertTrue(b.failures.isEmpty());
    }

    /** Behind a NAT each sees another address of the first, but both the same of the other's relay. */
    private static boolean met(SimulatedHost a, SimulatedHost b, int component) {
        boolean ours = a.session
                .bases
                .get(a.session.selected.get(component - 1).base())
                .relayed();
        return a.connected()
                && b.connected()
                && !a.session.unconfirmed
                && !b.session.unconfirmed
                && (ours ? leads(b, a, component) : leads(a, b, component));
    }

    private static boolean leads(SimulatedHost a, SimulatedHost b, int component) {
        return a.selected
                .get(component)
                .split(" ")[1]
                .equals(b.selected.get(component).split(" ")[0]);
    }

    private static boolean agreed(SimulatedHost a, SimulatedHost b) {
        return a.connected()
                && b.connected()
                && !a.session.unconfirmed
                && !b.session.unconfirmed
                && mirrored(a, b, 1)
                && mirrored(a, b, 2);
    }

    @ParameterizedTest
    @EnumSource
    void aPeerThatChecksOtherPairsMovesNothingWhileTheChosenOneAnswers(IceDialect dialect) {
        var two = new Two(dialect, Net.Nat.NONE, Net.Nat.NONE, true).connect();
        two.net.run(20_000);
        var chosen = Map.copyOf(two.a.selected);
        for (int base = 0; base < two.b.session.bases.size(); base++) {
            IcePair other = pairOf(two.b.session, base);
            other.state = IcePair.State.WAITING;
            two.b.session.triggered.add(other);
        }
        two.b.agent.elapsed(two.b.session, two.net.nanos, two.b);
        two.net.run(20_000);
        assertTrue(two.a.session.pairs.stream().anyMatch(pair -> pair.heard > 0 && !chosen(two.a, pair)));
        assertTrue(two.a.session.components.stream()
                .allMatch(component -> component.trustNanos > component.chosenNanos + 2_000_000_000L));
        assertEquals(chosen, two.a.selected);
        assertEquals(1, two.a.completed);
        assertTrue(agreed(two.a, two.b));
    }

    private static IcePair pairOf(IceSession session, int base) {
        return session.pairs.stream()
                .filter(pair -> pair.base == base
                        && session.components.stream().noneMatch(component -> component.chosen == pair))
                .findFirst()
                .orElseThrow();
    }

    private static boolean chosen(SimulatedHost host, IcePair pair) {
        return host.session.components.stream().anyMatch(component -> component.chosen == pair);
    }

    /** As farstream may: nothing begins anew then, but its choices count. */
    @ParameterizedTest
    @EnumSource
    void aPeerThatTakesOurNewCredentialsAndKeepsItsOwnIsFollowed(IceDialect dialect) {
        var two = new Two(dialect, Net.Nat.NONE, Net.Nat.NONE, false).connect(false);
        two.net.run(2000);
        var before = two.a.session.local;
        two.a.session.local = new IceParameters("anew", "w".repeat(24), before.candidates());
        two.b.meet(two.a, true);
        assertTrue(two.net.run(10_000, () -> two.b.completed == 2), two.b.toString());
        assertEquals(two.a.session.local, two.a.session.checkedWith);
        assertEquals(before, two.a.session.former);
        assertTrue(agreed(two.a, two.b), two.a + "\n" + two.b);
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
