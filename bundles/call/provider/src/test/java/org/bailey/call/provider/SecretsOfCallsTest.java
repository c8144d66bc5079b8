package org.bailey.call.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import org.bailey.call.End;
import org.bailey.call.Negotiation;
import org.bailey.call.Sdp;
import org.bailey.call.Step;
import org.bailey.media.Side;
import org.junit.jupiter.api.Test;

/** Whatever of a call may be printed or shown has no key in it, even if a peer quotes one. */
class SecretsOfCallsTest {
    private static final String LINES =
            "a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:QUJDREVG|2^31\r\na=ice-pwd:mZr2Q0bV9xT4cLw8\r\n";

    @Test
    void nothingThatIsPrintedHoldsAKey() {
        for (Object part : List.of(
                new Sdp(LINES, LINES, 1, 1),
                new Negotiation(Side.CALLER, LINES, Negotiation.Purpose.SETUP),
                new Step(Instant.EPOCH, "caller", LINES, LINES),
                new End("caller", 488, LINES))) {
            String text = part.toString();
            assertFalse(text.contains("QUJDREVG") || text.contains("mZr2Q0bV9xT4cLw8"), text);
            assertTrue(text.contains("inline:(hidden)|2^31"), text);
        }
    }

    @Test
    void whatIsSentKeepsItsKey() {
        assertEquals(LINES, new Sdp(LINES, "", 1, 1).local());
    }
}
