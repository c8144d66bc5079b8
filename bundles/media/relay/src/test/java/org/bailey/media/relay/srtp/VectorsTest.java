package org.bailey.media.relay.srtp;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;
import org.bailey.media.SrtpContext;
import org.bailey.media.SrtpKey;
import org.bailey.media.SrtpSession;
import org.bailey.media.SrtpSuite;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Numbers that were published: RFC 3711 appendix B, RFC 6188 section 7, RFC 7714 sections 16 and 17, and the reference packets of libsrtp and Pion. */
class VectorsTest {
    private static final HexFormat HEX = HexFormat.of();

    private static byte[] hex(String text) {
        return HEX.parseHex(text.replace(" ", ""));
    }

    /** RFC 3711 appendix B.3. */
    @Test
    void derivesTheSessionKeysOfTheRfc() throws Exception {
        Cipher master = Derivation.aes(hex("e1f97a0d3e018be0d64fa32c06de4139"));
        byte[] salt = hex("0ec675ad498afeebb6960b3aabe6");
        assertArrayEquals(hex("c61e7a93744f39ee10734afe3ff7a087"), Derivation.derived(master, salt, 0, 16));
        assertArrayEquals(hex("30cbbc08863d8c85d49db34a9ae1"), Derivation.derived(master, salt, 2, 14));
        byte[] authentication =
                hex("cebe321f6ff7716b6fd4ab49af256a156d38baa48f0a0acf3c34e2359e6cdbceee049646c43d9327ad175578"
                        + "ef72270986371c10c9a369ac2f94a8c5fbcddddc256d6e919a48b610ef17c2041e47403576");
        assertArrayEquals(Arrays.copyOf(authentication, 20), Derivation.derived(master, salt, 1, 20));
    }

    /** RFC 3711 appendix B.2: its first blocks. */
    @Test
    void makesTheKeyStreamOfTheRfc() throws Exception {
        byte[] key = hex("2b7e151628aed2a6abf7158809cf4f3c");
        var session = new SrtpSession(
                Derivation.aes(key),
                new SecretKeySpec(key, "AES"),
                hex("f0f1f2f3f4f5f6f7f8f9fafbfcfd0000"),
                new byte[0],
                new byte[0]);
        byte[] desk = Desk.take(ByteBuffer.allocate(48)).array();
        CounterMode.crypt(session, desk, 0, 48, 0, 0);
        assertEquals(
                "e03ead0935c95e80e166b16dd92b4eb4d23513162b02d0f72a43a2fe4a5f97ab41e95b3bb0a2e8dd477901e4fca894c0",
                HEX.formatHex(desk, 0, 48));
    }

    /** RFC 6188 section 7, for 256 bits: what AEAD_AES_256_GCM derives its keys by (RFC 7714 section 11). */
    @Test
    void derivesTheSessionKeysOfALongMasterKey() throws Exception {
        Cipher master = Derivation.aes(hex("f0f04914b513f2763a1b1fa130f10e2998f6f6e43e4309d1e622a0e332b9f1b6"));
        byte[] salt = hex("3b04803de51ee7c96423ab5b78d2");
        assertArrayEquals(
                hex("5ba1064e30ec51613cad926c5a28ef731ec7fb397f70a960653caf06554cd8c4"),
                Derivation.derived(master, salt, 0, 32));
        assertArrayEquals(hex("fa31791685ca444a9e07c6c64e93"), Derivation.derived(master, salt, 2, 14));
        assertArrayEquals(hex("fd9c32d39ed5fbb5a9dc96b30818454d1313dc05"), Derivation.derived(master, salt, 1, 20));
    }

    /** RFC 7714 sections 16.1.1 and 17.1: these are session keys. */
    @Test
    void sealsTheGcmPacketsOfTheRfc() {
        var session = galois("000102030405060708090a0b0c0d0e0f", "517569642070726f2071756f");
        byte[] packet = hex("8040f17b8041f8d35501a0b247616c6c696120657374206f6d6e6973206469766973612069"
                + "6e207061727465732074726573");
        byte[] desk = Desk.take(ByteBuffer.wrap(packet)).array();
        GaloisMode.seal(session, desk, 12, 0, 0, 12, packet.length, 0x5501a0b2, 0xf17b);
        assertEquals(
                "8040f17b8041f8d35501a0b2f24de3a3fb34de6cacba861c9d7e4bcabe633bd50d294e6f42a5f47a51c7d19b36de3adf"
                        + "8833899d7f27beb16a9152cf765ee4390cce",
                HEX.formatHex(desk, 0, packet.length + 16));
        byte[] report =
                hex("81c8000d4d6172734e5450314e545032525450200000042a0000e9304c756e61deadbeefdeadbeefdeadbeefdead"
                        + "beefdeadbeef");
        byte[] sealed =
                hex("81c8000d4d61727363e94885dcdab67ca727d7662f6b7e997ff5c0f76c06f32dc676a5f1730d6fda4ce09b4686303d"
                        + "ed0bb9275bc84aa45896cf4d2fc5abf87245d9eade");
        desk = Desk.take(ByteBuffer.wrap(report)).array();
        System.arraycopy(hex("800005d4"), 0, desk, Desk.WORD, 4);
        GaloisMode.seal(session, desk, 8, Desk.WORD, 4, 8, report.length, 0x4d617273, 0x5d4);
        assertArrayEquals(sealed, Arrays.copyOf(desk, report.length + 16));
    }

