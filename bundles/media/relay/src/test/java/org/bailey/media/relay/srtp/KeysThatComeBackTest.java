package org.bailey.media.relay.srtp;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.bailey.media.Side;
import org.bailey.media.SourcePolicy;
import org.bailey.media.SrtpContext;
import org.bailey.media.SrtpKey;
import org.bailey.media.SrtpSuite;
import org.bailey.media.StreamState;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A key after plain RTP, a declined line or another key, and what becomes of indices then (RFC 3711 sections 3.3.1 and 9.1). */
class KeysThatComeBackTest {
    private static final int HEADER = 12;
    private static final int SSRC = 0x0bad_cafe;
    private final Random random = new Random(3711);
    private final StreamState stream = new StreamState(0, "video", Side.CALLER, SourcePolicy.LEARN, 1);

    private SrtpKey key(SrtpSuite suite, int mkiBytes, long mki) {
        byte[] bytes = new byte[suite.keyBytes() + suite.saltBytes()];
        random.nextBytes(bytes);
        return new SrtpKey(suite, bytes, mkiBytes, mki);
    }

    private static ByteBuffer rtp(int sequence) {
        ByteBuffer packet = ByteBuffer.allocate(44);
        return packet.put(0, (byte) 0x80).putShort(2, (short) sequence).putInt(8, SSRC);
    }

    private static byte[] bytes(ByteBuffer packet) {
        return Arrays.copyOf(packet.array(), packet.limit());
    }

    private static byte @Nullable [] sent(@Nullable SrtpContext with, int sequence) {
        assertNotNull(with);
        ByteBuffer desk = Desk.take(rtp(sequence));
        return SecureRtp.protect(with, SSRC, desk, HEADER) == Verdict.GOOD ? bytes(desk) : null;
    }

    private static byte[] reported(@Nullable SrtpContext with) {
        assertNotNull(with);
        ByteBuffer desk =
                Desk.take(ByteBuffer.allocate(28).putInt(0, 0x80c8_0006).putInt(4, SSRC));
        assertEquals(Verdict.GOOD, SecureRtcp.protect(with, desk));
        return bytes(desk);
    }

    private static Verdict taken(@Nullable SrtpContext with, byte @Nullable [] packet, int sequence) {
        assertNotNull(with);
        assertNotNull(packet);
        ByteBuffer desk = Desk.take(ByteBuffer.wrap(packet));
        Verdict verdict = SecureRtp.unprotect(with, desk, HEADER);
        if (verdict == Verdict.GOOD) {
            assertArrayEquals(rtp(sequence).array(), bytes(desk));
        }
        return verdict;
    }

    /** What an all-zero payload leaves as is the key stream itself. */
    private static String keyStream(byte[] packet, int from, int bytes) {
        return Arrays.toString(Arrays.copyOfRange(packet, from, from + bytes));
    }

    @ParameterizedTest
    @EnumSource
    void noKeyStreamIsUsedTwiceWhateverIsAgreedBetween(SrtpSuite suite) {
        SrtpKey ours = key(suite, 0, 0);
        SrtpKey other = key(SrtpSuite.AES_CM_128_HMAC_SHA1_32, 0, 0);
        List<@Nullable SrtpKey> plans = new ArrayList<>(Arrays.asList(null, ours, null, other, ours));
        plans.add(new SrtpKey(suite, ours.keyAndSalt(), 1, 1));
        plans.add(new SrtpKey(suite, ours.keyAndSalt(), 4, 2));
        Set<String> streams = new HashSet<>();
        int packets = 0;
        for (int step = 0; step < 60; step++) {
            stream.protect(null, plans.get(step < 8 ? step % 5 : random.nextInt(plans.size())));
            if (stream.send == null) {
                continue;
            }
            // a sender that begins anew, with numbers it has had
            int start = 7001 * (step % 3);
            for (int sequence = start; sequence < start + 20; sequence++) {
                byte[] packet = sent(stream.send, sequence);
                if (packet != null) {
                    packets++;
                    assertTrue(streams.add(keyStream(packet, HEADER, 32)), "step " + step + ", number " + sequence);
                }
            }
            byte[] report = reported(stream.send);
            assertTrue(streams.add(keyStream(report, 8, 20)), "report of step " + step);
        }
        assertTrue(packets > 500, packets + " packets");
    }

    @ParameterizedTest
    @EnumSource
    void aPeerThatGoesOnAfterPlainIsUnderstoodAndRecordedPacketsAreNot(SrtpSuite suite) {
        SrtpKey theirs = key(suite, 0, 0);
        SrtpContext peer = new SrtpContext(theirs);
        stream.protect(theirs, null);
        byte[] early = new byte[0];
        for (int index = 65_000; index < 140_000; index++) {
            byte[] packet = sent(peer, index & 0xffff);
            early = index == 65_000 ? packet : early;
            assertEquals(Verdict.GOOD, taken(stream.receive, packet, index & 0xffff));
        }
        stream.protect(null, null);
        assertNull(stream.receive);
        stream.protect(theirs, null);
        assertEquals(Verdict.REPLAYED, taken(stream.receive, early, 65_000));
        assertEquals(Verdict.GOOD, taken(stream.receive, sent(peer, 140_000 & 0xffff), 140_000 & 0xffff));
    }

