package org.bailey.sip;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NameAddressTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            <sip:a@b>;tag=1                               | ``              | sip:a@b         | ;tag=1
            "A <x>, \\"B\\"" <sip:a@b;p=1>;tag=1;epid=0f  | "A <x>, \\"B\\"" | sip:a@b;p=1     | ;tag=1;epid=0f
            Joe Doe <sip:j@b>                             | Joe Doe         | sip:j@b         | ``
            sip:a@b;tag=1                                 | ``              | sip:a@b         | ;tag=1
            "n"<sip:u@d>;tag=x;epid=aa                    | "n"             | sip:u@d         | ;tag=x;epid=aa
            <sip:open                                     | ``              | <sip:open       | ``
            """)
    void readsItsParts(String text, String display, String uri, String parameters) {
        assertEquals(new NameAddress(display, uri, parameters), NameAddress.parse(text));
    }

    @Test
    void tagsAreExchangedAndTheOtherParametersStay() {
        NameAddress address = NameAddress.parse("\"n\" <sip:u@d;tag=uri>;epid=aa;TAG=old;x");
        assertEquals("old", address.tag());
        assertEquals(
                "\"n\" <sip:u@d;tag=uri>;epid=aa;x;tag=new",
                address.withTag("new").toString());
        assertEquals(
                "\"n\" <sip:u@d;tag=uri>;TAG=old;x", address.without("epid").toString());
        assertEquals("a\"b\\c", NameAddress.parse("\"a\\\"b\\\\c\" <sip:x@y>").displayText());
    }

    @Test
    void damagedOnesAreReadSomehowAndReadTheSameAgain() {
        Mutator mutator = new Mutator(20);
        String[] seeds = {"\"A, B\" <sip:a@b;p>;tag=1;epid=0f", "sip:a@b;tag=1", "Joe <sips:x@y:5061?h=1>;q=\"a;b\""};
        for (int i = 0; i < 20_000; i++) {
            NameAddress once = NameAddress.parse(mutator.damage(seeds[i % seeds.length]));
            once.tag();
            once.displayText();
            String tagged = once.withTag("new").toString();
            assertTrue(tagged.endsWith(";tag=new"), tagged);
        }
    }
}
