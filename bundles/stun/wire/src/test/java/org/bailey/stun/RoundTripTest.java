package org.bailey.stun;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetSocketAddress;
import java.nio.BufferOverflowException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

class RoundTripTest {
    private static final TransactionId ID = TransactionId.of(Hex.bytes("0102030405060708090a0b0c"));

    private static StunWriter begin(StunClass type, int method) {
        return StunWriter.begin(ByteBuffer.allocate(1500), type, method, ID);
    }

    @Test
    void everyClassAndMethodComesBack() throws MalformedStun {
        for (StunClass type : StunClass.values()) {
            for (int method = 0; method < 0x1000; method++) {
                StunMessage message = StunMessage.parse(begin(type, method).end());
                assertEquals(type, message.type());
                assertEquals(method, message.method());
                assertEquals(ID, message.transaction());
            }
        }
    }

    @Test
    void knownTypesHaveTheNumbersOfTheRfcs() {
        assertEquals(0x0003, begin(StunClass.REQUEST, StunMethod.ALLOCATE).end().getShort(0));
        assertEquals(0x0104, begin(StunClass.SUCCESS, StunMethod.REFRESH).end().getShort(0));
        assertEquals(
                0x0118,
                begin(StunClass.ERROR, StunMethod.CREATE_PERMISSION).end().getShort(0));
        assertEquals(0x0016, begin(StunClass.INDICATION, StunMethod.SEND).end().getShort(0));
        assertEquals(0x0017, begin(StunClass.INDICATION, StunMethod.DATA).end().getShort(0));
        assertEquals(
                0x001C,
                begin(StunClass.INDICATION, StunMethod.CONNECTION_ATTEMPT).end().getShort(0));
    }

    @Test
    void attributesComeBack() throws MalformedStun {
        var four = new InetSocketAddress("203.0.113.9", 65535);
        var six = new InetSocketAddress("2001:db8::9", 1);
        StunMessage message = StunMessage.parse(begin(StunClass.ERROR, StunMethod.ALLOCATE)
                .error(new StunError(438, "Stale Nonce"))
                .unknown(List.of(0x7FFF, 0x0001, 0x0002))
                .address(StunAttribute.XOR_PEER_ADDRESS, four)
                .address(StunAttribute.XOR_PEER_ADDRESS, six)
                .address(StunAttribute.ALTERNATE_SERVER, six)
                .put(StunAttribute.DATA, ByteBuffer.wrap(new byte[] {1, 2, 3}))
                .flag(StunAttribute.DONT_FRAGMENT)
                .text(StunAttribute.REALM, "r\u00e9alm")
                .end());
        assertEquals(Optional.of(new StunError(438, "Stale Nonce")), message.error());
        assertEquals(List.of(four, six), message.addresses(StunAttribute.XOR_PEER_ADDRESS));
        assertEquals(six, message.address(StunAttribute.ALTERNATE_SERVER));
        assertEquals(
                ByteBuffer.wrap(new byte[] {0x7F, -1, 0, 1, 0, 2}), message.value(StunAttribute.UNKNOWN_ATTRIBUTES));
        assertEquals(ByteBuffer.wrap(new byte[] {1, 2, 3}), message.value(StunAttribute.DATA));
        assertTrue(message.has(StunAttribute.DONT_FRAGMENT));
        assertEquals("r\u00e9alm", message.text(StunAttribute.REALM));
        assertNull(message.text(StunAttribute.NONCE));
        assertEquals(
                List.of(StunAttribute.XOR_PEER_ADDRESS, StunAttribute.DATA, StunAttribute.DONT_FRAGMENT),
                message.unknown(a -> a == StunAttribute.ERROR_CODE
                        || a == StunAttribute.UNKNOWN_ATTRIBUTES
                        || a == StunAttribute.REALM));
    }

    @Test
    void integrityWithSha256IsThatOfRfc8489() throws Exception {
        StunKey key = StunKey.longTermSha256("user", "realm", "pass");
        ByteBuffer bytes = begin(StunClass.REQUEST, StunMethod.ALLOCATE)
                .text(StunAttribute.USERNAME, "user")
                .integritySha256(key)
                .fingerprint(FingerprintForm.RFC)
                .end();
        StunMessage message = StunMessage.parse(bytes);
        assertTrue(message.intactSha256(key));
        assertFalse(message.intactSha256(StunKey.longTerm("user", "realm", "pass")));
        // the same by hand
        byte[] text = Arrays.copyOf(bytes.array(), 28);
        text[3] = 8 + 36;
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(
                MessageDigest.getInstance("SHA-256").digest("user:realm:pass".getBytes()), "HmacSHA256"));
        assertEquals(ByteBuffer.wrap(mac.doFinal(text)), message.value(StunAttribute.MESSAGE_INTEGRITY_SHA256));
    }

    @Test
    void whatFollowsIntegrityDoesNotCount() throws MalformedStun {
        StunMessage message = StunMessage.parse(begin(StunClass.REQUEST, StunMethod.BINDING)
                .integrity(StunKey.shortTerm("secret"), IntegrityForm.RFC)
                .flag(StunAttribute.USE_CANDIDATE)
                .fingerprint(FingerprintForm.RFC)
                .end());
        assertFalse(message.has(StunAttribute.USE_CANDIDATE));
        assertTrue(message.has(StunAttribute.FINGERPRINT));
        assertTrue(message.intact(StunKey.shortTerm("secret"), IntegrityForm.RFC));
    }

    @Test
    void aBufferTooSmallIsToldAtOnce() {
        var writer = StunWriter.begin(ByteBuffer.allocate(24), StunClass.REQUEST, StunMethod.BINDING, ID);
        assertThrows(BufferOverflowException.class, () -> writer.text(StunAttribute.USERNAME, "too long"));
    }

    @Test
    void aKeyIsNotPrinted() {
        assertFalse(StunKey.shortTerm("secret").toString().contains("secret"));
    }
}
