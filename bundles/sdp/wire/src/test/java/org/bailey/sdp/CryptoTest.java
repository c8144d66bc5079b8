package org.bailey.sdp;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
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
            for (int i = 0; i <= (mkiBytes == 0 ? 0 : random.nextInt(3)); i++) {
                byte[] key = new byte[lengths[which]];
                random.nextBytes(key);
                String lifetime = random.nextBoolean() ? null : random.nextBoolean() ? "2^31" : "1000000";
                keys.add(new Crypto.Key(key, lifetime, mkiBytes == 0 ? 0 : random.nextInt(256), mkiBytes));
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

    /** Any bytes are read or refused, and a refusal names nothing of them that could be a key. */
    @Test
    void readsOrRefusesAnything() {
        Random random = new Random(9);
        String alphabet = "0123456789 inline:|;^2AESaes_=+/\t:KDR\u00e4";
        int read = 0;
        for (int round = 0; round < 20_000; round++) {
            StringBuilder value = new StringBuilder("1 AES_CM_128_HMAC_SHA1_80 inline:" + KEY + "|2^31|1:1");
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