    @ParameterizedTest
    @EnumSource
    void anotherIdentifierOfTheSameKeyChangesNoIndex(SrtpSuite suite) {
        SrtpKey plain = key(suite, 0, 0);
        SrtpKey named = new SrtpKey(suite, plain.keyAndSalt(), 1, 1);
        stream.protect(plain, plain);
        byte[] recorded = sent(new SrtpContext(named), 500);
        assertEquals(Verdict.GOOD, taken(stream.receive, sent(new SrtpContext(plain), 500), 500));
        byte[] first = sent(stream.send, 500);
        stream.protect(named, named);
        assertEquals(Verdict.REPLAYED, taken(stream.receive, recorded, 500));
        assertNull(sent(stream.send, 500));
        byte[] next = sent(stream.send, 501);
        assertNotNull(first);
        assertNotNull(next);
        assertEquals(first.length + 1, next.length);
    }

    @ParameterizedTest
    @EnumSource
    void theRolloverOfASourceGoesOnUnderAnotherKeyAndMayBeginAnew(SrtpSuite suite) {
        for (boolean anew : new boolean[] {false, true}) {
            var here = new StreamState(0, "video", Side.CALLER, SourcePolicy.LEARN, 1);
            var peer = new StreamState(0, "video", Side.CALLER, SourcePolicy.LEARN, 1);
            SrtpKey first = key(suite, 0, 0);
            SrtpKey second = key(suite, 0, 0);
            here.protect(first, null);
            peer.protect(null, first);
            for (int index = 60_000; index < 200_000; index++) {
                byte[] packet = sent(peer.send, index & 0xffff);
                if (index % 1000 == 0) { // most are lost
                    assertEquals(Verdict.GOOD, taken(here.receive, packet, index & 0xffff));
                }
            }
            here.protect(second, null);
            peer.protect(null, second);
            SrtpContext sender = anew ? new SrtpContext(second) : peer.send;
            for (int index = 200_000; index < 270_000; index++) {
                assertEquals(
                        Verdict.GOOD,
                        taken(here.receive, sent(sender, index & 0xffff), index & 0xffff),
                        "index " + index + ", anew " + anew);
            }
            here.protect(first, null);
            peer.protect(null, first);
            if (!anew) {
                assertEquals(Verdict.GOOD, taken(here.receive, sent(peer.send, 270_000 & 0xffff), 270_000 & 0xffff));
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void keysThatRollOverInALaterDescriptionShareIndices(SrtpSuite suite) {
        SrtpKey one = key(suite, 1, 1);
        SrtpKey two = key(suite, 1, 2);
        SrtpKey three = key(suite, 1, 3);
        var peer = new SrtpContext(one.beside(List.of(two, three)));
        stream.protect(one.beside(List.of(two)), null);
        byte[] early = new byte[0];
        for (int index = 30_000; index < 140_000; index++) {
            SrtpContext with = index < 90_000 ? peer : peer.beside.get(0);
            byte[] packet = sent(with, index & 0xffff);
            early = index == 139_000 ? packet : early;
            assertEquals(Verdict.GOOD, taken(stream.receive, packet, index & 0xffff), "index " + index);
        }
        stream.protect(two.beside(List.of(three)), null);
        assertEquals(Verdict.REPLAYED, taken(stream.receive, early, 139_000 & 0xffff));
        for (int index = 140_000; index < 210_000; index++) {
            SrtpContext with = peer.beside.get(index % 7 == 0 ? 0 : 1);
            assertEquals(
                    Verdict.GOOD, taken(stream.receive, sent(with, index & 0xffff), index & 0xffff), "index " + index);
        }
        assertFalse(stream.receive == null || stream.receive.beside.isEmpty());
    }

    @ParameterizedTest
    @EnumSource
    void reportsGoOnUnderAnotherKey(SrtpSuite suite) {
        SrtpKey first = key(suite, 0, 0);
        SrtpKey second = key(suite, 0, 0);
        stream.protect(null, first);
        reported(stream.send);
        reported(stream.send);
        stream.protect(null, second);
        byte[] third = reported(stream.send);
        int word = suite.aead() ? third.length - 4 : third.length - 4 - suite.rtcpTagBytes();
        assertEquals(3, ByteBuffer.wrap(third).getInt(word) & 0x7fff_ffff);
        assertEquals(Verdict.GOOD, SecureRtcp.unprotect(new SrtpContext(second), Desk.take(ByteBuffer.wrap(third))));
    }
}
