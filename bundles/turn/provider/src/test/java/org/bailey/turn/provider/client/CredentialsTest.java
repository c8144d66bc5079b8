package org.bailey.turn.provider.client;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.bailey.stun.IntegrityForm;
import org.bailey.stun.StunAttribute;
import org.bailey.stun.StunClass;
import org.bailey.stun.StunKey;
import org.bailey.stun.StunMessage;
import org.bailey.stun.StunMethod;
import org.bailey.turn.Allocation.State;
import org.bailey.turn.TurnServer.Transport;
import org.junit.jupiter.api.Test;

/** How the server is made sure of us, and we of it. */
class CredentialsTest {
    /** MD5, then SHA-256, both without parameters. */
    private static final byte[] BOTH = {0, 1, 0, 0, 0, 2, 0, 0};
    /** Says that the server knows PASSWORD-ALGORITHMS. */
    private static final String NONCE_WITH_BITS = "obMatJos2gAAAn1";

    private final Desk desk = new Desk(Transport.UDP);

    private StunMessage asked() {
        desk.allocate();
        StunMessage first = desk.next();
        assertFalse(first.has(StunAttribute.USERNAME));
        assertEquals(17, first.value(StunAttribute.REQUESTED_TRANSPORT).get());
        return first;
    }

    @Test
    void md5IsWhatAServerOfBeforeRfc8489Gets() {
        desk.refuse(asked(), 401, w -> w.text(StunAttribute.REALM, "lab").text(StunAttribute.NONCE, "n1"));
        StunMessage second = desk.next();
        assertTrue(second.intact(StunKey.longTerm(Desk.USER, "lab", Desk.PASSWORD), IntegrityForm.RFC));
        assertEquals("n1", second.text(StunAttribute.NONCE));
        desk.grant(second, 600);
        assertEquals(State.READY, desk.allocation.state);
        assertEquals(Desk.RELAYED, desk.allocation.relayed);
        assertEquals(Desk.MAPPED, desk.allocation.mapped);
        assertEquals("a test", desk.allocation.software);
    }

    @Test
    void sha256IsTakenWhereItIsOffered() {
        desk.refuse(
                asked(),
                401,
                w -> w.text(StunAttribute.REALM, "lab")
                        .text(StunAttribute.NONCE, NONCE_WITH_BITS)
                        .put(StunAttribute.PASSWORD_ALGORITHMS, BOTH));
        StunMessage second = desk.next();
        StunKey key = StunKey.longTermSha256(Desk.USER, "lab", Desk.PASSWORD);
        assertTrue(second.intactSha256(key));
        assertFalse(second.has(StunAttribute.MESSAGE_INTEGRITY));
        assertEquals(2 << 16, second.value(StunAttribute.PASSWORD_ALGORITHM).getInt());
        byte[] echoed = new byte[8];
        second.value(StunAttribute.PASSWORD_ALGORITHMS).get(echoed);
        assertArrayEquals(BOTH, echoed);
        desk.key(key);
        desk.grant(second, 600);
        assertEquals(1, desk.allocated);
    }

    @Test
    void aStruckListOfAlgorithmsIsNotFallenFor() {
        desk.refuse(asked(), 401, w -> w.text(StunAttribute.REALM, "lab").text(StunAttribute.NONCE, NONCE_WITH_BITS));
        assertEquals(1, desk.failures.size());
        assertTrue(desk.failures.get(0).contains("something on the way has changed its answer"), desk.failures.get(0));
        assertTrue(desk.sent.isEmpty());
    }

    @Test
    void anAlgorithmNobodyKnowsIsTold() {
        desk.refuse(
                asked(),
                401,
                w -> w.text(StunAttribute.REALM, "lab")
                        .text(StunAttribute.NONCE, NONCE_WITH_BITS)
                        .put(StunAttribute.PASSWORD_ALGORITHMS, new byte[] {0, 9, 0, 0}));
        assertTrue(desk.failures.get(0).contains("in a way that is not known here"), desk.failures.get(0));
    }

