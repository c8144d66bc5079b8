package org.bailey.call.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.bailey.call.Sdp;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PadlockTest {
    private static final String HEAD = "v=0\r\no=- 1 1 IN IP4 192.0.2.1\r\ns=-\r\nc=IN IP4 192.0.2.1\r\nt=0 0\r\n";

    @ParameterizedTest
    @CsvSource({
        "A, A, true, AEAD_AES_128_GCM",
        "AB, A, true, AEAD_AES_128_GCM",
        "A, BA, true, AEAD_AES_128_GCM",
        "A, '', false, ''",
        "'', AB, false, ''",
        "A|, A|, false, AEAD_AES_128_GCM",
        "A|B, A|B, true, AEAD_AES_128_GCM AES_CM_128_HMAC_SHA1_80",
        "A|-, A|-, true, AEAD_AES_128_GCM",
        "'', '', false, ''",
    })
    void isClosedWhenBothEndsHaveAKeyOnEveryLine(String local, String remote, boolean closed, String suites) {
        Padlock padlock = Padlock.of(new Sdp(description(local), description(remote), 1, 1));
        assertEquals(closed, padlock.closed());
        assertEquals(suites.isEmpty() ? List.of() : List.of(suites.split(" ")), padlock.suites());
    }

    private static String description(String lines) {
        StringBuilder text = new StringBuilder(HEAD);
        for (String line : lines.split("\\|", -1)) {
            text.append("m=audio ").append(line.equals("-") ? 0 : 4000).append(" RTP/SAVP 0\r\n");
            for (int i = 0; i < line.length() && !line.equals("-"); i++) {
                text.append("a=crypto:").append(i + 1);
                text.append(line.charAt(i) == 'A' ? " AEAD_AES_128_GCM" : " AES_CM_128_HMAC_SHA1_80");
                text.append(" inline:QUJD\r\n");
            }
        }
        return text.toString();
    }
}
