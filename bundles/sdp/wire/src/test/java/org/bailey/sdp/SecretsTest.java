package org.bailey.sdp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SecretsTest {
    @ParameterizedTest
    @CsvSource({
        "a=crypto:1 X inline:QUJD/+Q=|2^31|1:1, a=crypto:1 X inline:(hidden)|2^31|1:1",
        "a=crypto:1 X inline:QUJD|1:4;inline:WFla|2:4, a=crypto:1 X inline:(hidden)|1:4;inline:(hidden)|2:4",
        "a=cryptoscale:1 client X Inline:QUJD|2^31, a=cryptoscale:1 client X Inline:(hidden)|2^31",
        "a=ice-pwd:mZr2Q0bV9xT4cLw8Yd1nHs6e, a=ice-pwd:(hidden)",
        "ICE-PWD : secret rest, ICE-PWD : (hidden) rest",
        "a=candidate:user 1 c2VjcmV0 UDP 0.840 192.0.2.1 5000, a=candidate:user 1 (hidden) UDP 0.840 192.0.2.1 5000",
        "a=candidate:1 1 UDP 2130706431 192.0.2.20 20010 typ host, a=candidate:1 1 UDP 2130706431 192.0.2.20 20010 typ host",
        "k=base64:c2VjcmV0, k=base64:(hidden)",
        "a=key-mgmt:mikey AQAFgM0X, a=key-mgmt:mikey (hidden)",
        "a=ice-ufrag:kU7q, a=ice-ufrag:kU7q",
    })
    void hidesTheSecretAndNothingElse(String text, String shown) {
        assertEquals(shown, Secrets.redact(text));
        assertEquals("before\r\n" + shown + "\r\nafter", Secrets.redact("before\r\n" + text + "\r\nafter"));
    }

    @Test
    void anythingElseStays() {
        String text = "v=0\r\no=- 0 1 IN IP4 192.0.2.1\r\ns=k\r\n";
        assertEquals(text, Secrets.redact(text));
    }
}
