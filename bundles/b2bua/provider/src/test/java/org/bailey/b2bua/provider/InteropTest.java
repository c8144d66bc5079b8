package org.bailey.b2bua.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.bailey.dialplan.Dialect;
import org.bailey.dialplan.ZonePolicy;
import org.bailey.dialplan.ZonePolicy.MediaEncryption;
import org.bailey.sip.Body;
import org.bailey.sip.Header;
import org.bailey.sip.Headers;
import org.bailey.sip.SipRequest;
import org.junit.jupiter.api.Test;

class InteropTest {
    private static final ZonePolicy REQUIRED = new ZonePolicy(MediaEncryption.REQUIRED, true, true);

    private final Interop open = new Interop(() -> true);
    private final Interop locked = new Interop(() -> false);

    private static SipRequest invite(String userAgent) {
        return new SipRequest("INVITE", "sip:a@b.test", Headers.NONE.plus("User-Agent", userAgent), Body.EMPTY);
    }

    @Test
    void withTheKeyEverythingIsAsTheZoneWantsIt() {
        assertSame(REQUIRED, open.policy(REQUIRED, Dialect.MICROSOFT));
        assertEquals("", open.refusal(Dialect.MICROSOFT, invite("UCCAPI/16.0.4417 OC/16.0.4417")));
    }

    @Test
    void withoutItTheMicrosoftLegIsOpenAndNobodyDoesIce() {
        ZonePolicy microsoft = locked.policy(REQUIRED, Dialect.MICROSOFT);
        assertEquals(MediaEncryption.OFF, microsoft.mediaEncryption());
        assertFalse(microsoft.ice());
        ZonePolicy standard = locked.policy(REQUIRED, Dialect.STANDARD);
        assertEquals(MediaEncryption.REQUIRED, standard.mediaEncryption());
        assertFalse(standard.ice());
    }

    @Test
    void withoutItLync2010CallsAndLaterVersionsAreRefusedByName() {
        assertEquals("", locked.refusal(Dialect.MICROSOFT, invite("UCCAPI/4.0.7577.4109 OC/4.0.7577.4109")));
        assertEquals("", locked.refusal(Dialect.MICROSOFT, invite("RTCC/4.0.0.0 MediationServer")));
        assertEquals("", locked.refusal(Dialect.STANDARD, invite("UCCAPI/16.0.1")));
        for (String later :
                new String[] {"UCCAPI/15.0.4420.1017 OC/15.0", "UCCAPI/16.0.1 OC/16", "RTCC/6.0.0.0 AVMCU"}) {
            String sentence = locked.refusal(Dialect.MICROSOFT, invite(later));
            assertTrue(sentence.contains("microsoft-interop"), sentence);
        }
    }

    @Test
    void theCallOfAnUnlicensedCallerIsRefusedWithTheSentence() {
        Bench bench = new Bench();
        bench.licensed = false;
        bench.invited("", new Header("User-Agent", "UCCAPI/16.0.4417.1000 OC/16.0.4417.1000 (Skype for Business)"));
        assertEquals(403, bench.answered.get(0).status());
    }
}