    @Test
    void aServerThatNamesAnotherRealmIsAskedWithThatOne() {
        desk.refuse(asked(), 401, w -> w.text(StunAttribute.REALM, "lab").text(StunAttribute.NONCE, "n1"));
        desk.refuse(desk.next(), 401, w -> w.text(StunAttribute.REALM, "other").text(StunAttribute.NONCE, "n2"));
        StunKey key = StunKey.longTerm(Desk.USER, "other", Desk.PASSWORD);
        StunMessage third = desk.next();
        assertTrue(third.intact(key, IntegrityForm.RFC));
        desk.key(key);
        desk.grant(third, 600);
        assertEquals(1, desk.allocated);
    }

    @Test
    void aServerThatNamesEverNewRealmsIsGivenUp() {
        StunMessage request = asked();
        for (int i = 0; desk.failures.isEmpty() && i < 10; i++) {
            String realm = "realm" + i;
            desk.refuse(request, 401, w -> w.text(StunAttribute.REALM, realm).text(StunAttribute.NONCE, "n"));
            request = desk.sent.isEmpty() ? request : desk.next();
        }
        assertEquals(1, desk.failures.size());
    }

    @Test
    void aNonceThatIsStaleWithoutEndIsGivenUp() {
        desk.refuse(asked(), 401, w -> w.text(StunAttribute.REALM, "lab").text(StunAttribute.NONCE, "n"));
        int more = 0;
        while (!desk.sent.isEmpty()) {
            more++;
            desk.refuse(
                    desk.next(), 438, w -> w.text(StunAttribute.REALM, "lab").text(StunAttribute.NONCE, "n"));
        }
        assertEquals(3, more);
        assertTrue(desk.failures.get(0).contains("does not take the nonce it gave itself (438)"));
    }

    @Test
    void aStaleNonceWithoutRealmKeepsTheRealm() {
        desk.refuse(asked(), 401, w -> w.text(StunAttribute.REALM, "lab").text(StunAttribute.NONCE, "n1"));
        desk.refuse(desk.next(), 438, w -> w.text(StunAttribute.NONCE, "n2"));
        StunMessage third = desk.next();
        assertEquals("lab", third.text(StunAttribute.REALM));
        assertEquals("n2", third.text(StunAttribute.NONCE));
    }

    @Test
    void aForgedSuccessIsDroppedAndTheTrueOneTaken() {
        desk.refuse(asked(), 401, w -> w.text(StunAttribute.REALM, "lab").text(StunAttribute.NONCE, "n1"));
        StunMessage second = desk.next();
        desk.key(StunKey.longTerm(Desk.USER, "lab", "guessed"));
        desk.grant(second, 600);
        desk.deliver(Desk.answer(second, StunClass.SUCCESS)
                .address(StunAttribute.XOR_RELAYED_ADDRESS, Desk.RELAYED)
                .end());
        assertEquals(0, desk.allocated);
        assertEquals(2, desk.allocation.dropped);
        desk.key(StunKey.longTerm(Desk.USER, "lab", Desk.PASSWORD));
        desk.grant(second, 600);
        assertEquals(1, desk.allocated);
    }

    @Test
    void aServerThatAsksForNothingIsTakenAsItIs() {
        StunMessage first = asked();
        desk.grant(first, 600);
        assertEquals(1, desk.allocated);
        desk.client.release(desk.allocation, desk);
        assertEquals(StunMethod.REFRESH, desk.next().method());
    }

    @Test
    void thePasswordIsNowhereToBeRead() {
        Desk ready = Desk.ready(Transport.UDP, 600);
        ready.client.release(ready.allocation, ready);
        String written = ready.allocation.server + " " + ready.allocation.credential;
        assertFalse(written.contains(Desk.PASSWORD), written);
        ready.sent.forEach(bytes -> assertFalse(
                new String(ByteBuffer.wrap(bytes).array(), StandardCharsets.ISO_8859_1).contains(Desk.PASSWORD)));
    }
}
