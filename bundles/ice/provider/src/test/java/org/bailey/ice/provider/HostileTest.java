package org.bailey.ice.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.bailey.ice.IceDialect;
import org.bailey.ice.IceSession;
import org.bailey.stun.FingerprintForm;
import org.bailey.stun.IntegrityForm;
import org.bailey.stun.StunAttribute;
import org.bailey.stun.StunClass;
import org.bailey.stun.StunKey;
import org.bailey.stun.StunMethod;
import org.bailey.stun.StunWriter;
import org.bailey.stun.TransactionId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whoever does not know the password changes a counter; whoever does cannot make memory grow. */
class HostileTest {
    private static final int FLOOD = 200_000;

    private final Random random = new Random(1);
    private final FullIceAgent agent = new FullIceAgent(Settings.DEFAULT);

    private ByteBuffer check(String username, String password, boolean choose) {
        StunWriter writer = StunWriter.begin(
                        ByteBuffer.allocate(300),
                        StunClass.REQUEST,
                        StunMethod.BINDING,
                        new TransactionId(random.nextInt(), random.nextLong()))
                .text(StunAttribute.USERNAME, username)
                .number(StunAttribute.PRIORITY, random.nextInt() & 0x7FFFFFFF)
                .number64(StunAttribute.ICE_CONTROLLING, 5);
        if (choose) {
            writer.flag(StunAttribute.USE_CANDIDATE);
        }
        return writer.integrity(StunKey.shortTerm(password), IntegrityForm.RFC)
                .fingerprint(FingerprintForm.RFC)
                .end();
    }

    private InetSocketAddress anybody() {
        return new InetSocketAddress("198.18." + random.nextInt(200) + ".7", 1 + random.nextInt(65535));
    }

    @Test
    void aFloodOfChecksForSomebodyElseIsHardlyAnswered() {
        var two = new Two(IceDialect.STANDARD, Net.Nat.NONE, Net.Nat.NONE, false).connect();
        two.b.sent.clear();
        int steps = two.b.session.steps.size();
        ByteBuffer strange = check("someone:else", "wrongwrongwrongwrongwr", true);
        ByteBuffer wrong = check(two.b.session.local.ufrag() + ":" + two.a.session.local.ufrag(), "wrong", true);
        for (int i = 0; i < FLOOD; i++) {
            ByteBuffer message = (i & 1) == 0 ? strange : wrong;
            agent.received(two.b.session, i & 1, message.duplicate(), anybody(), two.net.nanos + i * 10_000L, two.b);
        }
        // two seconds of the flood's time
        assertEquals(FLOOD, two.b.session.refused);
        assertTrue(two.b.sent.size() <= 50, two.b.sent.size() + " answers");
        assertEquals(steps, two.b.session.steps.size());
        assertEquals(2, two.b.session.pairs.size());
        assertTrue(two.b.connected() && two.b.proven.size() == 2);
    }

    @Test
    void aPeerThatLearnedThePasswordCannotFillMemory() {
        for (boolean early : new boolean[] {true, false}) {
            var two = new Two(IceDialect.STANDARD, Net.Nat.NONE, Net.Nat.NONE, false);
            if (!early) {
                two.b.meet(two.a, false);
            }
            String username = two.b.session.local.ufrag() + ":" + two.a.session.local.ufrag();
            for (int i = 0; i < 3000; i++) {
                ByteBuffer message = check(username, two.b.session.local.password(), true);
                agent.received(two.b.session, i & 1, message, anybody(), two.net.nanos + i, two.b);
            }
            if (early) {
                two.b.meet(two.a, false);
            }
            IceSession session = two.b.session;
            assertTrue(session.early.size() <= 32 && session.proven.size() <= 64, "early and proven");
            assertTrue(session.remotes.size() <= 70 && session.pairs.size() <= 140, session.pairs.size() + " pairs");
            assertTrue(session.triggered.size() <= 140 && session.checks.size() <= 140);
            assertTrue(session.steps.size() <= IceSession.STEPS);
        }
    }

