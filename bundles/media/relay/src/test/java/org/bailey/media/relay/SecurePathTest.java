package org.bailey.media.relay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import org.bailey.media.MediaFlow;
import org.bailey.media.MediaSecret;
import org.bailey.media.PacketOut;
import org.bailey.media.PayloadMap;
import org.bailey.media.Side;
import org.bailey.media.SourcePolicy;
import org.bailey.media.SrtpContext;
import org.bailey.media.SrtpKey;
import org.bailey.media.SrtpSuite;
import org.bailey.media.SsrcSpan;
import org.bailey.media.StreamState;
import org.bailey.media.relay.srtp.Desk;
import org.bailey.media.relay.srtp.SecureRtcp;
import org.bailey.media.relay.srtp.SecureRtp;
import org.bailey.media.relay.srtp.Verdict;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Protected packets through the relay: what is believed of them, and what they may change. */
class SecurePathTest {
    private static final InetSocketAddress PEER = new InetSocketAddress("192.0.2.1", 5000);
    private static final InetSocketAddress STRANGER = new InetSocketAddress("192.0.2.66", 6666);
    private final RelayPath path = new RelayPath();
    private final StreamState stream = stream(Side.CALLER);
    private final StreamState opposite = stream(Side.CALLEE);
    private byte @Nullable [] left;
    private final PacketOut out = new PacketOut() {
        @Override
        public boolean rtp(ByteBuffer packet, InetSocketAddress to) {
            left = new byte[packet.remaining()];
            packet.get(packet.position(), left);
            return true;
        }

        @Override
        public boolean rtcp(ByteBuffer packet, InetSocketAddress to) {
            return rtp(packet, to);
        }
    };

    SecurePathTest() {
        stream.opposite = opposite;
        opposite.opposite = stream;
        stream.open = true;
        stream.payloads = PayloadMap.of("audio", new MediaFlow(null, true, Map.of(0, 0)));
        stream.rtpSource.signal(PEER);
        stream.rtcpSource.signal(PEER);
        opposite.rtpSource.signal(new InetSocketAddress("192.0.2.2", 5000));
        opposite.rtcpSource.signal(new InetSocketAddress("192.0.2.2", 5001));
    }

    private static StreamState stream(Side from) {
        return new StreamState(0, "audio", from, SourcePolicy.LEARN, 1_000_000_000L);
    }

    private static SrtpKey key(SrtpSuite suite, int number) {
        byte[] secret = new byte[32];
        secret[31] = (byte) number;
        return new MediaSecret(secret).key(suite, 0);
    }

    private static byte[] rtp(int sequence, int ssrc) {
        byte[] packet = new byte[172];
        ByteBuffer.wrap(packet)
                .putShort((short) 0x8000)
                .putShort((short) sequence)
                .putInt(160 * sequence)
                .putInt(ssrc);
        Arrays.fill(packet, 12, 172, (byte) sequence);
        return packet;
    }

    private static byte[] report(int ssrc) {
        return ByteBuffer.allocate(8).putInt(0x80c90001).putInt(ssrc).array();
    }

    private static byte[] secured(SrtpContext context, byte[] plain) {
        ByteBuffer desk = Desk.take(ByteBuffer.wrap(plain));
        boolean rtcp = RtpHeader.looksLikeRtcp(desk);
        Verdict verdict = rtcp
                ? SecureRtcp.protect(context, desk)
                : SecureRtp.protect(context, RtpHeader.ssrc(desk), desk, RtpHeader.length(desk));
        assertEquals(Verdict.GOOD, verdict);
        return Arrays.copyOf(desk.array(), desk.limit());
    }

    private byte @Nullable [] pass(byte[] packet, InetSocketAddress from) {
        left = null;
        ByteBuffer direct = ByteBuffer.allocateDirect(packet.length + 300);
        direct.put(packet).flip();
        path.onRtpPort(stream, direct, from, 1, out);
        return left;
    }

    @ParameterizedTest
    @EnumSource
    void anyBitThatIsChangedOnTheWayCostsThePacketAndMovesNothing(SrtpSuite suite) {
        SrtpKey key = key(suite, 1);
        stream.protect(key, null);
        var sender = new SrtpContext(key);
        byte[] good = secured(sender, rtp(9, 77));
        for (int bit = 16; bit < 8 * good.length; bit++) {
            byte[] bad = good.clone();
            bad[bit / 8] ^= (byte) (1 << bit % 8);
            assertNull(pass(bad, STRANGER), "bit " + bit);
        }
        for (int length = 12; length < good.length; length++) {
            assertNull(pass(Arrays.copyOf(good, length), STRANGER), "cut at " + length);
        }
        assertNull(stream.rtpSource.heard);
        assertEquals(PEER, stream.rtpSource.target);
        assertEquals(0, stream.packets);
        assertTrue(stream.unauthentic > 0 && stream.malformed > 0);
        assertEquals(
                8 * good.length - 16 + good.length - 12, stream.statistics(null).dropped());
        assertEquals(rtp(9, 77).length, pass(good, PEER).length);
        assertEquals(PEER, stream.rtpSource.heard);
    }

