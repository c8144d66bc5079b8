package org.bailey.media.relay.srtp;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.bailey.media.SrtpContext;
import org.bailey.media.SrtpKey;
import org.bailey.media.SrtpSuite;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A peer that named several keys changes between them; each packet says which one it has (RFC 4568 section 6.1). */
class SeveralKeysTest {
    private static final int HEADER = 12;
    private final Random random = new Random(4568);

    private SrtpKey key(SrtpSuite suite, long mki) {
        byte[] bytes = new byte[suite.keyBytes() + suite.saltBytes()];
        random.nextBytes(bytes);
        return new SrtpKey(suite, bytes, 2, mki);
    }

    private static ByteBuffer rtp(int sequence) {
        ByteBuffer packet = ByteBuffer.allocate(32);
        packet.put(0, (byte) 0x80).putShort(2, (short) sequence).putInt(8, 0x0bad_cafe);
        Arrays.fill(packet.array(), HEADER, 32, (byte) sequence);
        return packet;
    }

    private static ByteBuffer rtcp() {
        return ByteBuffer.allocate(28)
                .put(0, (byte) 0x80)
                .put(1, (byte) 200)
                .putShort(2, (short) 6)
                .putInt(4, 0x0bad_cafe);
    }

    private static byte[] bytes(ByteBuffer packet) {
        return Arrays.copyOf(packet.array(), packet.limit());
    }

    private static byte[] sent(SrtpContext with, int sequence) {
        ByteBuffer desk = Desk.take(rtp(sequence));
        assertEquals(Verdict.GOOD, SecureRtp.protect(with, 0x0bad_cafe, desk, HEADER));
        return bytes(desk);
    }

    private static Verdict taken(SrtpContext with, byte[] packet, int sequence) {
        ByteBuffer desk = Desk.take(ByteBuffer.wrap(packet));
        Verdict verdict = SecureRtp.unprotect(with, desk, HEADER);
        if (verdict == Verdict.GOOD) {
            assertArrayEquals(rtp(sequence).array(), bytes(desk));
        }
        return verdict;
    }

    @ParameterizedTest
    @EnumSource
    void anyOfThemIsTakenAndIndicesGoOn(SrtpSuite suite) {
        SrtpKey first = key(suite, 1);
        SrtpKey second = key(suite, 2);
        SrtpContext sender = new SrtpContext(first.beside(List.of(second)));
        SrtpContext receiver = new SrtpContext(first.beside(List.of(second)));
        byte[] early = new byte[0];
        // numbers begin anew on the way, so a rollover counter of its own would not do for the second key
        for (int step = 0; step < 40; step++) {
            int sequence = 65_520 + step & 0xffff;
            SrtpContext with = step < 20 || step % 3 == 0 ? sender : sender.beside.get(0);
            byte[] packet = sent(with, sequence);
            early = step == 30 ? packet : early;
            assertEquals(Verdict.GOOD, taken(receiver, packet, sequence), "step " + step);
            ByteBuffer report = Desk.take(rtcp());
            assertEquals(Verdict.GOOD, SecureRtcp.protect(with, report));
            assertEquals(Verdict.GOOD, SecureRtcp.unprotect(receiver, Desk.take(ByteBuffer.wrap(bytes(report)))));
        }
        assertEquals(Verdict.REPLAYED, taken(receiver, early, 14));
    }

    @ParameterizedTest
    @EnumSource
    void anotherKeyIsNotTaken(SrtpSuite suite) {
        SrtpKey first = key(suite, 1);
        SrtpKey second = key(suite, 2);
        SrtpContext receiver = new SrtpContext(first.beside(List.of(second)));
        assertEquals(Verdict.UNAUTHENTIC, taken(receiver, sent(new SrtpContext(key(suite, 3)), 7), 7));
        assertEquals(Verdict.UNAUTHENTIC, taken(receiver, sent(new SrtpContext(key(suite, 2)), 7), 7));
        assertEquals(Verdict.GOOD, taken(receiver, sent(new SrtpContext(second), 7), 7));
    }

    @Test
    void keysBesideEachOtherHaveIdentifiersOfOneLength() {
        SrtpKey key = key(SrtpSuite.AES_CM_128_HMAC_SHA1_80, 1);
        SrtpKey nameless = new SrtpKey(SrtpSuite.AES_CM_128_HMAC_SHA1_80, new byte[30]);
        SrtpKey other = key(SrtpSuite.AEAD_AES_128_GCM, 2);
        assertThrows(IllegalArgumentException.class, () -> key.beside(List.of(nameless)));
        assertThrows(IllegalArgumentException.class, () -> key.beside(List.of(other)));
        assertThrows(IllegalArgumentException.class, () -> nameless.beside(List.of(nameless)));
    }
}