    @ParameterizedTest
    @EnumSource
    void damagedMessagesOfTheRealPeerChangeNothing(IceDialect dialect) {
        var two = new Two(dialect, Net.Nat.NONE, Net.Nat.NONE, true);
        List<byte[]> real = new ArrayList<>();
        two.a.tap = message -> {
            var bytes = new byte[message.remaining()];
            message.get(bytes);
            real.add(bytes);
        };
        two.connect();
        two.net.run(10_000);
        var chosen = Map.copyOf(two.b.selected);
        int pairs = two.b.session.pairs.size();
        long before = two.b.session.refused;
        int refusedAtLeast = 0;
        for (int round = 0; round < 100_000; round++) {
            byte[] bytes = real.get(random.nextInt(real.size())).clone();
            int at = random.nextInt(bytes.length);
            bytes[at] ^= (byte) (1 << random.nextInt(8));
            if (random.nextInt(4) == 0) {
                bytes = java.util.Arrays.copyOf(bytes, random.nextInt(bytes.length + 40));
            }
            var message = ByteBuffer.wrap(bytes);
            InetSocketAddress from =
                    (round & 1) == 0 ? two.a.session.bases.get(0).address() : anybody();
            agent.received(two.b.session, random.nextInt(4), message, from, two.net.nanos, two.b);
            refusedAtLeast++;
        }
        assertTrue(two.b.session.refused - before > refusedAtLeast * 9 / 10, two.b.session.refused + " refused");
        assertEquals(chosen, two.b.selected);
        // who replays a check of the peer that chooses is tried, but knows no answer
        assertTrue(two.b.session.pairs.size() <= pairs + 70, two.b.session.pairs.size() + " pairs");
        assertTrue(two.b.connected() && two.b.failures.isEmpty());
    }

    @Test
    void noiseIsNoStun() {
        var two = new Two(IceDialect.MICROSOFT, Net.Nat.NONE, Net.Nat.NONE, false).connect();
        for (int round = 0; round < 100_000; round++) {
            var bytes = new byte[random.nextInt(200)];
            random.nextBytes(bytes);
            agent.received(two.b.session, 0, ByteBuffer.wrap(bytes), anybody(), two.net.nanos, two.b);
        }
        assertEquals(100_000, two.b.session.refused);
        assertTrue(two.b.session.lastRefusal.contains("is no STUN"), two.b.session.lastRefusal);
        assertTrue(two.b.connected());
    }

    @Test
    void anAttributeThatHasToBeUnderstoodAndIsNotIsNamed() {
        var two = new Two(IceDialect.STANDARD, Net.Nat.NONE, Net.Nat.NONE, false).connect();
        ByteBuffer message = StunWriter.begin(
                        ByteBuffer.allocate(300), StunClass.REQUEST, StunMethod.BINDING, new TransactionId(1, 2))
                .text(StunAttribute.USERNAME, two.b.session.local.ufrag() + ":x")
                .number(0x7F01, 1)
                .integrity(StunKey.shortTerm(two.b.session.local.password()), IntegrityForm.RFC)
                .end();
        two.b.sent.clear();
        agent.received(two.b.session, 0, message, two.a.session.bases.get(0).address(), two.net.nanos, two.b);
        assertEquals(List.of("Binding ERROR ERROR-CODE UNKNOWN-ATTRIBUTES MESSAGE-INTEGRITY FINGERPRINT"), two.b.sent);
    }

    @Test
    void answersThatComeFromElsewhereOrWithWrongIntegrityMakeNoPairValid() {
        var two = new Two(IceDialect.STANDARD, Net.Nat.NONE, Net.Nat.NONE, false);
        two.net.loss = 1;
        two.a.meet(two.b, true);
        two.net.run(100);
        var check = two.a.session.checks.get(0);
        var id = new TransactionId(check.idHigh, check.idLow);
        two.a.agent.received(
                two.a.session,
                check.pair.base,
                success(id, "wrong"),
                check.pair.remote.address(),
                two.net.nanos,
                two.a);
        assertEquals(org.bailey.ice.IcePair.State.IN_PROGRESS, check.pair.state);
        assertEquals(1, two.a.session.refused);
        ByteBuffer right = success(id, two.b.session.local.password());
        two.a.agent.received(two.a.session, check.pair.base, right, anybody(), two.net.nanos, two.a);
        assertEquals(org.bailey.ice.IcePair.State.FAILED, check.pair.state);
        assertTrue(check.pair.told().contains("answered from another address"), check.pair.told());
    }

    private static ByteBuffer success(TransactionId id, String password) {
        return StunWriter.begin(ByteBuffer.allocate(200), StunClass.SUCCESS, StunMethod.BINDING, id)
                .address(StunAttribute.XOR_MAPPED_ADDRESS, new InetSocketAddress("203.0.113.1", 50000))
                .integrity(StunKey.shortTerm(password), IntegrityForm.RFC)
                .fingerprint(FingerprintForm.RFC)
                .end();
    }
}