    @Test
    void aStrangerWithoutTheKeyIsNeverThePeerAndThePeerBehindANatIs() {
        SrtpKey key = key(SrtpSuite.AES_CM_128_HMAC_SHA1_80, 1);
        stream.protect(key, null);
        assertNull(pass(rtp(1, 5), STRANGER));
        assertEquals(1, stream.unauthentic);
        assertNull(stream.rtpSource.heard);
        byte[] good = secured(new SrtpContext(key), rtp(2, 77));
        assertTrue(Arrays.equals(rtp(2, 77), pass(good, STRANGER)), "whoever has the key is the peer");
        assertEquals(STRANGER, stream.rtpSource.target);
        assertNull(pass(good, STRANGER));
        assertEquals(1, stream.replayed);
    }

    @Test
    void reportsAreBelievedAfterTheirTagOnly() {
        SrtpKey key = key(SrtpSuite.AES_CM_128_HMAC_SHA1_32, 1);
        SrtpKey onward = key(SrtpSuite.AEAD_AES_128_GCM, 2);
        stream.protect(key, onward);
        byte[] good = secured(new SrtpContext(key), report(5));
        byte[] bad = good.clone();
        bad[13] ^= 1;
        for (byte[] packet : new byte[][] {report(5), bad, Arrays.copyOf(good, 10), good, good}) {
            ByteBuffer direct = ByteBuffer.allocateDirect(300).put(packet).flip();
            path.onRtcpPort(stream, direct, STRANGER, 1, out);
        }
        assertEquals(1, stream.rtcpForwarded);
        assertEquals(1, stream.replayed);
        assertEquals(1, stream.unauthentic);
        assertEquals(2, stream.malformed);
        ByteBuffer desk = Desk.take(ByteBuffer.wrap(left));
        assertEquals(Verdict.GOOD, SecureRtcp.unprotect(new SrtpContext(onward), desk));
        assertTrue(Arrays.equals(report(5), Arrays.copyOf(desk.array(), desk.limit())));
    }

    @Test
    void severalSourcesUnderOneKeyHaveTheirOwnIndicesOverTheRollover() {
        SrtpKey in = key(SrtpSuite.AES_CM_128_HMAC_SHA1_80, 1);
        SrtpKey on = key(SrtpSuite.AES_CM_128_HMAC_SHA1_80, 2);
        stream.protect(in, on);
        var sender = new SrtpContext(in);
        var receiver = new SrtpContext(on);
        for (int i = 0; i < 150_000; i++) {
            int ssrc = i % 3;
            int sequence = 65_000 * ssrc + i / 3 & 0xffff;
            byte[] plain = rtp(sequence, ssrc);
            byte[] passed = pass(secured(sender, plain), PEER);
            ByteBuffer desk = Desk.take(ByteBuffer.wrap(passed));
            assertEquals(Verdict.GOOD, SecureRtp.unprotect(receiver, desk, 12), "packet " + i);
            assertTrue(Arrays.equals(plain, 0, 172, desk.array(), 0, desk.limit()), "packet " + i);
        }
        assertEquals(150_000, stream.forwarded);
    }

    @Test
    void aSourceWhoseFirstPacketsWereLostBeforeTheRolloverIsUnderstood() {
        SrtpKey key = key(SrtpSuite.AES_CM_128_HMAC_SHA1_80, 1);
        stream.protect(key, null);
        var sender = new SrtpContext(key);
        secured(sender, rtp(65_535, 1));
        assertTrue(Arrays.equals(rtp(0, 1), pass(secured(sender, rtp(0, 1)), PEER)));
    }

    @Test
    void anotherKeyBeginsAnewAndTheSameKeyGoesOn() {
        SrtpKey first = key(SrtpSuite.AES_CM_128_HMAC_SHA1_80, 1);
        SrtpKey second = key(SrtpSuite.AES_CM_128_HMAC_SHA1_80, 2);
        stream.protect(first, null);
        var sender = new SrtpContext(first);
        byte[] packet = secured(sender, rtp(1, 1));
        pass(packet, PEER);
        stream.protect(key(SrtpSuite.AES_CM_128_HMAC_SHA1_80, 1), null);
        assertNull(pass(packet, PEER), "still known");
        stream.protect(second, null);
        assertTrue(pass(secured(sender, rtp(2, 1)), PEER) != null, "one that was still on its way");
        assertTrue(pass(secured(sender, report(1)), PEER) != null, "a report too");
        assertTrue(pass(secured(new SrtpContext(second), rtp(3, 1)), PEER) != null);
        assertNull(pass(secured(sender, rtp(4, 1)), PEER), "the first key has had its time");
        assertEquals(1, stream.unauthentic);
    }

