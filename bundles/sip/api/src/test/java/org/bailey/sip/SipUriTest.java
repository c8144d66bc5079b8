package org.bailey.sip;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SipUriTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            sip:alice@example.com                                   | sip  | alice          | example.com    | -1   | alice@example.com
            SIPS:alice@example.com:5061;transport=tls               | sips | alice          | example.com    | 5061 | alice@example.com
            sip:example.com                                         | sip  | ''             | example.com    | -1   | example.com
            sip:u;opaque=user:epid:Yk-3_x;gruu                      | sip  | ''             | u              | -1   | u
            sip:user@example.com;opaque=user:epid:Yk-3_x;gruu       | sip  | user           | example.com    | -1   | user@example.com
            sip:a;b?c=d@example.com                                 | sip  | a;b?c=d        | example.com    | -1   | a;b?c=d@example.com
            sip:t@example.com?Replaces=a%40b%3Bto-tag%3D1           | sip  | t              | example.com    | -1   | t@example.com
            sip:t@example.com?Call-ID=a@b                           | sip  | t              | example.com    | -1   | t@example.com
            sip:[2001:db8::1]:5060                                  | sip  | ''             | [2001:db8::1]  | 5060 | [2001:db8::1]
            sip:+4930123;phone-context=x@example.com;user=phone     | sip  | +4930123;phone-context=x | example.com | -1 | +4930123;phone-context=x@example.com
            tel:+49-30-123;ext=4                                    | tel  | +49-30-123     | ''             | -1   | +49-30-123
            """)
    void readsItsParts(String text, String scheme, String user, String host, int port, String alias) {
        SipUri uri = SipUri.parse(text);
        assertEquals(scheme, uri.scheme());
        assertEquals(user, uri.user());
        assertEquals(host, uri.host());
        assertEquals(port, uri.port());
        assertEquals(alias, uri.alias());
        assertEquals(text.substring(scheme.length()), uri.toString().substring(scheme.length()), "the text is kept");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "alice",
                "sip:",
                ":x",
                "sip:a@",
                "sip:a@b:0",
                "sip:a@b:99999",
                "sip:a@b:x",
                "sip:2001:db8::1",
                "sip:a@b c"
            })
    void refusesWhatIsNoneAndQuotesIt(String text) {
        assertTrue(assertThrows(IllegalArgumentException.class, () -> SipUri.parse(text))
                .getMessage()
                .startsWith("'" + text + "' is no"));
    }

    @Test
    void parametersIgnoreLetterCaseAndKeepTheirValue() {
        SipUri uri = SipUri.parse("sip:a@b;Transport=TLS;lr;ms-opaque=\"x;y\"");
        assertEquals("TLS", uri.parameter("transport").orElseThrow());
        assertEquals("", uri.parameter("LR").orElseThrow());
        assertEquals("\"x;y\"", uri.parameter("ms-opaque").orElseThrow());
        assertTrue(uri.parameter("opaque").isEmpty());
    }

    @Test
    void damagedOnesAreReadOrRefusedAndNeverLoseText() {
        Mutator mutator = new Mutator(3261);
        String[] seeds = {
            "sip:alice@example.com:5061;transport=tls;lr?Subject=x&Priority=1",
            "sip:user@example.com;opaque=user:epid:Yk-3_x;gruu",
            "tel:+49-30;ext=4",
            "sips:[2001:db8::1]:5061;maddr=[::1]"
        };
        int read = 0;
        for (int i = 0; i < 20_000; i++) {
            String text = mutator.damage(seeds[i % seeds.length]);
            try {
                SipUri uri = SipUri.parse(text);
                assertEquals(uri, SipUri.parse(uri.toString()), text);
                read++;
            } catch (IllegalArgumentException refused) {
                assertTrue(refused.getMessage().contains("is no"), text);
            }
        }
        assertTrue(read > 5000 && read < 20_000, "both happen: " + read);
    }
}
