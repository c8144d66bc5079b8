package org.bailey.b2bua.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class B2buaCheckTest {
    private static List<String> objections(Map<String, Object> settings) {
        return new B2buaCheck()
                .objections(Map.of("org.bailey.b2bua", settings, "org.bailey.b2bua.trustedhost", Map.of()));
    }

    @Test
    void aSessionIsNotRefreshedMoreOftenThanWeAcceptOurselves() {
        assertEquals(
                List.of("org.bailey.b2bua sessionRefreshSeconds: 100 is not between 600 and 86400"),
                objections(Map.of("sessionRefreshSeconds", 100, "minimumSessionSeconds", 600)));
        assertEquals(
                List.of("org.bailey.b2bua sessionRefreshSeconds: 100 is not between 500 and 86400"),
                objections(Map.of("sessionRefreshSeconds", 100)));
    }

    @Test
    void videoIsNotAnnouncedAboveItsLimit() {
        assertEquals(
                List.of("org.bailey.b2bua videoKbit is 5000 kbit/s; wanted 64 to 4000 kbit/s"),
                objections(Map.of("videoKbit", 5000)));
    }

    @Test
    void suitesNobodyKnowsAreNamed() {
        assertEquals(
                List.of("org.bailey.b2bua srtpSuites holds 'AES_GCM'; wanted are [AES_CM_128_HMAC_SHA1_80,"
                        + " AES_CM_128_HMAC_SHA1_32, AEAD_AES_128_GCM, AEAD_AES_256_GCM]"),
                objections(Map.of("srtpSuites", new String[] {"AES_GCM"})));
    }

    @Test
    void whatCanBeIsNotObjectedTo() {
        assertEquals(List.of(), objections(Map.of()));
        assertEquals(
                List.of(),
                objections(Map.of(
                        "sessionRefreshSeconds", 600, "minimumSessionSeconds", 600, "callerDomain", "a.example")));
    }
}
