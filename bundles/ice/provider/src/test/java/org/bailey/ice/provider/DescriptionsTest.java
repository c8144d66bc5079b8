package org.bailey.ice.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import org.bailey.ice.Candidate;
import org.bailey.ice.Candidate.Transport;
import org.bailey.ice.IceAgent;
import org.bailey.ice.IceDialect;
import org.bailey.ice.IcePair;
import org.bailey.ice.IceParameters;
import org.bailey.ice.IceSession;
import org.bailey.ice.RemoteIce;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DescriptionsTest {
    @Test
    void theSameDescriptionAgainChangesNothing() {
        var two = new Two(IceDialect.STANDARD, Net.Nat.NONE, Net.Nat.NONE, false).connect();
        var pairs = List.copyOf(two.a.session.pairs);
        two.a.meet(two.b, true);
        two.b.meet(two.a, false);
        assertEquals(pairs, two.a.session.pairs);
        assertTrue(two.a.connected() && two.b.connected());
        assertEquals(1, two.a.completed);
    }

    @ParameterizedTest
    @EnumSource
    void otherCredentialsStartAnewAndMediaStaysWhereItIsUntilThen(IceDialect dialect) {
        var two = new Two(dialect, Net.Nat.RESTRICTED, Net.Nat.NONE, true).connect();
        var before = Map.copyOf(two.a.selected);
        two.a.session.local = renamed(two.a.session.local);
        two.b.session.local = renamed(two.b.session.local);
        // b hears of it first, and checks before a has the answer
        two.b.remote(new RemoteIce(dialect, false, two.a.session.local));
        assertEquals(IceSession.State.CHECKING, two.b.session.state);
        two.net.run(300);
        assertFalse(two.a.session.early.isEmpty());
        assertEquals(before, two.a.selected);
        two.a.remote(new RemoteIce(dialect, true, two.b.session.local));
        assertTrue(two.net.run(15_000, () -> two.a.completed == 2 && two.b.completed == 2), two.a + "\n" + two.b);
        assertTrue(two.a.session.steps.toString().contains("restarted"));
        assertEquals(before, two.a.selected);
        assertEquals(0, two.a.session.refused + two.b.session.refused, two.b.session.lastRefusal);
    }

    private static IceParameters renamed(IceParameters parameters) {
        return new IceParameters(parameters.ufrag() + "New", parameters.password() + "New", parameters.candidates());
    }

    @Test
    void aRestartThePeerHasNotAnsweredYetLeavesTheCallUp() {
        var two = new Two(IceDialect.STANDARD, Net.Nat.RESTRICTED, Net.Nat.NONE, false).connect();
        two.net.run(20_000);
        two.a.session.local = renamed(two.a.session.local);
        two.net.run(120_000);
        assertTrue(two.a.connected() && two.b.connected());
        assertTrue(two.a.failures.isEmpty() && two.b.failures.isEmpty());
        assertEquals(0, two.a.session.refused + two.b.session.refused, two.b.session.lastRefusal);
    }

    @Test
    void checksBeforeTheDescriptionAreAnsweredAndFollowedUp() {
        var two = new Two(IceDialect.MICROSOFT, Net.Nat.NONE, Net.Nat.RESTRICTED, false);
        two.b.meet(two.a, true);
        two.net.run(1000);
        assertEquals(2, two.a.session.early.size(), "one for each component, however often it is repeated");
        assertEquals(2, two.a.proven.size());
        assertTrue(two.b.session.pairs.stream().anyMatch(IcePair::valid));
        two.a.meet(two.b, false);
        assertTrue(two.net.run(5000, () -> two.a.connected() && two.b.connected()));
    }

    @Test
    void aLitePeerIsControlledWhoeverOffered() {
        var net = new Net(3);
        var agent = new FullIceAgent(Settings.DEFAULT);
        var a = new SimulatedHost(net, agent, "a", 1, Net.Nat.RESTRICTED, IceDialect.STANDARD, 2, false);
        // it never gets our description: so it only answers
        var lite = new SimulatedHost(net, agent, "b", 2, Net.Nat.NONE, IceDialect.STANDARD, 2, false);
        IceParameters theirs = lite.session.local;
        a.remote(new RemoteIce(
                IceDialect.STANDARD,
                false,
                new IceParameters(theirs.ufrag(), theirs.password(), theirs.candidates(), true, Map.of())));
        assertTrue(net.run(5000, a::connected), a.toString());
        assertTrue(lite.session.early.stream().allMatch(check -> check.useCandidate()), "both were chosen");
    }

    @Test
    void thePairOfTheFinalOfferIsTakenInsteadOfTheOneInUse() {
        var two = new Two(IceDialect.MICROSOFT, Net.Nat.NONE, Net.Nat.NONE, true).connect();
        IceParameters theirs = two.a.session.local;
        // the relay of each: ours is base 2 and 3
        two.b.remote(named(
                theirs,
                two.b.session.bases.get(2).address(),
                two.b.session.bases.get(3).address()));
        assertTrue(two.net.run(5000, () -> two.b.completed == 2), two.b.toString());
        assertEquals(2, two.b.session.selected.get(0).base());
        assertNotEquals(
                two.a.session.selected.get(0).base(),
                two.b.session.selected.get(0).base());
        assertTrue(two.b.failures.isEmpty());
    }

    @Test
    void thePairOfTheFinalOfferIsTriedThoughNobodyKnewIt() {
        var two = new Two(IceDialect.MICROSOFT, Net.Nat.NONE, Net.Nat.NONE, false).connect();
        // a relay a took later, and says so only now
        var relay = two.a.addRelay(1, 47000);
        var candidate = new Candidate("9", 1, Transport.UDP, 99, relay, Candidate.Type.RELAYED, null);
        IceParameters theirs = two.a.session.local;
        two.b.remote(new RemoteIce(
                IceDialect.MICROSOFT,
                false,
                new IceParameters(
                        theirs.ufrag(),
                        theirs.password(),
                        List.of(candidate),
                        false,
                        Map.of(1, two.b.session.bases.get(0).address()))));
        assertTrue(two.net.run(5000, () -> two.b.completed == 2), two.b.toString());
        assertEquals(relay, two.b.session.selected.get(0).remote().address());
    }

    private static RemoteIce named(IceParameters theirs, InetSocketAddress rtp, InetSocketAddress rtcp) {
        return new RemoteIce(
                IceDialect.MICROSOFT,
                false,
                new IceParameters(
                        theirs.ufrag(), theirs.password(), theirs.candidates(), false, Map.of(1, rtp, 2, rtcp)));
    }

    @Test
    void thePairOfTheFinalOfferThatNeverAnswersIsToldAsTheReason() {
        var two = new Two(IceDialect.MICROSOFT, Net.Nat.NONE, Net.Nat.BLOCKED, false);
        two.b.meet(two.a, false);
        two.b.remote(named(
                two.a.session.local,
                two.b.session.bases.get(0).address(),
                two.b.session.bases.get(1).address()));
        two.net.run(6000);
        assertEquals(1, two.b.failures.size());
        assertTrue(
                two.b.failures.get(0).startsWith("The pair the peer's final offer names for RTP does not work: "),
                two.b.failures.get(0));
        two.net.run(20_000);
        assertEquals(1, two.b.failures.size());
    }

    @Test
    void whatThePeerNeverChoseIsUsedWhenTimeIsUp() {
        var two = new Two(IceDialect.STANDARD, Net.Nat.NONE, Net.Nat.NONE, false);
        // a thinks b controls, b answers only
        two.a.meet(two.b, false);
        two.net.run(14_000);
        assertEquals(0, two.a.completed);
        assertEquals(2, two.a.selected.size(), "media may go already");
        two.net.run(2000);
        assertEquals(1, two.a.completed);
        assertTrue(two.a.session.steps.toString().contains("the peer chose none of the pairs that work"));
    }

    @Test
    void codeIsReplacedBetweenAnyTwoEvents() {
        var two = new Two(new Replaced(), IceDialect.MICROSOFT, Net.Nat.RESTRICTED, Net.Nat.SYMMETRIC, true).connect();
        assertSame(IceSession.State.CONNECTED, two.a.session.state);
    }

    /** Another object for every call. */
    private static final class Replaced implements IceAgent {
        private static FullIceAgent fresh() {
            return new FullIceAgent(Settings.DEFAULT);
        }

        @Override
        public void remote(IceSession session, RemoteIce remote, long nanos, org.bailey.ice.IceOut out) {
            fresh().remote(session, remote, nanos, out);
        }

        @Override
        public void received(
                IceSession session,
                int base,
                java.nio.ByteBuffer message,
                InetSocketAddress from,
                long nanos,
                org.bailey.ice.IceOut out) {
            fresh().received(session, base, message, from, nanos, out);
        }

        @Override
        public void elapsed(IceSession session, long nanos, org.bailey.ice.IceOut out) {
            fresh().elapsed(session, nanos, out);
        }

        @Override
        public void grown(IceSession session, long nanos, org.bailey.ice.IceOut out) {
            fresh().grown(session, nanos, out);
        }

        @Override
        public void lost(IceSession session, int base, String reason, long nanos, org.bailey.ice.IceOut out) {
            fresh().lost(session, base, reason, nanos, out);
        }

        @Override
        public void connection(
                IceSession session,
                int base,
                InetSocketAddress peer,
                boolean open,
                long nanos,
                org.bailey.ice.IceOut out) {
            fresh().connection(session, base, peer, open, nanos, out);
        }
    }
}