    @Test
    void aKeyIdentifierIsStrippedAndWritten() {
        byte[] secret = key(SrtpSuite.AES_CM_128_HMAC_SHA1_80, 1).keyAndSalt();
        SrtpKey in = new SrtpKey(SrtpSuite.AES_CM_128_HMAC_SHA1_80, secret, 1, 1);
        SrtpKey on = new SrtpKey(SrtpSuite.AEAD_AES_128_GCM, new byte[28], 2, 513);
        stream.protect(in, on);
        byte[] packet = secured(new SrtpContext(in), rtp(1, 1));
        assertEquals(172 + 1 + 10, packet.length);
        assertEquals(1, packet[172]);
        byte[] passed = pass(packet, PEER);
        assertEquals(172 + 16 + 2, passed.length);
        assertEquals(2, passed[188]);
        assertEquals(1, passed[189]);
        byte[] other = secured(new SrtpContext(new SrtpKey(in.suite(), secret, 1, 2)), rtp(2, 1));
        assertNull(pass(other, PEER));
        assertEquals(1, stream.unauthentic);
    }

    @Test
    void silenceOfOursIsProtectedAndWhatFollowsGoesOnWithItsNumbers() {
        SrtpKey on = key(SrtpSuite.AES_CM_128_HMAC_SHA1_80, 2);
        stream.protect(null, on);
        stream.ssrcs.use(new SsrcSpan(270_010, 1));
        var receiver = new SrtpContext(on);
        ByteBuffer own = ByteBuffer.allocateDirect(500).put(rtp(100, 270_010)).flip();
        path.onOwn(stream, own, out);
        ByteBuffer desk = Desk.take(ByteBuffer.wrap(left));
        assertEquals(Verdict.GOOD, SecureRtp.unprotect(receiver, desk, 12));
        assertEquals(100, RtpHeader.sequence(desk));
        desk = Desk.take(ByteBuffer.wrap(pass(rtp(60_000, 4711), PEER)));
        assertEquals(Verdict.GOOD, SecureRtp.unprotect(receiver, desk, 12));
        assertEquals(101, RtpHeader.sequence(desk));
        ByteBuffer report = ByteBuffer.allocate(32).putInt(0x81c90007).putInt(9).putInt(270_010);
        report.putInt(16, 101);
        RtcpSources.rewrite(report.clear(), opposite, stream, 1);
        assertEquals(60_000, report.getInt(16) & 0xffff, "the reported numbers are those the source knows");
        assertEquals(4711, report.getInt(8));
    }

    @ParameterizedTest
    @EnumSource
    void whateverIsMutatedIsCountedOnceAndNothingIsThrown(SrtpSuite suite) {
        Random random = new Random(suite.ordinal());
        SrtpKey key = key(suite, 1);
        stream.protect(key, key(suite, 2));
        var sender = new SrtpContext(key);
        int untouched = 0;
        int datagrams = suite.aead() ? 50_000 : 150_000;
        for (int i = 0; i < datagrams; i++) {
            byte[] packet = secured(sender, random.nextInt(4) == 0 ? report(i % 5) : rtp(i, 7));
            int damage = random.nextInt(5);
            if (damage == 0) {
                packet[random.nextInt(packet.length)] ^= (byte) (1 + random.nextInt(255));
            } else if (damage == 1) {
                packet = Arrays.copyOf(packet, random.nextInt(packet.length + 50));
            } else if (damage == 2) {
                random.nextBytes(packet);
                packet[0] = (byte) (0x80 | packet[0] & 0x3f);
            } else if (damage == 3) {
                packet = new byte[random.nextInt(200)];
                random.nextBytes(packet);
            }
            if (damage == 4) {
                untouched++;
            }
            pass(packet, damage == 4 ? PEER : random.nextBoolean() ? PEER : STRANGER);
        }
        assertTrue(untouched <= stream.packets + stream.rtcpPackets, stream.statistics(null) + " of " + untouched);
        assertNotEquals(STRANGER, stream.rtpSource.heard);
        assertEquals(PEER, stream.rtpSource.target);
        assertEquals(
                datagrams,
                stream.forwarded + stream.rtcpPackets + stream.statistics(null).dropped(),
                stream.statistics(null).toString());
    }
}
