package org.bailey.sdp;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CryptoTest {
    private static final String KEY = Base64.getEncoder().encodeToString(counted(30));

    @Test
    void readsWhatMicrosoftClientsWrite() throws MalformedSdp {
        Crypto crypto = Crypto.parse("2 AES_CM_128_HMAC_SHA1_80 inline:" + KEY + "|2^31|1:1");
        assertEquals(2, crypto.tag());
        assertEquals("AES_CM_128_HMAC_SHA1_80", crypto.suite());
        assertArrayEquals(counted(30), crypto.keys().get(0).keyAndSalt());
        assertEquals("2^31", crypto.keys().get(0).lifetime());
        assertEquals(1, crypto.keys().get(0).mki());
        assertEquals(1, crypto.keys().get(0).mkiBytes());
        assertEquals(List.of(), crypto.parameters());
    }

    @Test
    void readsSeveralKeysAndParameters() throws MalformedSdp {
        Crypto crypto = Crypto.parse(
                "1 AEAD_AES_256_GCM inline:" + Base64.getEncoder().encodeToString(counted(44)) + "|7:4;inline:"
                        + Base64.getEncoder().encodeToString(counted(44)) + "|2^20|8:4 KDR=0 UNENCRYPTED_SRTCP");
        assertEquals(2, crypto.keys().size());
        assertEquals(8, crypto.keys().get(1).mki());
        assertEquals(List.of("KDR=0", "UNENCRYPTED_SRTCP"), crypto.parameters());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "1 AES_CM_128_HMAC_SHA1_80; a=crypto has 2 words",
                "x AES_CM_128_HMAC_SHA1_80 inline:K30; the tag of a=crypto is not a number",
                "1234567890 AES_CM_128_HMAC_SHA1_80 inline:K30; the tag of a=crypto is not a number",
                "1 AES-CM inline:K30; the suite of a=crypto 1 is not a word",
                "1 AES_CM_128_HMAC_SHA1_80 uri:K30; is not inline:KEY",
                "1 AES_CM_128_HMAC_SHA1_80 inline:K30|2^31|1:1|x; is not inline:KEY",
                "1 AES_CM_128_HMAC_SHA1_80 inline:K29; has 29 bytes",
                "1 AES_CM_128_HMAC_SHA1_80 inline:; has 0 bytes",
                "1 AEAD_AES_128_GCM inline:K30; AEAD_AES_128_GCM takes 28",
                "1 OTHER inline:; has 0 bytes",
                "1 AES_CM_128_HMAC_SHA1_80 inline:!!!!; is not base64",
                "1 AES_CM_128_HMAC_SHA1_80 inline:K30|2^^3; the lifetime",
                "1 AES_CM_128_HMAC_SHA1_80 inline:K30|ever; the lifetime",
                "1 AES_CM_128_HMAC_SHA1_80 inline:K30|2^31|1:0; the MKI",
                "1 AES_CM_128_HMAC_SHA1_80 inline:K30|2^31|1:129; the MKI",
                "1 AES_CM_128_HMAC_SHA1_80 inline:K30|2^31|x:1; the MKI",
                "1 AES_CM_128_HMAC_SHA1_80 inline:K30|256:1; does not fit",
                "1 AES_CM_128_HMAC_SHA1_80 inline:K30,inline:K30; several keys",
                "1 AES_CM_128_HMAC_SHA1_80 inline:K30|1:1,inline:K30|2:2; several keys",
                "1 AES_CM_128_HMAC_SHA1_80 inline:K30|1:4,inline:K30|1:4; two keys with the same MKI",
                "1 AES_CM_128_HMAC_SHA1_80 inline:K30 KDR=25; KDR is not a number from 0 to 24",
                "1 AES_CM_128_HMAC_SHA1_80 inline:K30 KDR; KDR is not a number",
                "1 AES_CM_128_HMAC_SHA1_80 inline:K30 WSH=63; WSH is not a number from 64",
                "1 AES_CM_128_HMAC_SHA1_80 inline:K30 FEC_ORDER=ANY; FEC_ORDER is neither",
                "1 AES_CM_128_HMAC_SHA1_80 inline:K30 kdr=0 KDR=0; KDR stands there twice",
                "1 AES_CM_128_HMAC_SHA1_80 inline:K30 FEC_KEY=inline:K30 FEC_KEY=inline:K30; FEC_KEY stands there twice",
            })
    void saysWhatIsWrongAndNeverTheKey(String value, String sentence) {
        String k29 = Base64.getEncoder().encodeToString(counted(29));
        MalformedSdp wrong = assertThrows(
                MalformedSdp.class,
                () -> Crypto.parse(value.replace("K30", KEY).replace("K29", k29).replace(',', ';')));
        String message = String.valueOf(wrong.getMessage());
        assertTrue(message.contains(sentence), message);
        assertFalse(message.contains(KEY.substring(0, 12)), message);
    }

    @Test
    void whatIsWrittenIsReadBackTheSame() throws MalformedSdp {
        Random random = new Random(4568);
        String[] suites = {"AES_CM_128_HMAC_SHA1_80", "AES_CM_128_HMAC_SHA1_32", "AEAD_AES_128_GCM", "AEAD_AES_256_GCM"
        };
        int[] lengths = {30, 30, 28, 44};
        for (int round = 0; round < 5_000; round++) {
            int which = random.nextInt(suites.length);
            List<Crypto.Key> keys = new ArrayList<>();
            int mkiBytes = random.nextInt(5);
            int count = mkiBytes == 0 ? 1 : 1 + random.nextInt(3);
            for (int i = 0; i < count; i++) {
                byte[] key = new byte[lengths[which]];
                random.nextBytes(key);
                String lifetime = random.nextBoolean() ? null : random.nextBoolean() ? "2^31" : "1000000";
                keys.add(new Crypto.Key(key, lifetime, mkiBytes == 0 ? 0 : i * 64 + random.nextInt(64), mkiBytes));
            }
            Crypto crypto = new Crypto(
                    random.nextInt(1_000_000_000),
                    suites[which],
                    keys,
                    random.nextBoolean() ? List.of() : List.of("KDR=" + random.nextInt(24)));
            assertEquals(crypto, Crypto.parse(crypto.attribute().text()));
            String key = Base64.getEncoder().encodeToString(keys.get(0).keyAndSalt());
            assertFalse(crypto.toString().contains(key), "a key was printed");
            assertFalse(Secrets.redact(crypto.attribute().toString()).contains(key), "a key stayed");
        }
    }

    @Test
    void understandsTheSessionParameters() throws MalformedSdp {
        assertEquals(SessionParameters.NONE, parameters(""));
        assertEquals(SessionParameters.NONE, parameters("KDR=0 FEC_ORDER=FEC_SRTP -KDR=9 -ANY"));
        SessionParameters all =
                parameters("UNENCRYPTED_SRTCP unencrypted_srtp KDR=24 UNAUTHENTICATED_SRTP WSH=128 FEC_ORDER=SRTP_FEC"
                        + " FEC_KEY=inline:" + KEY + " -MAY=1 new=2");
        assertEquals(24, all.derivationRate());
        assertEquals(List.of("UNENCRYPTED_SRTCP", "UNENCRYPTED_SRTP", "UNAUTHENTICATED_SRTP"), all.plain());
        assertFalse(all.correctionFirst());
        assertTrue(all.correctionKeys());
        assertEquals(128, all.window());
        assertEquals(List.of("NEW"), all.unknown());
    }

    private static SessionParameters parameters(String text) throws MalformedSdp {
        return Crypto.parse("1 AES_CM_128_HMAC_SHA1_80 inline:" + KEY + " " + text)
                .session();
    }

    /** Parameters in any order and case: each is read as what it is, once, and all are written as they came. */
    @Test
    void readsSessionParametersInAnyOrder() throws MalformedSdp {
        Random random = new Random(63);
        List<String> known = List.of(
                "KDR=", "WSH=", "UNENCRYPTED_SRTP", "UNENCRYPTED_SRTCP", "UNAUTHENTICATED_SRTP", "FEC_ORDER=SRTP_FEC");
        for (int round = 0; round < 5_000; round++) {
            List<String> words = new ArrayList<>(known.subList(0, random.nextInt(known.size() + 1)));
            int rate = words.contains("KDR=") ? random.nextInt(25) : 0;
            int window = words.contains("WSH=") ? 64 + random.nextInt(1000) : 0;
            words.replaceAll(word -> word.equals("KDR=") ? word + rate : word.equals("WSH=") ? word + window : word);
            int others = random.nextInt(3);
            for (int i = 0; i < others; i++) {
                words.add("X" + i + (random.nextBoolean() ? "" : "=" + random.nextInt()));
                words.add("-Y" + i);
            }
            Collections.shuffle(words, random);
            words.replaceAll(word -> random.nextBoolean() ? word : word.toLowerCase(Locale.ROOT));
            Crypto crypto = Crypto.parse("7 AES_CM_128_HMAC_SHA1_32 inline:" + KEY + " " + String.join(" ", words));
            SessionParameters read = crypto.session();
            assertEquals(rate, read.derivationRate());
            assertEquals(window, read.window());
            assertEquals(
                    words.stream()
                            .filter(word -> word.toUpperCase(Locale.ROOT).startsWith("UN"))
                            .count(),
                    read.plain().size());
            assertEquals(others, read.unknown().size());
            assertEquals(crypto, Crypto.parse(crypto.attribute().text()));
        }
    }

    /** Any bytes are read or refused, and a refusal names nothing of them that could be a key. */
    @Test
    void readsOrRefusesAnything() {
        Random random = new Random(9);
        String alphabet = "0123456789 inline:|;^2AESaes_=+/\t:KDR\u00e4";
        int read = 0;
        for (int round = 0; round < 20_000; round++) {
            StringBuilder value =
                    new StringBuilder("1 AES_CM_128_HMAC_SHA1_80 inline:" + KEY + "|2^31|1:1 KDR=0 WSH=64");
            for (int change = random.nextInt(4); change >= 0; change--) {
                int at = random.nextInt(value.length());
                char c = alphabet.charAt(random.nextInt(alphabet.length()));
                switch (random.nextInt(3)) {
                    case 0 -> value.setCharAt(at, c);
                    case 1 -> value.insert(at, c);
                    default -> value.deleteCharAt(at);
                }
            }
            try {
                Crypto crypto = Crypto.parse(value.toString());
                assertEquals(crypto, Crypto.parse(crypto.attribute().text()));
                read++;
            } catch (MalformedSdp refused) {
                assertFalse(String.valueOf(refused.getMessage()).contains(KEY.substring(20)), refused.getMessage());
            }
        }
        assertTrue(read > 1_000, "only " + read + " were read");
    }

    private static byte[] counted(int length) {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) (i * 7 + 1);
        }
        return bytes;
    }
}
