package org.bailey.dialplan.provider.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PeerTest {
    @ParameterizedTest
    @CsvSource({
        "cucm1.example.com, cucm1.example.com, 0",
        " cucm1.example.com:5062 , cucm1.example.com, 5062",
        "192.0.2.10, 192.0.2.10, 0",
        "192.0.2.10:5060, 192.0.2.10, 5060",
        "2001:db8::10, 2001:db8::10, 0",
        "[2001:db8::10]:5061, 2001:db8::10, 5061",
        "[::1], ::1, 0",
        "fe_1, fe_1, 0"
    })
    void aPeerIsANameOrAddressWithOrWithoutPort(String typed, String host, int port) {
        assertEquals(new Peer(host, port, typed.strip()), Peer.parse(typed));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a b",
                "sip:cucm1",
                "dave@cucm1",
                "cucm1:0",
                "cucm1:65536",
                "cucm1;transport=tcp",
                "[cucm1]",
                "-x",
                "[::1"
            })
    void anythingElseIsRefusedWithItsText(String typed) {
        String refusal = assertThrows(IllegalArgumentException.class, () -> Peer.parse(typed))
                .getMessage();
        assertTrue(refusal.startsWith("peer '" + typed.strip() + "' is neither"), refusal);
    }

    @Test
    void noTextMakesItThrowAnythingElse() {
        Random random = new Random(11);
        String alphabet = "ab1.:[]-_@;? %/";
        for (int i = 0; i < 50_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int n = random.nextInt(16); n > 0; n--) {
                text.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            try {
                Peer peer = Peer.parse(text.toString());
                assertTrue(
                        peer.port() >= 0 && peer.port() < 65536 && !peer.host().isEmpty(), peer.toString());
            } catch (IllegalArgumentException refused) {
                assertTrue(refused.getMessage().startsWith("peer '"), refused.getMessage());
            }
        }
    }
}
