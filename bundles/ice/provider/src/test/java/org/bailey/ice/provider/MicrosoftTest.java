package org.bailey.ice.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.bailey.ice.IceDialect;
import org.bailey.stun.FingerprintForm;
import org.bailey.stun.IntegrityForm;
import org.bailey.stun.MalformedStun;
import org.bailey.stun.StunAttribute;
import org.bailey.stun.StunClass;
import org.bailey.stun.StunKey;
import org.bailey.stun.StunMessage;
import org.junit.jupiter.api.Test;

class MicrosoftTest {
    private final Two two = new Two(IceDialect.MICROSOFT, Net.Nat.NONE, Net.Nat.NONE, false);
    private final List<StunMessage> sent = new ArrayList<>();

    private void tap(SimulatedHost host) {
        host.tap = message -> {
            try {
                var copy = ByteBuffer.allocate(message.remaining()).put(message).flip();
                sent.add(StunMessage.parse(copy));
            } catch (MalformedStun e) {
                throw new AssertionError(e);
            }
        };
    }

    private List<StunMessage> checks() {
        return sent.stream()
                .filter(message -> message.type() == StunClass.REQUEST)
                .toList();
    }

    @Test
    void eachCheckIsSentTwiceUntilThePeerToldItsVersion() {
        tap(two.a);
        two.a.meet(two.b, true);
        two.net.run(1);
        assertEquals(2, checks().size());
        assertEquals(checks().get(0).transaction(), checks().get(1).transaction());
        two.b.meet(two.a, false);
        assertTrue(two.net.run(5000, () -> two.a.connected() && two.b.connected()));
        assertEquals(2, two.a.session.peerVersion);
        sent.clear();
        two.net.run(20_000);
        assertTrue(checks().isEmpty(), "chosen once, by one message each");
    }

    @Test
    void theSecondCopyIsByTheOldTable() {
        // the tables differ in one entry of 256: most messages do not meet it
        int differ = 0;
        for (int seed = 0; seed < 40; seed++) {
            var net = new Net(seed);
            net.loss = 1;
            var agent = new FullIceAgent(Settings.DEFAULT);
            var lonely = new SimulatedHost(net, agent, "a", 1, Net.Nat.NONE, IceDialect.MICROSOFT, 1, false);
            tap(lonely);
            lonely.meet(two.b, true);
            net.run(1);
            List<StunMessage> copies = checks();
            assertEquals(2, copies.size());
            assertEquals(FingerprintForm.RFC, copies.get(0).fingerprint().orElseThrow());
            if (copies.get(1).fingerprint().orElseThrow() == FingerprintForm.OLD_TABLE) {
                differ++;
            }
            sent.clear();
        }
        assertTrue(differ > 0 && differ < 40, differ + " of 40");
    }

    @Test
    void checksHaveMicrosoftsIntegrityAndNames() {
        tap(two.a);
        two.connect();
        StunKey key = StunKey.shortTerm(two.b.session.local.password());
        for (StunMessage check : checks()) {
            assertTrue(check.intact(key, IntegrityForm.MICROSOFT));
            assertEquals(0, check.value(StunAttribute.USERNAME).remaining() % 4);
            assertEquals(4, check.value(StunAttribute.MS_CANDIDATE_IDENTIFIER).remaining());
            assertTrue(check.toString()
                    .endsWith("PRIORITY ICE-CONTROLLING USERNAME CANDIDATE-IDENTIFIER MS-IMPLEMENTATION-VERSION"
                            + " MESSAGE-INTEGRITY FINGERPRINT"));
        }
        assertTrue(checks().stream().anyMatch(check -> check.has(StunAttribute.USE_CANDIDATE)));
    }

    @Test
    void aPeerWithTheFormatsOfTheRfcIsAnsweredAndCheckedInThem() throws MalformedStun {
        // as the clients of 2019 and later in the collected captures
        two.b.session.rfcIntegrity = true;
        tap(two.a);
        two.connect();
        StunKey theirs = StunKey.shortTerm(two.b.session.local.password());
        StunKey ours = StunKey.shortTerm(two.a.session.local.password());
        assertTrue(two.a.session.rfcIntegrity);
        assertTrue(sent.stream()
                .anyMatch(message -> message.type() == StunClass.SUCCESS && message.intact(ours, IntegrityForm.RFC)));
        StunMessage last = checks().get(checks().size() - 1);
        assertTrue(last.intact(theirs, IntegrityForm.RFC));
        assertFalse(last.intact(theirs, IntegrityForm.MICROSOFT));
        assertEquals(5, last.value(StunAttribute.USERNAME).remaining());
    }
}