    private static SrtpSession galois(String key, String salt) {
        try {
            return new SrtpSession(
                    Cipher.getInstance("AES/GCM/NoPadding", "SunJCE"),
                    new SecretKeySpec(hex(key), "AES"),
                    Arrays.copyOf(hex(salt), 16),
                    new byte[0],
                    new byte[0]);
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static final String KEY = "000102030405060708090a0b0c0d0e0f";
    private static final String SALT = "a0a1a2a3a4a5a6a7a8a9aaabacad";
    private static final String RTP = "800f1234decafbadcafebabeabababababababababababababababab";
    private static final String RTCP = "81c8000bcafebabeabababababababababababababababab";

    /** libsrtp test/srtp_driver.c, and srtp_cipher_test.go of Pion: RTP of sequence 0x1234, RTCP of index 1. */
    @ParameterizedTest
    @CsvSource({
        "AES_CM_128_HMAC_SHA1_80, e1f97a0d3e018be0d64fa32c06de4139 0ec675ad498afeebb6960b3aabe6, 0, 0,"
                + "4e55dc4ce79978d88ca4d215949d2402 b78d6acc99ea179b8dbb,"
                + "7128035be487b9bdbef89041f977a5a8 80000001 993e08cd54d6c1230798",
        "AES_CM_128_HMAC_SHA1_80, e1f97a0d3e018be0d64fa32c06de4139 0ec675ad498afeebb6960b3aabe6, 4, 3791223309,"
                + "4e55dc4ce79978d88ca4d215949d2402 e1f97a0d b78d6acc99ea179b8dbb,"
                + "7128035be487b9bdbef89041f977a5a8 80000001 e1f97a0d 993e08cd54d6c1230798",
        "AES_CM_128_HMAC_SHA1_32, " + KEY + SALT + ", 0, 0, e2d8df8f7a75d688c3502eeec2a98066 cd7c0d09,"
                + "5674bf01813dc062ac1df6f75f77c688 80000001 3db7a19837ff64e5cbd2",
        "AES_CM_128_HMAC_SHA1_32, " + KEY + SALT + ", 4, 16908292, e2d8df8f7a75d688c3502eeec2a98066 01020004 cd7c0d09,"
                + "5674bf01813dc062ac1df6f75f77c688 80000001 01020004 3db7a19837ff64e5cbd2",
        "AEAD_AES_256_GCM, " + KEY + KEY + "a0a1a2a3a4a5a6a7a8a9aaab, 0, 0,"
                + "af49968f7e9c43f801dd0c848b1ec9b0 29cdf85cb79a2f9560d4697598507725,"
                + "9822ba22961c3148e7b7ec4f09f426dc f6b59a75adec74fdb951b6668424d4e2 80000001",
        "AEAD_AES_256_GCM, " + KEY + KEY + "a0a1a2a3a4a5a6a7a8a9aaab, 4, 16908292,"
                + "af49968f7e9c43f801dd0c848b1ec9b0 29cdf85cb79a2f9560d4697598507725 01020004,"
                + "9822ba22961c3148e7b7ec4f09f426dc f6b59a75adec74fdb951b6668424d4e2 80000001 01020004"
    })
    void makesAndTakesTheReferencePackets(
            SrtpSuite suite, String keyAndSalt, int mkiBytes, long mki, String rtp, String rtcp) {
        SrtpKey key = new SrtpKey(suite, hex(keyAndSalt), mkiBytes, mki);
        String secureRtp = RTP.substring(0, 24) + rtp.replace(" ", "");
        String secureRtcp = RTCP.substring(0, 16) + rtcp.replace(" ", "");

        var packet = Desk.take(ByteBuffer.wrap(hex(RTP)));
        var send = new SrtpContext(key);
        assertEquals(Verdict.GOOD, SecureRtp.protect(send, 0xcafebabe, packet, 12));
        assertEquals(secureRtp, HEX.formatHex(packet.array(), 0, packet.limit()));
        packet = Desk.take(ByteBuffer.wrap(hex(RTCP)));
        assertEquals(Verdict.GOOD, SecureRtcp.protect(send, packet));
        assertEquals(secureRtcp, HEX.formatHex(packet.array(), 0, packet.limit()));

        var receive = new SrtpContext(key);
        packet = Desk.take(ByteBuffer.wrap(hex(secureRtp)));
        assertEquals(Verdict.GOOD, SecureRtp.unprotect(receive, packet, 12));
        assertEquals(RTP, HEX.formatHex(packet.array(), 0, packet.limit()));
        packet = Desk.take(ByteBuffer.wrap(hex(secureRtcp)));
        assertEquals(Verdict.GOOD, SecureRtcp.unprotect(receive, packet));
        assertEquals(RTCP, HEX.formatHex(packet.array(), 0, packet.limit()));
    }

    /** The same packet as it is when only authenticated: the E bit is 0 (RFC 3711 section 3.4). */
    @ParameterizedTest
    @CsvSource({
        "AES_CM_128_HMAC_SHA1_32, " + KEY + SALT + ", 00000001 d2a2362d011b8cfc0ac9",
        "AEAD_AES_256_GCM, " + KEY + KEY + "a0a1a2a3a4a5a6a7a8a9aaab, 2255dcaf869abb1cd01ae8354c9411ee 00000001"
    })
    void takesReportsThatAreOnlyAuthenticated(SrtpSuite suite, String keyAndSalt, String trailer) {
        var packet = Desk.take(ByteBuffer.wrap(hex(RTCP + trailer)));
        assertEquals(Verdict.GOOD, SecureRtcp.unprotect(new SrtpContext(new SrtpKey(suite, hex(keyAndSalt))), packet));
        assertEquals(RTCP, HEX.formatHex(packet.array(), 0, packet.limit()));
    }
}
