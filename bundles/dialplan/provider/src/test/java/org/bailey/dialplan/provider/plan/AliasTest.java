package org.bailey.dialplan.provider.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.bailey.sip.SipUri;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AliasTest {
    @ParameterizedTest
    @CsvSource({
        "sip:dave@example.com, dave@example.com",
        "sips:dave@example.com:5061;transport=tls, dave@example.com:5061",
        "sip:dave@[2001:db8::1]:5060, dave@[2001:db8::1]:5060",
        "sip:example.com, example.com",
        "tel:+49-30-1234.5(6), +4930123456",
        "tel:7042;phone-context=example.com, 7042@example.com",
        "tel:863-1234;phone-context=+1-914-555, 8631234",
        "tel:%2B4930, +4930",
        "sip:+49(30)12-34@example.com;user=phone, +49301234@example.com",
        "sip:%2B4930@example.com, +4930@example.com",
        "sip:1234;phone-context=DefaultProfile@lync.example.com;user=phone, 1234@lync.example.com",
        "sip:+14085550100;ext=22@example.com;user=phone, +14085550100@example.com",
        "sip:first-last@example.com;user=phone, first-last@example.com",
        "sip:a%40b@example.com, a%40b@example.com"
    })
    void anAliasIsUserAndHostOrTheNumber(String uri, String alias) {
        assertEquals(alias, Alias.of(uri).text());
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://example.com", "dave@example.com", "sip:", "mailto:x@y", ""})
    void whatIsNoAddressIsRefused(String uri) {
        assertThrows(IllegalArgumentException.class, () -> Alias.of(uri));
    }

    @Test
    void theTargetKeepsParametersThatAreNotForThisHop() {
        Alias gruu = Alias.of("sip:dave@example.com;opaque=app:conf:focus:id:7X;gruu;transport=tls;maddr=192.0.2.1");
        assertEquals(
                "sip:dave@example.com;opaque=app:conf:focus:id:7X;gruu",
                gruu.uri("dave@example.com", "pool.example.com"));
    }

    @Test
    void aNumberGetsTheHostOfItsTarget() {
        assertEquals(
                "sip:+4930@cucm1.example.com;user=phone", Alias.of("tel:+49-30").uri("+4930", "cucm1.example.com"));
        assertEquals(
                "sip:30@example.com;user=phone",
                Alias.of("sip:+4930@example.com;user=phone").uri("30@example.com", "cucm1"));
    }

    @Test
    void aReplacementThatLeavesNoUriIsRefused() {
        Alias alias = Alias.of("sip:dave@example.com");
        assertThrows(IllegalArgumentException.class, () -> alias.uri("", "host"));
        assertThrows(IllegalArgumentException.class, () -> alias.uri("a b@host", "host"));
        assertThrows(IllegalArgumentException.class, () -> alias.uri("a@host:99999", "host"));
    }

    @Test
    void anythingIsReadOrRefusedAndWhatIsReadMakesAUriAgain() {
        Random random = new Random(3966);
        String alphabet = "ab1+-.()@:;=%2B[]<> \"?&";
        for (int i = 0; i < 50_000; i++) {
            StringBuilder text = new StringBuilder(random.nextBoolean() ? "sip:" : "tel:");
            for (int n = random.nextInt(30); n > 0; n--) {
                text.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            try {
                Alias alias = Alias.of(text.toString());
                String uri = alias.uri(alias.text(), "host.example.com");
                assertTrue(uri.startsWith("sip:"), uri);
                SipUri.parse(uri);
            } catch (IllegalArgumentException refused) {
                assertTrue(refused.getMessage().contains("'"), refused.getMessage());
            }
        }
    }
}
